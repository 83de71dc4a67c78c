import fc from "fast-check";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { type NameForm, nameInForm } from "./asking/name-form.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit } from "./asking/some-scope.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isProcessed, itemName } from "./reading/item-words.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const MAX_LIMIT = 500;

/** As many as the default limit lets through. */
const MOST_NAMES = 100;

const { a, b } = exampleIds;
const updated = exampleItem({ status: "updated", source: "teepod_state", new_instance_id: a, reason: null });
const conflict = exampleItem({ status: "conflict", source: "gateway", old_instance_id: b, new_instance_id: a });
const eight = exampleItem({ cvm_id: 8, identifier: "9d1a4c1e-77aa-4f6e-8a55-2f6a40a0b1c2" });
const nobody = exampleAnswer([]);
const withId = answered({ json: { dry_run: true, missing_only: false } }, { json: exampleAnswer([conflict]) });
const running = { json: { dry_run: true } };
const runningOrNot = { json: { dry_run: true, running_only: false } };
const sevenNamed = { json: { dry_run: true, cvm_ids: ["7"] } };
const onlyEight = answered(running, { json: exampleAnswer([eight]) });
const cutToEight = answered(running, { json: exampleAnswer([eight], { total: 2 }) });
const eightAlone = answered(runningOrNot, { json: exampleAnswer([eight]) });
const both = answered(runningOrNot, { json: exampleAnswer([updated, eight]) });
const named = answered(sevenNamed, { json: exampleAnswer([{ ...updated, identifier: "7" }]) });

export default defineRelation({
  id: "filters-hold-for-named-cvms",
  level: "must",
  phase: "relations",
  needs: [],
  says: "A CVM that `running_only` or `missing_only` keeps out of a scan is not `updated`, `unchanged` or `conflict` where it is named with the same filter.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/running_only and missing_only: "Only process CVMs ...", whether scanned or named.',
  missing:
    "Needs a CVM that a scan processes without a filter and leaves out with it, as can be had of a sound server where the key's workspace holds, among at most 500 CVMs, one that does not run and whose id can be found.",
  kills: ["running-only-ignored-for-lists", "named-cvms-count-as-missing", "running-only-ignored-for-dashless-uuid"],
  propose: (context) => {
    const seen = [...seenBy(context.knowledge)];
    if (seen.length === 0) return null;
    // The probe does not tell who runs: each CVM is named as often as any other.
    const lists = fc.shuffledSubarray(seen, { minLength: 1, maxLength: Math.min(seen.length, MOST_NAMES) });
    const forms = fc.constantFrom<NameForm>("number", "number", "identifier", "dashless", "upper-case");
    const names = thinnedList(
      lists.chain((cvms) => fc.tuple(...cvms.map((cvm) => forms.map((form) => nameInForm(form, cvm))))),
      1,
    );
    const preview = previewOf(context);
    return fc
      .record({
        names,
        filters: fc.constantFrom(["running_only", "missing_only"] as const, ["missing_only", "running_only"] as const),
        isOtherOff: fc.boolean(),
        overwrite: someOptions("overwrite"),
        // Whoever is left out by a scan that was cut is not left out by the filter.
        limit: maybeLimit(MAX_LIMIT, MAX_LIMIT),
      })
      .map(({ names: list, filters: [filter, other], isOtherOff, overwrite, limit }) => {
        const options = { ...(isOtherOff ? { [other]: false } : {}), ...overwrite };
        const filtering = preview({ ...options, ...limit });
        const open = preview({ ...options, [filter]: false, ...limit });
        // Whoever starts and stops by itself has to do so four times to be taken for one that was left out.
        return [open, filtering, preview({ cvm_ids: list, ...options }), filtering, open];
      });
  },
  judge: (readings) => {
    const [open, before, naming, after, openAgain] = readings.map(answeredCvms);
    const [unfiltered, filtering, asked] = readings.map(refreshOptions);
    if (before == null || naming == null || after == null) return notExercised;
    if (unfiltered == null || filtering == null || asked == null) return notExercised;
    if (before.isCut || naming.isCut || after.isCut) return notExercised;
    const filter = filtering.runningOnly === unfiltered.runningOnly ? "missing_only" : "running_only";
    let evidence = 0;
    const violations: Violation[] = [];
    const names = new Set(asked.cvmIds);
    for (const [cvmId, scanned] of open?.items ?? []) {
      const scannedAgain = openAgain?.items.get(cvmId);
      if (!isProcessed(scanned) || scannedAgain === undefined || !isProcessed(scannedAgain)) continue;
      if (before.items.has(cvmId) || after.items.has(cvmId)) continue;
      const item = naming.items.get(cvmId);
      // Without an item only its number is sure to have named it: a server need not know the other forms.
      if (item === undefined && !names.has(String(cvmId))) continue;
      evidence += 1;
      if (item === undefined || !isProcessed(item) || violations.length > 0) continue;
      violations.push({
        message: `\`${filter}\` keeps ${itemName(item)} out of a scan, and it was processed with \`${filter}\` where it was named.`,
        expected: "skipped, or no item",
        actual: item.status,
        discriminator: filter,
      });
    }
    return evidence === 0 ? notExercised : { evidence, violations };
  },
  holds: [
    [
      both,
      onlyEight,
      answered(sevenNamed, { json: exampleAnswer([exampleItem({ reason: "not_running" })]) }),
      onlyEight,
      both,
    ],
    [both, onlyEight, answered(sevenNamed, { json: nobody }), onlyEight, both],
    // It was started in the meantime, or it came.
    [both, onlyEight, named, answered(running, { json: exampleAnswer([updated, eight]) }), both],
    [eightAlone, onlyEight, named, onlyEight, both],
    // It is no CVM of the workspace, or it was the limit that left it out.
    [eightAlone, onlyEight, named, onlyEight, eightAlone],
    [both, cutToEight, named, cutToEight, both],
  ],
  broken: [
    [both, onlyEight, named, onlyEight, both],
    [
      withId,
      answered(running, { json: nobody }),
      answered(sevenNamed, { json: exampleAnswer([{ ...conflict, old_instance_id: null }]) }),
      answered(running, { json: nobody }),
      withId,
    ],
  ],
});
