import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { judged, notExercised, type Violation } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { maybeLimit, someScope } from "./asking/some-scope.ts";
import { comparisonOf, type ItemsByName, itemsDifference, settledItems } from "./reading/compared-items.ts";
import { isNamed } from "./reading/item-words.ts";
import { judgeDifference } from "./reading/judge-difference.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

/** The items with overwriting, where a conflict that became an update, or stayed in whatever words, is taken back to what it was. */
const conflictsTakenBack = (before: ItemsByName, overwritten: ItemsByName): ItemsByName =>
  new Map(
    [...overwritten].map(([name, item]) => {
      const earlier = before.get(name);
      const mayBe = earlier?.status === "conflict" && (item.status === "updated" || item.status === "conflict");
      return [name, mayBe ? earlier : item];
    }),
  );

/**
 * Conflicts that nothing but the stored id can explain, where not a single conflict became an update: the gateway lists the id
 * that was found under the CVM's own app, and no CVM that was seen has it.
 */
const stuckConflicts = (
  conflicts: readonly (readonly [string, RefreshItem])[],
  overwritten: ItemsByName,
): readonly string[] => {
  if (conflicts.some(([name]) => overwritten.get(name)?.status !== "conflict")) return [];
  return conflicts
    .filter(([, { isVerified, oldInstanceId, newInstanceId }]) => {
      const isDifferent = isNamed(oldInstanceId) && isNamed(newInstanceId) && oldInstanceId !== newInstanceId;
      return isVerified === true && isDifferent;
    })
    .map(([name]) => name);
};

/** Where the update that a conflict became speaks of another stored or found id than the conflict did. */
const retold = (name: string, conflict: RefreshItem, update: RefreshItem | undefined): readonly Violation[] => {
  if (update?.status !== "updated") return [];
  const message = `With \`overwrite\`, the conflict of ${name} became an update of other ids.`;
  const compared = (field: string, before: string | null, between: string | null): readonly Violation[] => {
    if (!isNamed(before) || before === between) return [];
    const told = { message, expected: `${field} ${before}, as without overwrite`, actual: jsonLine(between) };
    // To leave an id out is not to tell another one.
    return [
      isNamed(between) ? { ...told, discriminator: field } : { ...told, discriminator: `no ${field}`, level: "should" },
    ];
  };
  return [
    ...compared("old_instance_id", conflict.oldInstanceId, update.oldInstanceId),
    ...compared("new_instance_id", conflict.newInstanceId, update.newInstanceId),
  ];
};

/** A conflict may be due to a CVM that the caller can't see; several that are all verified are not. */
const MIN_STUCK = 2;

const MAX_LIMIT = 500;

/** How often some CVMs are asked for, for each time that all are. */
const SOME_TO_ALL = 3;

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

const bothVerified = [
  { ...conflict, verified_with_gateway: true },
  {
    ...conflict,
    cvm_id: 8,
    old_instance_id: "c".repeat(40),
    new_instance_id: "d".repeat(40),
    verified_with_gateway: true,
  },
];
const everything = { dry_run: true, running_only: false, missing_only: false };
const verified = answered(kept, { json: exampleAnswer(bothVerified) });
const whole = answered({ json: everything }, { json: exampleAnswer(bothVerified) });

