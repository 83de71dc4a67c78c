import fc from "fast-check";
import type { Difference } from "../comparison/settled-difference.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { notExercised } from "../judgement.ts";
import { type ComparedAnswer, comparisonOf, itemsDifference } from "./reading/compared-items.ts";
import { judgeDifference } from "./reading/judge-difference.ts";
import { previewOf } from "./asking/preview-of.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit, someScope } from "./asking/some-scope.ts";
import { variedNames } from "./asking/varied-names.ts";

/** The first place at which the items' order in the middle differs from those before and after it; only items in all three count. */
const orderDifference = (answers: readonly ComparedAnswer[]): Difference | null => {
  const [before = [], between = [], after = []] = answers.map(({ items }) =>
    [...items.keys()].filter((name) => answers.every((answer) => answer.items.has(name))),
  );
  const at = between.findIndex((name, index) => name !== before[index]);
  if (at < 0 || between.every((name, index) => name === after[index])) return null;
  return { kind: "order", part: "the order", before: `${before[at]} at ${at}`, between: `${between[at]} at ${at}` };
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
  missing: "Needs the same preview answered 200 three times with an item: let the key's workspace hold a CVM.",
  kills: ["order-of-items-random", "answers-alternate", "scan-order-rotates"],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 1, maxLength: 8 });
    if (names === null) return null;
    const preview = previewOf(context);
    return fc
      .tuple(someScope(names), someOptions("running_only", "missing_only", "overwrite"), maybeLimit(1, 12))
      .map(([scope, options, limit]) => {
        const plan = preview({ ...scope, ...options, ...limit });
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
      itemsDifference(before.items, between.items, after.items, comparison.open) ?? orderDifference(comparison.answers);
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
    [both, turned, both],
    [both, failed, both],
  ],
});
