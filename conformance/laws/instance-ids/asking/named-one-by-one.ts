import fc from "fast-check";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import type { SeenCvm } from "../../../cases/knowledge.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";

/** So many CVMs are named, one after the other: what is changed each time follows what is asked, and does not move by itself. */
const STEPS = 3;

/** Sequences in which requests each name one CVM that may be written, with a preview of all CVMs before and after each; it takes one such CVM at least. */
export const namedOneByOne = (
  updatable: readonly SeenCvm[],
  see: RequestPlan,
  ask: (name: string) => RequestPlan,
): fc.Arbitrary<readonly RequestPlan[]> => {
  // What differs from what is found is written with leave to overwrite alone.
  const promised = updatable.filter(({ status }) => status === "updated");
  const names = (promised.length > 0 ? promised : updatable).map(({ cvmId }) => String(cvmId));
  const count = Math.min(STEPS, names.length);
  return thinnedList(fc.shuffledSubarray(names, { minLength: count, maxLength: count }), 1).map((some) => [
    see,
    see,
    ...some.flatMap((name) => [ask(name), see]),
  ]);
};
