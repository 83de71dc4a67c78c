import fc from "fast-check";
import type { ProposalContext } from "../../../cases/law.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { type Filter, otherFilter } from "./filter.ts";
import { previewOf } from "./preview-of.ts";
import { someOptions } from "./some-options.ts";
import { maybeLimit, someScope } from "./some-scope.ts";
import { variedNames } from "./varied-names.ts";

/** No scan of a fleet that was seen whole is cut by it. */
const MAX_LIMIT = 500;

/** As many as the default limit lets through. */
const MOST_NAMES = 100;

/** Proposes three previews of the same: without a filter, with it, and without it again. Null where no CVM was seen. */
export const openFilteredOpen = (
  context: ProposalContext,
  filter: Filter,
): fc.Arbitrary<readonly RequestPlan[]> | null => {
  const names = variedNames(context.knowledge, { minLength: 1, maxLength: 8, most: MOST_NAMES });
  if (names === null) return null;
  const preview = previewOf(context);
  return fc
    .record({
      scope: someScope(names),
      isOtherOff: fc.boolean(),
      isSaid: fc.boolean(),
      options: someOptions("overwrite"),
      limit: maybeLimit(MAX_LIMIT, MAX_LIMIT),
    })
    .map(({ scope, isOtherOff, isSaid, options, limit }) => {
      const members = { ...scope, ...(isOtherOff ? { [otherFilter(filter)]: false } : {}), ...options, ...limit };
      const open = preview({ ...members, [filter]: false });
      return [open, preview({ ...members, ...(isSaid ? { [filter]: true } : {}) }), open];
    });
};
