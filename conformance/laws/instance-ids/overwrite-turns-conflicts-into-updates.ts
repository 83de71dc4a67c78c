import fc from "fast-check";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { notExercised } from "../judgement.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { someScope } from "./asking/some-scope.ts";
import { comparisonOf, type ItemsByName, itemsDifference, settledItems } from "./reading/compared-items.ts";
import { isNamed } from "./reading/item-words.ts";
import { judgeDifference } from "./reading/judge-difference.ts";

/** The items with overwriting, where a conflict that became an update, or stayed in whatever words, is taken back to what it was. */
const conflictsTakenBack = (before: ItemsByName, overwritten: ItemsByName): ItemsByName =>
  new Map(
    [...overwritten].map(([name, item]) => {
      const earlier = before.get(name);
      const mayBe = earlier?.status === "conflict" && (item.status === "updated" || item.status === "conflict");
      return [name, mayBe ? earlier : item];
    }),
  );

const { a, b } = exampleIds;
const found = { source: "teepod_state", old_instance_id: a, new_instance_id: b } as const;
const kept = { json: { dry_run: true, missing_only: false } };
const overwritten = { json: { dry_run: true, missing_only: false, overwrite: true } };
const conflict = exampleItem({ ...found, status: "conflict", reason: "instance_id_differs" });
const updated = exampleItem({ ...found, status: "updated", reason: null });
const eight = exampleItem({ cvm_id: 8, source: "teepod_state", status: "error", reason: "invalid_instance_id" });
const asBefore = answered(kept, { json: exampleAnswer([conflict, eight]) });
const swapped = [
  exampleItem({ ...found, status: "conflict", reason: "instance_id_in_use" }),
  exampleItem({ ...found, cvm_id: 8, status: "conflict", old_instance_id: b, new_instance_id: a }),
];

export default defineRelation({
  id: "overwrite-turns-conflicts-into-updates",
  level: "must",
  phase: "relations",
  needs: [],
  says: "With `overwrite` a conflict becomes an update or stays one, and no other item changes.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/overwrite: "Overwrite existing instance_id when different".',
  missing:
    "Needs a CVM in conflict: let the key's workspace hold a running CVM whose stored id differs from the one found.",
  kills: ["overwrite-ignored", "overwrite-errors", "overwrite-touches-unchanged", "overwrite-turns-off-filters"],
  propose: (context) => {
    const seen = seenBy(context.knowledge);
    const wanted = seen.filter(
      ({ status, oldInstanceId, newInstanceId }) =>
        status === "conflict" && isNamed(oldInstanceId) && oldInstanceId !== newInstanceId,
    );
    const names = nameSeen({ wanted, seen, others: 4 });
    if (names === null) return null;
    const preview = previewOf(context);
    return fc
      .tuple(someScope(names.map((list) => list.map(({ name }) => name))), someOptions("running_only"))
      .map(([scope, options]) => {
        const members = { ...scope, ...options, missing_only: false };
        const without = preview(members);
        return [without, preview({ ...members, overwrite: true }), without];
      });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, overwriting, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || overwriting === undefined || after === undefined)
      return notExercised;
    const settled = settledItems(before.items, after.items, comparison.open);
    if (![...settled.values()].some(({ status }) => status === "conflict")) return notExercised;
    const isCut = before.isCut || overwriting.isCut || after.isCut;
    const isCompared = (name: string, other: ItemsByName): boolean => !isCut || other.has(name);
    const earlier = new Map([...before.items].filter(([name]) => isCompared(name, overwriting.items)));
    const later = new Map([...overwriting.items].filter(([name]) => isCompared(name, before.items)));
    return judgeDifference(
      itemsDifference(earlier, conflictsTakenBack(before.items, later), after.items, comparison.open),
      (part) => `With \`overwrite\`, ${part} changed otherwise than from a conflict to an update.`,
      "as without overwrite",
    );
  },
  holds: [
    [asBefore, answered(overwritten, { json: exampleAnswer([updated, eight]) }), asBefore],
    [asBefore, answered(overwritten, { json: exampleAnswer([conflict, eight]) }), asBefore],
    [
      asBefore,
      answered(overwritten, { json: exampleAnswer([updated, { ...eight, status: "skipped" }]) }),
      answered(kept, { json: exampleAnswer([conflict, { ...eight, status: "skipped" }]) }),
    ],
    [
      answered(kept, { json: exampleAnswer(swapped) }),
      answered(overwritten, { json: exampleAnswer([updated]) }),
      answered(kept, { json: exampleAnswer(swapped) }),
    ],
  ],
  broken: [
    [asBefore, answered(overwritten, { json: exampleAnswer([{ ...conflict, status: "error" }, eight]) }), asBefore],
    [asBefore, answered(overwritten, { json: exampleAnswer([updated]) }), asBefore],
    [asBefore, answered(overwritten, { json: exampleAnswer([updated, { ...eight, status: "skipped" }]) }), asBefore],
  ],
});
