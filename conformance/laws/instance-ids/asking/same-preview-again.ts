import fc from "fast-check";
import type { ProposalContext } from "../../../cases/law.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { isNamed } from "../reading/item-words.ts";
import { nameSeen } from "./name-seen.ts";
import { previewOf } from "./preview-of.ts";
import { seenBy } from "./seen-by.ts";
import { allOptions, someOptions } from "./some-options.ts";

/**
 * One and the same preview so many times, of CVMs that have an id or for which one was found: of a few, of a few of one kind, or of
 * all. Null where there are none.
 */
export const samePreviewAgain = (
  context: ProposalContext,
  times: number,
): fc.Arbitrary<readonly RequestPlan[]> | null => {
  const seen = seenBy(context.knowledge).filter((cvm) => isNamed(cvm.newInstanceId) || isNamed(cvm.oldInstanceId));
  const kinds = [seen, ...Map.groupBy(seen, ({ source, status }) => `${source} ${status}`).values()];
  const lists = kinds.flatMap((wanted) => nameSeen({ wanted, seen: wanted, others: 7 }) ?? []);
  if (lists.length === 0) return null;
  const preview = previewOf(context);
  return fc
    .tuple(
      fc.option(fc.oneof(...lists), { freq: 5 }),
      allOptions("running_only", "missing_only"),
      someOptions("overwrite"),
    )
    .map(([list, filters, options]) => {
      const named = list === null ? {} : { cvm_ids: list.map(({ name }) => name) };
      return Array.from({ length: times }, () => preview({ ...named, ...filters, ...options }));
    });
};
