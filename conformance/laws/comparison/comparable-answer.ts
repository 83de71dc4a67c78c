import { type ExactJson, isExactObject } from "../../cases/exact-json.ts";
import type { Reading } from "../../cases/reading.ts";
import { comparableRefresh } from "../instance-ids/reading/comparable-refresh.ts";
import type { ComparableAnswer } from "./answer-part.ts";

/** Deeper members count as equal: answers are not that deep, and a hostile one is not to exhaust the stack. */
const MAX_DEPTH = 32;

/** Lists are compared as sets, and members that are null as if left out. */
const meaning = (value: ExactJson, depth: number): string => {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (depth === 0) return "…";
  if (!isExactObject(value)) return `[${value.map((member) => meaning(member, depth - 1)).sort()}]`;
  const members = Object.keys(value)
    .filter((key) => value[key] !== null)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${meaning(value[key] ?? null, depth - 1)}`);
  return `{${members}}`;
};

const comparableWhole = (value: ExactJson): ComparableAnswer => {
  const fields = isExactObject(value)
    ? Object.entries(value)
        .filter(([, member]) => member !== null)
        .map(([name, member]): [string, string] => [name, meaning(member, MAX_DEPTH)])
    : [["body", meaning(value, MAX_DEPTH)] satisfies [string, string]];
  return { parts: new Map([["the answer", { kind: "answer", fields: new Map(fields) }]]), unsettled: new Set() };
};

/**
 * A successful answer to a valid request, ready to be compared; null where there is none that matches its schema. An operation
 * whose answers are better understood than as a whole is compared in its own way.
 */
export const comparableAnswer = (reading: Reading): ComparableAnswer | null => {
  const { expectation, outcome, answer } = reading;
  if (expectation.kind !== "acceptance" || outcome.kind === "fault" || outcome.status !== 200) return null;
  if (answer.kind !== "json" || answer.breaches?.length !== 0) return null;
  return comparableRefresh(reading) ?? comparableWhole(answer.value);
};
