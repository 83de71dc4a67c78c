import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";

/** So many requests race; more would not meet more often, for the server takes them one after the other. */
const RACERS = 4;

const { a, b } = exampleIds;
const ask = { json: { cvm_ids: ["7"], missing_only: false, overwrite: true } };
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const kept = { ...found, status: "unchanged", old_instance_id: a } as const;
const wet = (item: JsonObject) => answered(ask, { json: exampleAnswer([exampleItem(item)]) });

export default defineRelation({
  id: "one-winner-per-cvm",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "Of several requests at once that name a CVM, at most one reports it `updated` to one and the same id.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/status: `updated` tells of a write, and what is stored already is not written again.",
  missing:
    "Needs a CVM that one of several requests at once updates, as can be had of a sound server where the workspace holds one without an instance id.",
  kills: ["lock-by-request", "lost-update", "lost-update-on-overwrite"],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const names = nameSeen({ wanted: updatableCvms(seen), seen, others: 2 });
    if (names === null) return null;
    // An id is replaced only where both are given.
    const chances = fc.oneof(
      someOptions("running_only", "missing_only", "overwrite"),
      allOptions("missing_only", "overwrite"),
    );
    return fc.tuple(names, chances, fc.boolean()).map(([list, options, differ]): readonly RequestPlan[] => {
      const members: JsonObject = { cvm_ids: list.map(({ name }) => name), ...options };
      // Different requests for the same: none of these limits cuts.
      const racer = (index: number): RequestPlan => {
        const limit: JsonObject = differ ? { limit: list.length + index } : {};
        return plainRequest({ operation, credential: knowledge.credential }, { ...members, ...limit });
      };
      return Array.from({ length: RACERS }, (_, index) =>
        index === 0 ? racer(index) : { ...racer(index), isAlongside: true },
      );
    });
  },
  judge: (readings) => {
    const answers = readings.map(answeredCvms).filter((answer) => answer !== null);
    if (answers.length < 2) return notExercised;
    const winners = new Map<string, RefreshItem[]>();
    for (const { items } of answers)
      for (const item of items.values()) {
        if (item.status !== "updated" || !isNamed(item.newInstanceId)) continue;
        // Two updates to different ids follow each other: what is found has moved.
        const update = JSON.stringify([String(item.cvmId), item.newInstanceId]);
        winners.set(update, [...(winners.get(update) ?? []), item]);
      }
    if (winners.size === 0) return notExercised;
    // Once is chance where a fleet moves; several CVMs at once, and each of those updated, is none.
    const isConclusive = winners.size > 1 && winners.values().every(({ length }) => length > 1);
    const violations: Violation[] = [];
    for (const [item, ...more] of winners.values()) {
      if (item === undefined || more.length === 0 || violations.length > 0) continue;
      violations.push({
        message: `${itemName(item)} was reported updated to one and the same id by several requests at once.`,
        expected: `at most one of ${answers.length} reports it updated to ${jsonLine(item.newInstanceId)}`,
        actual: `${more.length + 1} do`,
        discriminator: "several winners",
        ...(isConclusive ? { isConclusive } : {}),
      });
    }
    return { evidence: winners.size, violations };
  },
  holds: [
    [wet(found), wet(kept), wet(kept)],
    [wet(found), wet({ status: "error", reason: "store_write_failed" })],
    [wet(found), wet({ ...found, old_instance_id: a, new_instance_id: b })],
  ],
  broken: [
    [wet(found), wet(found)],
    [wet(kept), wet({ ...found, old_instance_id: b }), wet({ ...found, old_instance_id: b })],
  ],
});
