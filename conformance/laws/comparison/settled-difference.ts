import type { AnswerPart, ComparableAnswer } from "./answer-part.ts";

/** In what an answer differs from those before and after it. Texts are for people; `kind` depends on no value. */
export interface Difference {
  readonly kind: string;
  readonly part: string;
  readonly before: string;
  readonly between: string;
}

const isSame = (a: AnswerPart | undefined, b: AnswerPart | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  if (a.fields.size !== b.fields.size) return false;
  for (const [name, value] of a.fields) if (b.fields.get(name) !== value) return false;
  return true;
};

const told = (value: string | undefined): string => value ?? "none";

const describe = (part: string, before: AnswerPart | undefined, between: AnswerPart | undefined): Difference => {
  if (before === undefined) return { kind: `${between?.kind} added`, part, before: "not there", between: "there" };
  if (between === undefined) return { kind: `${before.kind} gone`, part, before: "there", between: "not there" };
  const names = new Set([...before.fields.keys(), ...between.fields.keys()]);
  const name = [...names].find((field) => before.fields.get(field) !== between.fields.get(field)) ?? "";
  return {
    kind: `${before.kind} ${name}`,
    part,
    before: `${name} ${told(before.fields.get(name))}`,
    between: `${name} ${told(between.fields.get(name))}`,
  };
};

/**
 * The first difference of `between` from what `before` and `after` agree on, or null where there is none. What has moved
 * between `before` and `after` moves by itself, and is left aside.
 */
export const settledDifference = (
  before: ComparableAnswer,
  between: ComparableAnswer,
  after: ComparableAnswer,
): Difference | null => {
  for (const part of new Set([...before.parts.keys(), ...between.parts.keys()])) {
    if ([before, between, after].some(({ unsettled }) => unsettled.has(part))) continue;
    const settled = before.parts.get(part);
    const found = between.parts.get(part);
    if (isSame(settled, after.parts.get(part)) && !isSame(settled, found)) return describe(part, settled, found);
  }
  return null;
};
