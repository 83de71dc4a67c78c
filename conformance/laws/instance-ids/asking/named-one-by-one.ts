import fc from "fast-check";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import type { SeenCvm } from "../../../cases/knowledge.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";

/** So many CVMs are named, one after the other: what is changed each time follows what is asked, and does not move by itself. */
const STEPS = 3;

/** The numbers of a few CVMs that may be written, of which there is one at least. */
export const fewNumbers = (updatable: readonly SeenCvm[]): fc.Arbitrary<readonly string[]> => {
  // What differs from what is found is written with leave to overwrite alone.
  const promised = updatable.filter(({ status }) => status === "updated");
  const names = (promised.length > 0 ? promised : updatable).map(({ cvmId }) => String(cvmId));
  const count = Math.min(STEPS, names.length);
  return thinnedList(fc.shuffledSubarray(names, { minLength: count, maxLength: count }), 1);
};

/** Requests each of which names one CVM, with a preview of all CVMs before and after each. */
export const namedOneByOne = (
  names: readonly string[],
  see: RequestPlan,
  ask: (name: string) => RequestPlan,
): readonly RequestPlan[] => [see, see, ...names.flatMap((name) => [ask(name), see])];