export default defineRelation({
  id: "overwrite-turns-conflicts-into-updates",
  level: "must",
  phase: "relations",
  needs: [],
  says: "With `overwrite` a conflict becomes an update of the same ids or stays one, and no other item changes.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/overwrite: "Overwrite existing instance_id when different".',
  missing:
    "Needs a CVM in conflict, as can be had of a sound server where the key's workspace holds a running CVM whose stored id differs from the one found.",
  kills: ["overwrite-ignored", "overwrite-rewrites-equal-ids", "old-id-hidden-on-overwrite"],
  propose: (context) => {
    const seen = seenBy(context.knowledge);
    const wanted = seen.filter(
      ({ status, oldInstanceId, newInstanceId }) =>
        status === "conflict" && isNamed(oldInstanceId) && oldInstanceId !== newInstanceId,
    );
    const names = nameSeen({ wanted, seen, others: 4 });
    if (names === null) return null;
    const preview = previewOf(context);
    const some = fc
      .tuple(
        someScope(names.map((list) => list.map(({ name }) => name))),
        someOptions("running_only"),
        // A CVM that has an id is in conflict only where the filter lets it through.
        fc.option(fc.constant<JsonObject>({ missing_only: false }), { freq: 8 }),
        maybeLimit(MAX_LIMIT, MAX_LIMIT),
      )
      .map(([scope, options, filter, limit]) => {
        const members = { ...scope, ...options, ...filter, ...limit };
        const without = preview(members);
        return [without, preview({ ...members, overwrite: true }), without];
      });
    // Only where all CVMs are seen does a conflict that stays tell anything.
    const everything = fc
      .tuple(allOptions("running_only", "missing_only"), maybeLimit(MAX_LIMIT, MAX_LIMIT))
      .map(([filters, limit]) =>
        [{}, { overwrite: true }, {}].map((options) => preview({ ...filters, ...options, ...limit })),
      );
    return fc.oneof({ weight: SOME_TO_ALL, arbitrary: some }, { weight: 1, arbitrary: everything });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, overwriting, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || overwriting === undefined || after === undefined)
      return notExercised;
    const settled = settledItems(before.items, after.items, comparison.open);
    const conflicts = [...settled].filter(([, { status }]) => status === "conflict");
    if (conflicts.length === 0) return notExercised;
    const isCut = before.isCut || overwriting.isCut || after.isCut;
    const isCompared = (name: string, other: ItemsByName): boolean => !isCut || other.has(name);
    const earlier = new Map([...before.items].filter(([name]) => isCompared(name, overwriting.items)));
    const later = new Map([...overwriting.items].filter(([name]) => isCompared(name, before.items)));
    const difference = itemsDifference(earlier, conflictsTakenBack(before.items, later), after.items, comparison.open);
    // Who else holds an id is seen only where all CVMs are.
    const [options] = readings.map(refreshOptions);
    const isWhole = !isCut && options?.cvmIds === null && !options.runningOnly;
    const stuck = isWhole && difference === null ? stuckConflicts(conflicts, overwriting.items) : [];
    if (stuck.length >= MIN_STUCK)
      return judged([
        {
          message: `With \`overwrite\`, ${stuck[0]} and all other conflicts stay.`,
          expected: "updates to the ids that were found and verified",
          actual: "conflict, as without overwrite",
          discriminator: "all conflicts stay",
        },
      ]);
    if (difference === null) {
      const others = conflicts.flatMap(([name, conflict]) => retold(name, conflict, overwriting.items.get(name)));
      return judged([...new Map(others.map((violation) => [violation.discriminator, violation])).values()]);
    }
    return judgeDifference(
      difference,
      (part) => `With \`overwrite\`, ${part} changed otherwise than from a conflict to an update.`,
      "as without overwrite",
    );
  },
  holds: [
    [verified, answered(overwritten, { json: exampleAnswer(bothVerified) }), verified],
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
    [
      asBefore,
      answered(overwritten, { json: exampleAnswer([{ ...updated, old_instance_id: null }, eight]) }),
      asBefore,
    ],
    [
      asBefore,
      answered(overwritten, { json: exampleAnswer([{ ...updated, new_instance_id: "c".repeat(40) }, eight]) }),
      asBefore,
    ],
    [whole, answered({ json: { ...everything, overwrite: true } }, { json: exampleAnswer(bothVerified) }), whole],
    [asBefore, answered(overwritten, { json: exampleAnswer([{ ...conflict, status: "error" }, eight]) }), asBefore],
    [asBefore, answered(overwritten, { json: exampleAnswer([updated]) }), asBefore],
    [asBefore, answered(overwritten, { json: exampleAnswer([updated, { ...eight, status: "skipped" }]) }), asBefore],
  ],
});
