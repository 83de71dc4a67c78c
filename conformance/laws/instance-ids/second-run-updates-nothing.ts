import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";

const { a, b } = exampleIds;
const ask = { json: { cvm_ids: ["7", "8"], missing_only: false, overwrite: true } };
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const kept = { ...found, status: "unchanged", old_instance_id: a } as const;
const wet = (...items: readonly JsonObject[]) => answered(ask, { json: exampleAnswer(items.map(exampleItem)) });
const excluded = { old_instance_id: a, reason: "already_has_instance_id" } as const;

export default defineRelation({
  id: "second-run-updates-nothing",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "The same request a second time does not update again what the first one updated.",
  source:
    'openapi.json, the operation: "Resolves and persists missing instance_id values.": what has the id that is found is not missing any more, nor different.',
  missing:
    "Needs a CVM that a request updates, as can be had of a sound server where the workspace holds one without an instance id.",
  kills: ["overwrite-rewrites-equal-ids", "never-persists"],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const wanted = ["updated", "conflict"].flatMap((status) => seenBy(knowledge, knowledge.credential, status));
    const names = nameSeen({ wanted, seen, others: 3 });
    if (names === null) return null;
    return fc.tuple(names, someOptions("running_only", "missing_only", "overwrite")).map(([list, options]) => {
      const members = { cvm_ids: list.map(({ name }) => name), ...options };
      const plan = plainRequest({ operation, credential: knowledge.credential }, members);
      return [plan, plan];
    });
  },
  judge: ([firstReading, secondReading]) => {
    const first = firstReading === undefined ? null : answeredCvms(firstReading);
    const second = secondReading === undefined ? null : answeredCvms(secondReading);
    if (first === null || second === null) return notExercised;
    let evidence = 0;
    let violation: Violation | null = null;
    for (const [cvmId, item] of first.items) {
      if (item.status !== "updated" || !isNamed(item.newInstanceId)) continue;
      if (first.contended.has(cvmId) || second.contended.has(cvmId)) continue;
      const again = second.items.get(cvmId);
      evidence += 1;
      // Another id is found by now: that update is a new one.
      if (again?.status !== "updated" || again.newInstanceId !== item.newInstanceId) continue;
      violation ??= {
        message: `${itemName(item)} was reported updated, and the same request a second time reported it updated to the same id again.`,
        expected: `no update to ${jsonLine(item.newInstanceId)}, which the answer before reports`,
        actual: `updated, ${jsonLine(again.oldInstanceId)} to ${jsonLine(again.newInstanceId)}`,
        discriminator: "updated again",
      };
    }
    return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
  },
  holds: [
    [wet(found), wet(kept)],
    [wet(found), wet()],
    [wet(found), wet(excluded)],
    [wet(found), wet({ ...found, old_instance_id: a, new_instance_id: b })],
    // The id that 7 gave up is free for 8 now.
    [
      wet({ ...found, old_instance_id: b }, { ...found, cvm_id: 8, status: "conflict", new_instance_id: b }),
      wet(kept, { ...found, cvm_id: 8, new_instance_id: b }),
    ],
  ],
  broken: [
    [wet(found), wet(found)],
    [wet({ ...found, old_instance_id: b }), wet({ ...found, old_instance_id: b })],
  ],
});
