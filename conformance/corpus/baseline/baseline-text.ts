import type { Node } from "jsonc-parser";
import { isObject } from "../../../contract/index.ts";
import type { Level } from "../../cases/judgement.ts";
import type { RecordedFinding } from "../corpus-file.ts";
import { CorpusFileError } from "../corpus-file-error.ts";
import { type CorpusDecoder, createCorpusDecoder } from "../decode-corpus-file.ts";
import type { BaselineEntry } from "./baseline.ts";
import { BaselineError } from "./baseline-error.ts";
import { jsonFaultOf, lineAt } from "./json-fault.ts";

const LEVELS: readonly Level[] = ["must", "should", "reference"];
const MEMBERS = ["fingerprint", "law", "level", "message", "reason", "expires"];
/** What an entry has beside these from version 2 of the file on. */
const RECORDED = ["operation", "discriminator", "traits", "expected", "actual", "found", "needs", "pending", "steps"];
const MEMBERS_2 = [...MEMBERS, "also", ...RECORDED];
const MEND = "Mend it, restore the file from version control, or delete it and write a new one with --update-baseline.";

const FINGERPRINT = /^[0-9a-f]{12}$/;

/** What entries are read with. */
interface Reading {
  /** The members that an entry may have. */
  readonly members: readonly string[];
  readonly decode: CorpusDecoder;
  readonly jsonOf: (node: Node) => unknown;
}

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

const alsoOf = (node: Node, refuse: Refuse): readonly string[] | undefined => {
  const member = memberOf(node, "also");
  if (member === undefined) return undefined;
  const names = (member.children ?? []).map((child): unknown => child.value);
  const known = names.filter((name): name is string => typeof name === "string" && FINGERPRINT.test(name));
  if (member.type !== "array" || known.length < names.length) refuse(member, "also is a list of fingerprints");
  return known;
};

/** The requests that an entry is shown by, in the form of a file of the corpus. */
const recordOf = (node: Node, { decode, jsonOf }: Reading, refuse: Refuse): RecordedFinding | undefined => {
  if (memberOf(node, "steps") === undefined) return undefined;
  const value = jsonOf(node);
  const fingerprint = textOf(node, "fingerprint", refuse);
  const names = ["fingerprint", "law", "level", "message", ...RECORDED];
  const members = isObject(value) ? Object.entries(value).filter(([name]) => names.includes(name)) : [];
  const record = { schemaVersion: 2, kind: "finding", ...Object.fromEntries(members) };
  try {
    const entry = decode(`finding-${fingerprint}.json`, JSON.stringify(record));
    return entry.kind === "finding" ? entry : undefined;
  } catch (error) {
    if (error instanceof CorpusFileError) return refuse(node, `an entry can't be sent again: ${error.message}`);
    throw error;
  }
};

const entryOf = (node: Node, reading: Reading, refuse: Refuse): BaselineEntry => {
  if (node.type !== "object") return refuse(node, "an entry is an object");
  for (const { children: [key] = [] } of node.children ?? [])
    if (key !== undefined && !reading.members.includes(key.value))
      refuse(key, `an entry has no member ${JSON.stringify(key.value)}; it may have ${reading.members.join(", ")}`);
  const fingerprint = textOf(node, "fingerprint", refuse);
  if (!FINGERPRINT.test(fingerprint)) refuse(memberOf(node, "fingerprint") ?? node, "a fingerprint is 12 hex digits");
  const given = textOf(node, "level", refuse);
  const level = LEVELS.find((candidate) => candidate === given);
  if (level === undefined) return refuse(memberOf(node, "level") ?? node, `a level is one of ${LEVELS.join(", ")}`);
  const reason = optionalTextOf(node, "reason", refuse);
  const expires = optionalTextOf(node, "expires", refuse);
  if (expires !== undefined && !isDay(expires))
    refuse(memberOf(node, "expires") ?? node, `expires is a day such as 2026-12-31, not ${JSON.stringify(expires)}`);
  const also = alsoOf(node, refuse);
  const record = recordOf(node, reading, refuse);
  return {
    fingerprint,
    law: textOf(node, "law", refuse),
    level,
    message: textOf(node, "message", refuse),
    ...(reason === undefined ? {} : { reason }),
    ...(expires === undefined ? {} : { expires }),
    ...(also === undefined ? {} : { also }),
    ...(record === undefined ? {} : { record }),
  };
};

/** Reads a baseline's text. Rejects with `BaselineError` at the first thing that is not as it should be; `name` is how the user knows the file. */
export const readBaseline = async (text: string, name: string): Promise<readonly BaselineEntry[]> => {
  const fault = await jsonFaultOf(text);
  const { getNodeValue, parseTree } = await import("jsonc-parser");
  const root = parseTree(text);
  if (fault !== null || root === undefined)
    throw new BaselineError(name, fault?.line ?? 1, `it is not JSON (${fault?.problem})`, MEND);
  const refuse: Refuse = (at, why) => {
    throw new BaselineError(name, lineAt(text, at.offset), why, MEND);
  };
  const version = memberOf(root, "schemaVersion");
  if (version?.value !== 1 && version?.value !== 2)
    refuse(version ?? root, "a baseline of this version has schemaVersion 1 or 2");
  const list = memberOf(root, "findings");
  if (list?.type !== "array") return refuse(list ?? root, "a baseline has a list of findings");
  const members = version?.value === 1 ? MEMBERS : MEMBERS_2;
  const reading: Reading = { members, decode: createCorpusDecoder(), jsonOf: getNodeValue };
  const entries = new Map<string, BaselineEntry>();
  for (const node of list.children ?? []) {
    const entry = entryOf(node, reading, refuse);
    if (entries.has(entry.fingerprint)) refuse(node, `the fingerprint ${entry.fingerprint} is there twice`);
    entries.set(entry.fingerprint, entry);
  }
  return [...entries.values()];
};

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** What is kept of a record: what it takes to send it again, without the answers. */
const recorded = ({ steps, ...record }: RecordedFinding) => {
  const { operation, discriminator, traits, expected, actual, found, needs, pending } = record;
  const sent = steps.map(({ response: _, ...step }) => step);
  return { operation, discriminator, traits, expected, actual, found, needs, pending, steps: sent };
};

/** A baseline as text: by law and fingerprint, a member a line, so that a change shows as just that. */
export const baselineText = (entries: readonly BaselineEntry[]): string => {
  const findings = entries
    .toSorted((one, other) => compare(one.law, other.law) || compare(one.fingerprint, other.fingerprint))
    .map(({ fingerprint, law, level, message, record, ...rest }) => ({
      fingerprint,
      law,
      level,
      message,
      ...rest,
      ...(record === undefined ? {} : recorded(record)),
    }));
  return `${JSON.stringify({ schemaVersion: 2, findings }, null, 2)}\n`;
};
