import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { type NamedCvm, nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import type { ShownBy } from "./reading/shown-by.ts";

const { a, b } = exampleIds;
const differs = {
  status: "conflict",
  source: "gateway",
  old_instance_id: b,
  new_instance_id: a,
  reason: "instance_id_differs",
} as const;
const replaced = { ...differs, status: "updated", reason: null } as const;
const kept = { ...replaced, status: "unchanged", old_instance_id: a } as const;
const look = (item: JsonObject) =>
  answered({ json: { cvm_ids: ["7"], ...filtersOff, dry_run: true } }, { json: exampleAnswer([exampleItem(item)]) });
const overwriting = answered(
  { json: { cvm_ids: ["8"], overwrite: true } },
  { json: exampleAnswer([exampleItem({ cvm_id: 8 })]) },
);
const overwritingSeven = answered(
  { json: { cvm_ids: ["7"], missing_only: false, overwrite: true } },
  { json: exampleAnswer([exampleItem(replaced)]) },
);
const wet = (item: JsonObject, json: JsonObject = {}) =>
  answered({ json: { cvm_ids: ["7"], ...filtersOff, ...json } }, { json: exampleAnswer([exampleItem(item)]) });

export default defineRelation({
  id: "overwrite-is-not-sticky",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "Leave to overwrite is for the request that gives it: the next one without it replaces no instance id.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/overwrite: false where a request does not give it.",
  missing:
    "Needs a CVM in conflict that a request without overwrite leaves so, as can be had of a sound server where the workspace holds one whose instance id differs from the one that its host reports.",
  kills: ["overwrite-leaks-into-the-next", "overwrite-sticky-for-same-ids"],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const conflicts = seen.filter(({ status }) => status === "conflict");
    const victims = nameSeen({ wanted: conflicts, seen: conflicts, others: 1 });
    const others = nameSeen({ wanted: seen, seen, others: 1 });
    if (victims === null || others === null) return null;
    const filters = someOptions("running_only").map((members): JsonObject => ({ ...members, missing_only: false }));
    const ask = (members: JsonObject) => plainRequest({ operation, credential: knowledge.credential }, members);
    const around = (list: readonly NamedCvm[], open: JsonObject, overwriting: JsonObject) => {
      const own: JsonObject = { cvm_ids: list.map(({ name }) => name), ...open };
      const before = ask({ ...own, dry_run: true });
      const without = ask(own);
      // Who replaces an id without any leave has done so before the first look.
      return [without, before, ask({ ...own, overwrite: true, ...overwriting }), without, before];
    };
    const ofTheSame = fc.tuple(victims, filters).map(([list, open]) => around(list, open, { dry_run: true }));
    const ofOthers = fc
      .tuple(victims, others, filters)
      .map(([list, first, open]) => ({
        list,
        open,
        apart: first.filter(({ cvm }) => list.every((victim) => victim.cvm.cvmId !== cvm.cvmId)),
      }))
      // An empty list of CVMs might mean all of them.
      .filter(({ apart }) => apart.length > 0)
      .map(({ list, open, apart }) => around(list, open, { cvm_ids: apart.map(({ name }) => name) }));
    // Where there is one CVM alone, no other one can be named.
    return seen.length > 1 ? fc.oneof(ofTheSame, ofOthers) : ofTheSame;
  },
  judge: ([firstReading, beforeReading, overwritingReading, wetReading, afterReading]) => {
    if (firstReading === undefined || beforeReading === undefined || overwritingReading === undefined)
      return notExercised;
    if (wetReading === undefined || afterReading === undefined) return notExercised;
    const [first, before, overwriting, wet, after] = [
      firstReading,
      beforeReading,
      overwritingReading,
      wetReading,
      afterReading,
    ].map(answeredCvms);
    if (first == null || before == null || overwriting == null || wet == null || after == null) return notExercised;
    let evidence = 0;
    const violations = new Map<string, Violation>();
    for (const [cvmId, item] of before.items) {
      const happened = wet.items.get(cvmId);
      const later = after.items.get(cvmId);
      if (item.status !== "conflict" || !isNamed(item.oldInstanceId) || !isNamed(item.newInstanceId)) continue;
      if (happened === undefined || later === undefined) continue;
      if (before.contended.has(cvmId) || wet.contended.has(cvmId) || after.contended.has(cvmId)) continue;
      // What the first request overwrote itself, or what moved, shows nothing.
      if (overwriting.items.get(cvmId)?.status === "updated" && happened.oldInstanceId !== item.oldInstanceId) continue;
      if (happened.oldInstanceId !== item.oldInstanceId || item.oldInstanceId === item.newInstanceId) continue;
      // Nor does a CVM that the request without leave never met, or met in another state.
      const untouched = first.items.get(cvmId);
      if (untouched?.status !== "conflict" || untouched.oldInstanceId !== item.oldInstanceId) continue;
      evidence += 1;
      const isReplaced = later.oldInstanceId === item.newInstanceId;
      if (happened.status !== "updated" && !isReplaced) continue;
      const isReported = happened.status === "updated";
      const discriminator = isReported ? "reported" : "silent";
      const by: ShownBy = "what answers tell";
      if (violations.has(discriminator)) continue;
      violations.set(discriminator, {
        message: `${itemName(item)} was left in conflict by a request without overwrite, and${isReported ? "" : `, by ${by},`} the same request after one with overwrite ${isReported ? "reported it updated" : "replaced its id"}.`,
        expected: `${jsonLine(item.oldInstanceId)}, as before`,
        actual: `${happened.status}, then ${jsonLine(later.oldInstanceId)}`,
        discriminator,
      });
    }
    return evidence === 0 ? notExercised : { evidence, violations: [...violations.values()] };
  },
  holds: [
    [wet(differs), look(differs), overwriting, wet(differs), look(differs)],
    [wet(differs), look(differs), overwritingSeven, wet(kept), look(kept)],
    // It replaces ids without any leave.
    [wet(differs), look(kept), overwriting, wet(kept), look(kept)],
    // The first request failed: whether it takes leave to replace the id was not seen.
    [wet({ status: "error", reason: "teepod_rpc_failed" }), look(differs), overwriting, wet(differs), look(kept)],
  ],
  broken: [
    [wet(differs), look(differs), overwriting, wet(replaced), look(kept)],
    [wet(differs), look(differs), overwriting, wet(differs), look(kept)],
  ],
});
