import fc from "fast-check";
import { type Judgement, judged, notExercised } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { someScope } from "./asking/some-scope.ts";
import { variedNames } from "./asking/varied-names.ts";
import { type ComparedAnswer, comparisonOf, itemsDifference } from "./reading/compared-items.ts";
import { judgeDifference } from "./reading/judge-difference.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const MAX_LIMIT = 500;

/** How often any limits are compared for each time that one which is just large enough is. */
const SOME_TO_EXACT = 20;

/** The same for each time that a scan which is cut is compared with one that is hardly. */
const SOME_TO_SCANS = 3;

/** One case in so many has the smaller limit between two larger ones. */
const LARGER_FIRST_OF = 4;

const changedTotal = (what: "larger" | "smaller", expected: number, actual: number): Judgement =>
  judged([
    {
      message: `A ${what} \`limit\` changed \`total\`.`,
      expected: `${expected}, as with the ${what === "larger" ? "smaller" : "larger"} limit`,
      actual: String(actual),
      discriminator: "total",
    },
  ]);

const isLargerFirst = (readings: readonly Reading[]): boolean => {
  const [before, between] = readings.map((reading) => refreshOptions(reading)?.limit ?? 0);
  return (before ?? 0) > (between ?? 0);
};

/**
 * A smaller limit between two larger ones: where answers that are cut count otherwise each time, those that are not agree. Which items a
 * smaller limit gives is asked the other way round alone.
 */
const judgeSmaller = (before: ComparedAnswer, small: ComparedAnswer, after: ComparedAnswer): Judgement => {
  if (!small.isCut || before.total !== after.total) return notExercised;
  return small.total === before.total ? judged([]) : changedTotal("smaller", before.total, small.total);
};

const seven = exampleItem();
const eight = exampleItem({ cvm_id: 8 });
const nine = exampleItem({ cvm_id: 9 });
const one = { json: { dry_run: true, limit: 1 } };
const two = { json: { dry_run: true, limit: 2 } };
const all = { json: { dry_run: true, limit: 20 } };
const whole = answered(all, { json: exampleAnswer([seven, eight, nine]) });
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
    "Needs a preview that a limit cuts, as can be had of a sound server where the key's workspace holds two CVMs that run and lack their instance id.",
  kills: [
    "limit-moves-the-start",
    "total-after-limit",

    "last-lost-when-limit-equals-total",
    "total-grows-when-cut",
  ],
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
        isLargerFirst: fc.nat(LARGER_FIRST_OF - 1).map((lot) => lot === LARGER_FIRST_OF - 1),
      })
      .map(({ scope, options, limit, more, isLargerFirst }) => {
        const small = preview({ ...scope, ...options, limit });
        const large = preview({ ...scope, ...options, limit: Math.min(limit + more, MAX_LIMIT) });
        return isLargerFirst ? [large, small, large] : [small, large, small];
      });
    // A scan that a small limit cuts and a large one hardly does, which a fleet of the usual size shows.
    const scans = fc
      .tuple(
        someOptions("running_only", "missing_only"),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(20, MAX_LIMIT),
        fc.boolean(),
      )
      .map(([options, limit, larger, isLargeFirst]) => {
        const [small, large] = [preview({ ...options, limit }), preview({ ...options, limit: larger })];
        return isLargeFirst ? [large, small, large] : [small, large, small];
      });
    // A limit that is just large enough, as long as the fleet is what the probe saw.
    const count = seenBy(context.knowledge).length;
    const scopes = fc.oneof({ weight: SOME_TO_SCANS, arbitrary: some }, { weight: 1, arbitrary: scans });
    if (count >= MAX_LIMIT) return scopes;
    const exact = preview({ ...filtersOff, limit: count });
    const exactly = fc.constant([exact, preview({ ...filtersOff, limit: count + 1 }), exact]);
    return fc.oneof({ weight: SOME_TO_EXACT, arbitrary: scopes }, { weight: 1, arbitrary: exactly });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, large, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || large === undefined || after === undefined) return notExercised;
    if (isLargerFirst(readings)) return judgeSmaller(before, large, after);
    const isTelling = before.isCut || large.scanned > before.scanned;
    if (!isTelling || before.items.size === 0) return notExercised;
    if (before.total === after.total && large.total !== before.total)
      return changedTotal("larger", before.total, large.total);
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
    [whole, first, whole],
    [
      whole,
      answered(one, { json: exampleAnswer([seven], { total: 4 }) }),
      answered(all, { json: exampleAnswer([seven]) }),
    ],
  ],
  broken: [
    [whole, answered(one, { json: exampleAnswer([seven], { total: 4 }) }), whole],
    [first, answered(two, { json: exampleAnswer([eight, nine], { total: 3 }) }), first],
    [first, answered(two, { json: exampleAnswer([seven, eight], { total: 2 }) }), first],
    [first, answered(two, { json: exampleAnswer([eight, { ...seven, status: "error" }], { total: 3 }) }), first],
  ],
});
