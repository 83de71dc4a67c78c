import fc from "fast-check";
import type { JsonObject } from "../../../../contract/index.ts";
import type { SeenCvm } from "../../../cases/knowledge.ts";
import type { ProposalContext } from "../../../cases/law.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { plainRequest } from "../../../generate/request-arbitrary.ts";
import { filtersOff } from "./filters-off.ts";
import { nameSeen } from "./name-seen.ts";
import { seenBy } from "./seen-by.ts";

/**
 * Proposes a request that writes to a few CVMs, one of `wanted` among them, after two previews of the same CVMs with every
 * filter off, and before a third: what the first of them writes, the second shows. Null where none is wanted.
 */
export const lookWriteLook = (
  { operation, knowledge }: ProposalContext,
  wanted: readonly SeenCvm[],
  options: fc.Arbitrary<JsonObject>,
): fc.Arbitrary<readonly RequestPlan[]> | null => {
  const names = nameSeen({ wanted, seen: seenBy(knowledge), others: 2 });
  if (names === null) return null;
  return fc.tuple(names, options).map(([list, chosen]) => {
    const scope = { cvm_ids: list.map(({ name }) => name) };
    const ask = (members: JsonObject) => plainRequest({ operation, credential: knowledge.credential }, members);
    const look = ask({ ...scope, ...filtersOff, dry_run: true });
    return [look, look, ask({ ...scope, ...chosen }), look];
  });
};
