import fc from "fast-check";
import { isJsonObject, type Json } from "../../contract/index.ts";
import type { RequestPlan } from "../cases/request-plan.ts";

/** Subsets of some indices, smallest first, one left out each in the end. Source: fast-check's own shrinking of subarrays. */
const subsets = function* (length: number): Iterable<readonly number[]> {
  const all = [...Array(length).keys()];
  for (const value of fc.subarray(all).shrink(all, undefined)) yield value.value;
  // Single removals come last, so that where shrinking ends no one part could be left out.
  for (const left of all) yield all.filter((index) => index !== left);
};

const simplerNumbers = function* (value: number): Iterable<number> {
  if (Number.isSafeInteger(value))
    for (const simpler of fc.maxSafeInteger().shrink(value, undefined)) yield simpler.value;
  else yield* [0, 1, Math.trunc(value)].filter((simpler) => simpler !== value);
};

const simplerStrings = function* (value: string): Iterable<string> {
  if (value.length <= 1) return;
  yield "";
  if (value.length > 64) yield value.slice(0, Math.floor(value.length / 2));
  yield [...value][0] ?? "";
};

/** Simpler JSON values, the simplest first; object members and array elements are left out before they are simplified. */
export const simplerValues = function* (value: Json): Iterable<Json> {
  if (value === true) yield false;
  else if (typeof value === "number") yield* simplerNumbers(value);
  else if (typeof value === "string") yield* simplerStrings(value);
  else if (Array.isArray(value)) {
    const members: readonly Json[] = value;
    for (const kept of subsets(members.length)) yield kept.map((index) => members[index] ?? null);
    for (const [index, member] of members.entries())
      for (const simpler of simplerValues(member)) yield members.with(index, simpler);
  } else if (isJsonObject(value)) {
    const entries = Object.entries(value);
    for (const kept of subsets(entries.length))
      yield Object.fromEntries(entries.filter((_, index) => kept.includes(index)));
    for (const [index, [key, member]] of entries.entries())
      for (const simpler of simplerValues(member)) yield Object.fromEntries(entries.with(index, [key, simpler]));
  }
};

/** Simpler requests, the simplest first: undamaged, plainly spelled, with less in the body. */
export const simplerPlans = function* (plan: RequestPlan): Iterable<RequestPlan> {
  const { body } = plan;
  if (body.kind === "none") return;
  if (plan.isChunked === true) {
    const { isChunked: _, ...whole } = plan;
    yield whole;
  }
  if (body.damage !== null) yield { ...plan, body: { ...body, damage: null } };
  if (body.spelling !== "plain") yield { ...plan, body: { ...body, spelling: "plain" } };
  for (const value of simplerValues(body.value)) yield { ...plan, body: { ...body, value } };
};
