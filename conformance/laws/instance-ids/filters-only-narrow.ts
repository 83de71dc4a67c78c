import fc from "fast-check";
import { judged, notExercised, type Violation } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { previewOf } from "./asking/preview-of.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit, someScope } from "./asking/some-scope.ts";
import { variedNames } from "./asking/varied-names.ts";
import { comparisonOf, settledItems } from "./reading/compared-items.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const { a } = exampleIds;
const narrow = { json: { dry_run: true } };
const wide = { json: { dry_run: true, running_only: false } };
const updated = exampleItem({ status: "updated", source: "teepod_state", new_instance_id: a, reason: null });
const eight = exampleItem({ cvm_id: 8, reason: "not_running" });
const filtered = answered(narrow, { json: exampleAnswer([updated]) });

export default defineRelation({
  id: "filters-only-narrow",
  level: "must",
  phase: "relations",
  needs: [],
  says: "What is updated with `running_only` or `missing_only` is updated without it too, and `total` does not grow by the filter.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/running_only and missing_only: "Only process CVMs ...".',
  missing:
    "Needs a CVM that a filter lets be updated, or one that it excludes: let the key's workspace hold a running CVM that lacks its instance id.",
  kills: ["running-only-inverted", "missing-only-inverted"],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 1, maxLength: 8 });
    if (names === null) return null;
    const preview = previewOf(context);
    return fc
      .record({
        scope: someScope(names),
        filters: fc.constantFrom(["running_only", "missing_only"] as const, ["missing_only", "running_only"] as const),
        isOtherOff: fc.boolean(),
        options: someOptions("overwrite"),
        limit: maybeLimit(101, 500),
      })
      .map(({ scope, filters: [filter, other], isOtherOff, options, limit }) => {
        const members = { ...scope, ...(isOtherOff ? { [other]: false } : {}), ...options, ...limit };
        const filtering = preview(members);
        return [filtering, preview({ ...members, [filter]: false }), filtering];
      });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, unfiltered, after] = comparison?.answers ?? [];
    const [filtering, open] = readings.map(refreshOptions);
    if (comparison === null || before === undefined || unfiltered === undefined || after === undefined)
      return notExercised;
    const filter = filtering?.runningOnly === open?.runningOnly ? "missing_only" : "running_only";
    const violations: Violation[] = [];
    const isSettled = before.total === after.total;
    if (isSettled && before.total > unfiltered.total)
      violations.push({
        message: `More is selected with \`${filter}\` than without.`,
        expected: `a total of at most ${unfiltered.total}, as without the filter`,
        actual: String(before.total),
        discriminator: `${filter} total`,
      });
    const updates = [...settledItems(before.items, after.items, comparison.open)].filter(
      ([name, { status }]) => status === "updated" && (unfiltered.items.has(name) || !unfiltered.isCut),
    );
    const lost = updates.find(([name]) => unfiltered.items.get(name)?.status !== "updated");
    if (lost !== undefined)
      violations.push({
        message: `${lost[0]} is updated with \`${filter}\`, and not without.`,
        expected: "updated without the filter too",
        actual: unfiltered.items.get(lost[0])?.status ?? "no item",
        discriminator: `${filter} update`,
      });
    return updates.length === 0 && !(isSettled && before.total !== unfiltered.total)
      ? notExercised
      : judged(violations);
  },
  holds: [
    [filtered, answered(wide, { json: exampleAnswer([updated, eight]) }), filtered],
    [filtered, answered(wide, { json: exampleAnswer([], { total: 1 }) }), filtered],
    [
      filtered,
      answered(wide, { json: exampleAnswer([{ ...updated, status: "skipped", old_instance_id: a }]) }),
      answered(narrow, { json: exampleAnswer([]) }),
    ],
  ],
  broken: [
    [filtered, answered(wide, { json: exampleAnswer([eight]) }), filtered],
    [filtered, answered(wide, { json: exampleAnswer([]) }), filtered],
    [filtered, answered(wide, { json: exampleAnswer([exampleItem(), eight]) }), filtered],
  ],
});
