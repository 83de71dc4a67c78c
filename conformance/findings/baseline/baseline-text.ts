import type { Node } from "jsonc-parser";
import type { Level } from "../../cases/judgement.ts";
import type { BaselineEntry } from "./baseline.ts";
import { BaselineError } from "./baseline-error.ts";
import { jsonFaultOf, lineAt } from "./json-fault.ts";

const LEVELS: readonly Level[] = ["must", "should", "reference"];
const MEMBERS = ["fingerprint", "law", "level", "message", "reason", "expires"];
const MEND = "Mend it, restore the file from version control, or delete it and write a new one with --update-baseline.";

/** Says of one place of the text what is wrong with it. */
type Refuse = (at: Node, why: string) => never;

const isDay = (value: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const ms = Date.parse(value);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
};

const memberOf = (node: Node, name: string): Node | undefined =>
  node.children?.find((member) => member.children?.[0]?.value === name)?.children?.[1];

const textOf = (node: Node, name: string, refuse: Refuse): string => {
  const member = memberOf(node, name);
  if (typeof member?.value === "string" && member.value !== "") return member.value;
  return refuse(member ?? node, `an entry needs ${name}, a text`);
};

const optionalTextOf = (node: Node, name: string, refuse: Refuse): string | undefined =>
  memberOf(node, name) === undefined ? undefined : textOf(node, name, refuse);

const entryOf = (node: Node, refuse: Refuse): BaselineEntry => {
  if (node.type !== "object") return refuse(node, "an entry is an object");
  for (const { children: [key] = [] } of node.children ?? [])
    if (key !== undefined && !MEMBERS.includes(key.value))
      refuse(key, `an entry has no member ${JSON.stringify(key.value)}; it may have ${MEMBERS.join(", ")}`);
  const fingerprint = textOf(node, "fingerprint", refuse);
  if (!/^[0-9a-f]{12}$/.test(fingerprint))
    refuse(memberOf(node, "fingerprint") ?? node, "a fingerprint is 12 hex digits");
  const given = textOf(node, "level", refuse);
  const level = LEVELS.find((candidate) => candidate === given);
  if (level === undefined) return refuse(memberOf(node, "level") ?? node, `a level is one of ${LEVELS.join(", ")}`);
  const reason = optionalTextOf(node, "reason", refuse);
  const expires = optionalTextOf(node, "expires", refuse);
  if (expires !== undefined && !isDay(expires))
    refuse(memberOf(node, "expires") ?? node, `expires is a day such as 2026-12-31, not ${JSON.stringify(expires)}`);
  return {
    fingerprint,
    law: textOf(node, "law", refuse),
    level,
    message: textOf(node, "message", refuse),
    ...(reason === undefined ? {} : { reason }),
    ...(expires === undefined ? {} : { expires }),
  };
};

/** Reads a baseline's text. Rejects with `BaselineError` at the first thing that is not as it should be; `name` is how the user knows the file. */
export const readBaseline = async (text: string, name: string): Promise<readonly BaselineEntry[]> => {
  const fault = await jsonFaultOf(text);
  const { parseTree } = await import("jsonc-parser");
  const root = parseTree(text);
  if (fault !== null || root === undefined)
    throw new BaselineError(name, fault?.line ?? 1, `it is not JSON (${fault?.problem})`, MEND);
  const refuse: Refuse = (at, why) => {
    throw new BaselineError(name, lineAt(text, at.offset), why, MEND);
  };
  const version = memberOf(root, "schemaVersion");
  if (version?.value !== 1) refuse(version ?? root, "a baseline of this version has schemaVersion 1");
  const list = memberOf(root, "findings");
  if (list?.type !== "array") return refuse(list ?? root, "a baseline has a list of findings");
  const entries = new Map<string, BaselineEntry>();
  for (const node of list.children ?? []) {
    const entry = entryOf(node, refuse);
    if (entries.has(entry.fingerprint)) refuse(node, `the fingerprint ${entry.fingerprint} is there twice`);
    entries.set(entry.fingerprint, entry);
  }
  return [...entries.values()];
};

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** A baseline as text: by law and fingerprint, a member a line, so that a change shows as just that. */
export const baselineText = (entries: readonly BaselineEntry[]): string => {
  const findings = entries
    .toSorted((one, other) => compare(one.law, other.law) || compare(one.fingerprint, other.fingerprint))
    .map(({ fingerprint, law, level, message, ...rest }) => ({ fingerprint, law, level, message, ...rest }));
  return `${JSON.stringify({ schemaVersion: 1, findings }, null, 2)}\n`;
};
