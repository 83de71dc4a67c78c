import fc from "fast-check";
import type { ProposalContext } from "../../../cases/law.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { type Filter, otherFilter } from "./filter.ts";
import { previewOf } from "./preview-of.ts";
import { someOptions } from "./some-options.ts";
import { maybeLimit, someScope } from "./some-scope.ts";
import { variedNames } from "./varied-names.ts";

/** Proposes three previews of the same: with a filter, without it, and with it again. Null where no CVM was seen. */
export const filteredOpenFiltered = (
  context: ProposalContext,
  filter: Filter,
): fc.Arbitrary<readonly RequestPlan[]> | null => {
  const names = variedNames(context.knowledge, { minLength: 1, maxLength: 8 });
  if (names === null) return null;
  const preview = previewOf(context);
  return fc
    .record({
      scope: someScope(names),
      isOtherOff: fc.boolean(),
      options: someOptions("overwrite"),
      limit: maybeLimit(101, 500),
    })
    .map(({ scope, isOtherOff, options, limit }) => {
      const members = { ...scope, ...(isOtherOff ? { [otherFilter(filter)]: false } : {}), ...options, ...limit };
      const filtering = preview(members);
      return [filtering, preview({ ...members, [filter]: false }), filtering];
    });
};
