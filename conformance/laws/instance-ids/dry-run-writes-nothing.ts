import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CvmId } from "../../cases/cvm-id.ts";
import { judged, notExercised, type Violation } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { previewOf } from "./asking/preview-of.ts";
import { previewRules } from "./asking/preview-rules.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit } from "./asking/some-scope.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { isNamed, isOfCvm, itemName } from "./reading/item-words.ts";
import { type RefreshItem, refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";
import type { ShownBy } from "./reading/shown-by.ts";

/** What is known of a CVM's stored id before and after, and by what. */
interface Shown {
  readonly by: ShownBy;
  readonly before: string | null;
  readonly after: string | null;
}

const written = (item: RefreshItem, { by, before, after }: Shown): Violation => ({
  message: `By ${by}, ${itemName(item)} was written by a preview, if nobody else wrote it just then.`,
  expected: `the stored id kept: ${jsonLine(before)}`,
  actual: jsonLine(after),
  discriminator: "written",
});

/** The preview wrote nothing, and answers tell as though it had. */
const toldAsWritten = (item: RefreshItem, stored: string | null): Violation => ({
  message: `Answers tell of ${itemName(item)} as though a preview had written it, and by the state probe it had not: after the preview they tell another stored id than is stored.`,
  expected: `the stored id told as it is: ${jsonLine(stored)}`,
  actual: jsonLine(item.newInstanceId),
  discriminator: "told as written",
  formerly: "written",
});

/** Whether the same preview tells of a CVM after the look what it told before, and the look otherwise: one of them is wrong, and which is not seen. */
const areAtOdds = (items: readonly ReadonlyMap<CvmId, RefreshItem>[], cvmId: CvmId): boolean => {
  const [first, ...others] = items.map((told) => told.get(cvmId));
  const again = others.length > 1 ? others.at(-1) : undefined;
  if (first === undefined || again === undefined) return false;
  return (
    first.oldInstanceId === again.oldInstanceId &&
    first.status === again.status &&
    others.some((one) => one !== undefined && one.oldInstanceId !== first.oldInstanceId)
  );
};

const { a } = exampleIds;
const request = { json: { dry_run: true, cvm_ids: ["7"] } };
const look = { json: { dry_run: true, cvm_ids: ["7"], missing_only: false } };
const found = { source: "teepod_state", new_instance_id: a } as const;
const updated = exampleItem({ ...found, status: "updated", reason: null });
const synced = exampleItem({ ...found, status: "unchanged", old_instance_id: a, reason: "already_synced" });
const skipped = exampleItem({ old_instance_id: a, reason: "already_has_instance_id" });
const preview = answered(request, { json: exampleAnswer([updated]) });

export default defineRelation({
  id: "dry-run-writes-nothing",
  level: "must",
  phase: "relations",
  anyFew: true,
  needs: [],
  // A preview that writes shows only on what no other one has written.
  runsAlone: true,
  says: "A request with `dry_run` writes nothing: afterwards no CVM that it calls `updated` or `conflict` has the new id.",
  source: "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/dry_run.",
  missing:
    "Needs a CVM that a preview calls `updated`, as can be had of a sound server where the key's workspace holds a running CVM that lacks its instance id and whose host knows it.",
  kills: [
    "dry-run-ignored",
    "dry-run-writes-conflicts",
    "dry-run-writes-from-gateway",
    "dry-run-writes-from-info",
    "dry-run-writes-named-cvms",
    "dry-run-writes-the-first",
    "dry-run-writes-unverified",
    "dry-run-writes-with-limit-1",
    "dry-run-writes-with-overwrite",
    "dry-run-writes-instance-form",
  ],
  guard: previewRules,
  propose: (context) => {
    const seen = seenBy(context.knowledge);
    const names = nameSeen({ wanted: updatableCvms(seen), seen, others: 2 });
    if (names === null) return null;
    const ask = previewOf(context);
    // Few CVMs at a time, for one that is written once is not written again.
    return fc
      .record({
        list: fc.option(names, { freq: 7 }),
        options: someOptions("running_only", "missing_only", "overwrite"),
        limit: maybeLimit(1, 4),
        // Where the stored ids can't be looked at, the next preview has to let through what was written.
        look: fc.constantFrom("the same again", "wide", "wide", "wide"),
      })
      .map(({ list, options, limit, look }) => {
        const scope: JsonObject = list === null ? {} : { cvm_ids: list.map(({ name }) => name) };
        const dry = ask({ ...scope, ...options, ...limit });
        if (look === "the same again") return [dry, dry, dry];
        const filters: JsonObject = options.running_only === false ? { running_only: false } : {};
        const wide: JsonObject = list === null && seen.length > 100 ? { limit: 500 } : {};
        return [dry, ask({ ...scope, ...filters, missing_only: false, ...wide }), dry];
      });
  },
  judge: (readings, stored) => {
    const items = readings.map((reading) => new Map(refreshAnswer(reading)?.items.map((item) => [item.cvmId, item])));
    /** For each id that a preview told, what shows that it was written, or null. */
    const tests: (Violation | null)[] = [];
    for (const [step, told] of items.entries()) {
      const reading = readings[step];
      if (reading === undefined || refreshOptions(reading)?.dryRun !== true) continue;
      for (const item of told.values()) {
        const { cvmId, status, oldInstanceId, newInstanceId } = item;
        if ((status !== "updated" && status !== "conflict") || !isOfCvm(item) || !isNamed(newInstanceId)) continue;
        const before = stored?.before.get(cvmId);
        const after = stored?.after.get(cvmId);
        if (before !== undefined && after !== undefined)
          tests.push(before === after ? null : written(item, { by: "the state probe", before, after }));
        const shownBy = items.findIndex((later, place) => place > step && later.has(cvmId));
        const afterwards = items[shownBy]?.get(cvmId);
        if (afterwards === undefined || oldInstanceId === newInstanceId) continue;
        if (before === undefined && areAtOdds(items, cvmId)) continue;
        const told = { by: "what answers tell", before: oldInstanceId, after: afterwards.oldInstanceId } as const;
        const breach = before !== undefined && before === after ? toldAsWritten(item, before) : written(item, told);
        tests.push(told.after === newInstanceId ? breach : null);
      }
    }
    if (tests.length === 0) return notExercised;
    const violation = tests.find((test) => test !== null);
    return judged(violation == null ? [] : [violation]);
  },
  holds: [
    [preview, answered(look, { json: exampleAnswer([updated]) })],
    [preview, answered(look, { json: exampleAnswer([exampleItem({ status: "error", reason: "rpc" })]) })],
    // Two kinds of previews that each tell another stored id.
    [preview, answered(look, { json: exampleAnswer([synced]) }), preview],
    [preview, answered(look, { json: exampleAnswer([updated]) }), preview],
  ],
  broken: [
    [preview, answered(look, { json: exampleAnswer([synced]) })],
    [preview, answered(look, { json: exampleAnswer([synced]) }), answered(request, { json: exampleAnswer([skipped]) })],
    [
      preview,
      answered(look, { json: exampleAnswer([exampleItem({ old_instance_id: a, status: "error", reason: "rpc" })]) }),
    ],
  ],
});
