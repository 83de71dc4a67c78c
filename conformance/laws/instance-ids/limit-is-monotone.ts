import fc from "fast-check";
import { judged, notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { someScope } from "./asking/some-scope.ts";
import { variedNames } from "./asking/varied-names.ts";
import { comparisonOf, itemsDifference } from "./reading/compared-items.ts";
import { judgeDifference } from "./reading/judge-difference.ts";

const MAX_LIMIT = 500;

/** How often any limits are compared for each time that one which is just large enough is. */
const SOME_TO_EXACT = 20;

const seven = exampleItem();
const eight = exampleItem({ cvm_id: 8 });
const nine = exampleItem({ cvm_id: 9 });
const one = { json: { dry_run: true, limit: 1 } };
const two = { json: { dry_run: true, limit: 2 } };
const first = answered(one, { json: exampleAnswer([seven], { total: 3 }) });

export default defineRelation({
  id: "limit-is-monotone",
  level: "should",
  phase: "relations",
  needs: [],
  says: "A smaller `limit` gives some of the items that a larger one gives, and the same `total`.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/limit: it bounds how many are processed, not which or how.",
  missing:
    "Needs a preview that a limit cuts: let the key's workspace hold two CVMs that run and lack their instance id.",
  kills: ["limit-moves-the-start", "total-after-limit", "dry-run-stamps-attempts", "last-lost-when-limit-equals-total"],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 2, maxLength: 12 });
    if (names === null) return null;
    const preview = previewOf(context);
    const some = fc
      .record({
        scope: someScope(names),
        options: someOptions("running_only", "missing_only", "overwrite"),
        limit: fc.integer({ min: 1, max: 20 }),
        more: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: MAX_LIMIT })),
      })
      .map(({ scope, options, limit, more }) => {
        const small = preview({ ...scope, ...options, limit });
        return [small, preview({ ...scope, ...options, limit: Math.min(limit + more, MAX_LIMIT) }), small];
      });
    // A limit that is just large enough, as long as the fleet is what the probe saw.
    const count = seenBy(context.knowledge).length;
    if (count >= MAX_LIMIT) return some;
    const exact = preview({ ...filtersOff, limit: count });
    const exactly = fc.constant([exact, preview({ ...filtersOff, limit: count + 1 }), exact]);
    return fc.oneof({ weight: SOME_TO_EXACT, arbitrary: some }, { weight: 1, arbitrary: exactly });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, large, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || large === undefined || after === undefined) return notExercised;
    const isTelling = before.isCut || large.scanned > before.scanned;
    if (!isTelling || before.items.size === 0) return notExercised;
    if (before.total === after.total && large.total !== before.total)
      return judged([
        {
          message: "A larger `limit` changed `total`.",
          expected: `${before.total}, as with the smaller limit`,
          actual: String(large.total),
          discriminator: "total",
        },
      ]);
    // Only what the smaller limit lets through is compared.
    const shared = new Map([...large.items].filter(([name]) => before.items.has(name)));
    return judgeDifference(
      itemsDifference(before.items, shared, after.items, comparison.open),
      (part) => `A larger \`limit\` changed ${part}.`,
      "as with the smaller limit",
    );
  },
  holds: [
    [first, answered(two, { json: exampleAnswer([seven, eight], { total: 3 }) }), first],
    [first, answered(two, { json: exampleAnswer([nine, seven], { total: 3 }) }), first],
    [
      first,
      answered(two, { json: exampleAnswer([eight, nine], { total: 2 }) }),
      answered(one, { json: exampleAnswer([eight], { total: 2 }) }),
    ],
  ],
  broken: [
    [first, answered(two, { json: exampleAnswer([eight, nine], { total: 3 }) }), first],
    [first, answered(two, { json: exampleAnswer([seven, eight], { total: 2 }) }), first],
    [first, answered(two, { json: exampleAnswer([eight, { ...seven, status: "error" }], { total: 3 }) }), first],
  ],
});
