import fc from "fast-check";
import { notExercised } from "../../cases/judgement.ts";
import type { Difference } from "../comparison/settled-difference.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { previewOf } from "./asking/preview-of.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit, someScope } from "./asking/some-scope.ts";
import { variedNames } from "./asking/varied-names.ts";
import { type ComparedAnswer, comparisonOf, itemsDifference } from "./reading/compared-items.ts";
import { judgeDifference } from "./reading/judge-difference.ts";

/**
 * Where the middle answer has other items, or in another order, than both the one before and the one after it. Those two may
 * differ as well: answers that are other ones each time are no better than answers that alternate.
 */
const listDifference = (answers: readonly ComparedAnswer[]): Difference | null => {
  const [before = [], between = [], after = []] = answers.map(({ items }) => [...items.keys()]);
  const isOther = (names: readonly string[]): boolean =>
    names.length !== between.length || names.some((name, index) => name !== between[index]);
  if (!isOther(before) || !isOther(after)) return null;
  const at = Math.max(
    0,
    before.findIndex((name, index) => name !== between[index]),
  );
  const isReordered = before.length === between.length && before.every((name) => between.includes(name));
  const told = (names: readonly string[]): string => `${names[at] ?? "nothing"} at place ${at + 1}`;
  return {
    kind: isReordered ? "order" : "choice",
    part: isReordered ? "the order of items" : "which items there are",
    before: told(before),
    between: told(between),
  };
};

const request = { json: { dry_run: true } };
const seven = exampleItem();
const eight = exampleItem({ cvm_id: 8 });
const both = answered(request, { json: exampleAnswer([seven, eight]) });
const turned = answered(request, { json: exampleAnswer([eight, seven]) });
const failed = answered(request, { json: exampleAnswer([seven, { ...eight, status: "error" }]) });

export default defineRelation({
  id: "answers-are-repeatable",
  level: "should",
  phase: "relations",
  needs: [],
  says: "The same preview sent again gets the same answer, its items in the same order.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/dry_run: a preview is of use only where it stays true.",
  missing:
    "Needs the same preview answered 200 three times with an item, as can be had of a sound server where the key's workspace holds a CVM.",
  kills: [
    "unstable-order",
    "scan-starts-elsewhere-each-time",
    "dry-run-stamps-attempts",
    "verified-every-other-time",
    "list-through-a-map",
  ],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 1, maxLength: 8 });
    if (names === null) return null;
    // An order that is drawn by lot shows in a list that is long and whole.
    const many = variedNames(context.knowledge, { minLength: 6, maxLength: 12 });
    const long = many === null ? null : thinnedList(many, 1).map((list) => ({ cvm_ids: list }));
    const preview = previewOf(context);
    const some = fc
      .tuple(someScope(names), someOptions("running_only", "missing_only", "overwrite"), maybeLimit(1, 12))
      .map(([scope, options, limit]) => ({ ...scope, ...options, ...limit }));
    // A scan that takes a few of many shows a start that moves on.
    const few = fc
      .tuple(someOptions("running_only", "missing_only"), fc.integer({ min: 1, max: 6 }))
      .map(([options, limit]) => ({ ...options, limit }));
    return fc
      .oneof(
        { weight: 3, arbitrary: some },
        { weight: 1, arbitrary: few },
        { weight: long === null ? 0 : 2, arbitrary: long ?? some },
      )
      .map((members) => {
        const plan = preview(members);
        return [plan, plan, plan];
      });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, between, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || between === undefined || after === undefined)
      return notExercised;
    if (before.items.size === 0) return notExercised;
    const difference =
      itemsDifference(before.items, between.items, after.items, comparison.open) ?? listDifference(comparison.answers);
    return judgeDifference(
      difference,
      (part) => `The same preview sent again changed ${part}, and sent once more changed it again.`,
      "as the time before",
    );
  },
  holds: [
    [both, both, both],
    [both, turned, turned],
    [both, failed, failed],
  ],
  broken: [
    [seven, eight, exampleItem({ cvm_id: 9 })].map((item) =>
      answered({ json: { dry_run: true, limit: 1 } }, { json: exampleAnswer([item], { total: 3 }) }),
    ),
    [both, turned, both],
    [both, failed, both],
  ],
});
