import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { notExercised, type Violation } from "../judgement.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { itemName } from "./reading/item-words.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { idOrNull, isSameInstance, toldStoredId } from "./reading/stored-change.ts";

const MAX_LIMIT = 500;

const breachOf = (item: RefreshItem, stored: string | null): Violation | null =>
  stored === item.newInstanceId
    ? null
    : {
        message: `${itemName(item)} was reported updated, and afterwards another id than the one reported was stored.`,
        expected: jsonLine(item.newInstanceId),
        actual: stored === null ? "none" : jsonLine(stored),
        discriminator: stored === idOrNull(item.oldInstanceId) ? "lost" : "altered",
      };

const { a, b } = exampleIds;
const wetAsk = { json: { cvm_ids: ["7"], missing_only: false, overwrite: true } };
const dryAsk = { json: { cvm_ids: ["7"], running_only: false, missing_only: false, dry_run: true } };
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const kept = { ...found, status: "unchanged", old_instance_id: a } as const;
const differs = { ...found, status: "conflict", old_instance_id: b } as const;
const wet = (item: JsonObject) => answered(wetAsk, { json: exampleAnswer([exampleItem(item)]) });
const dry = (item: JsonObject) => answered(dryAsk, { json: exampleAnswer([exampleItem(item)]) });

export default defineRelation({
  id: "update-is-kept",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "After a CVM was reported `updated`, its stored id is the one that was reported, exactly.",
  source: 'openapi.json, the description of the operation: "Resolves and persists missing instance_id values".',
  missing:
    "Needs a CVM that a request updates: let the workspace hold one without an instance id, or pass --state-url so that the fleet is restored.",
  kills: [
    "never-persists",
    "persists-half",
    "persists-ten-at-most",
    "persists-in-upper-case",
    "persists-altered",
    "update-told-in-upper-case",
  ],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const wanted = ["updated", "conflict"].flatMap((status) => seenBy(knowledge, knowledge.credential, status));
    const names = nameSeen({ wanted, seen, others: 3 });
    if (names === null) return null;
    const { credential } = knowledge;
    const named = names.map((list): JsonObject => ({ cvm_ids: list.map(({ name }) => name) }));
    const scope = fc.oneof({ weight: 3, arbitrary: named }, { weight: 1, arbitrary: fc.constant<JsonObject>({}) });
    // An id is replaced only where both are given.
    const chances = fc.oneof(
      someOptions("running_only", "missing_only", "overwrite"),
      allOptions("missing_only", "overwrite"),
    );
    return fc.tuple(scope, chances).map(([chosen, options]) => {
      const ask = (members: JsonObject) => plainRequest({ operation, credential }, members);
      const whole = "cvm_ids" in chosen ? chosen : { limit: MAX_LIMIT };
      return [ask({ ...chosen, ...options }), ask({ ...whole, ...filtersOff, dry_run: true })];
    });
  },
  judge: ([wetReading, dryReading], stored) => {
    const happened = wetReading === undefined ? null : answeredCvms(wetReading);
    const later = dryReading === undefined ? null : answeredCvms(dryReading);
    if (happened === null || later === null) return notExercised;
    let evidence = 0;
    const violations = new Map<string, Violation>();
    for (const [cvmId, item] of happened.items) {
      if (item.status !== "updated" || idOrNull(item.newInstanceId) === null) continue;
      const afterwards = later.items.get(cvmId);
      if (afterwards === undefined || happened.contended.has(cvmId) || later.contended.has(cvmId)) continue;
      // Another id is found by now: the CVM moves by itself, and so may what is stored.
      if (!isSameInstance(afterwards.newInstanceId, item.newInstanceId)) continue;
      for (const id of [stored?.after.get(cvmId), toldStoredId(afterwards)]) {
        if (id === undefined) continue;
        evidence += 1;
        const violation = breachOf(item, id);
        if (violation !== null && !violations.has(violation.discriminator))
          violations.set(violation.discriminator, violation);
      }
    }
    return evidence === 0 ? notExercised : { evidence, violations: [...violations.values()] };
  },
  holds: [
    [wet(found), dry(kept)],
    [wet({ ...found, old_instance_id: b }), dry(kept)],
    // The evidence moved, and the id with it.
    [wet(found), dry({ ...kept, old_instance_id: b, new_instance_id: b })],
    // An answer may leave the old id out.
    [wet(found), dry({ status: "unchanged", source: "gateway", new_instance_id: a })],
  ],
  broken: [
    [wet(found), dry(found)],
    [wet(found), dry(differs)],
    [wet({ ...found, old_instance_id: b }), dry(differs)],
    [wet(found), dry({ ...kept, old_instance_id: a.toUpperCase() })],
    [wet({ ...found, new_instance_id: a.toUpperCase() }), dry(kept)],
  ],
});
