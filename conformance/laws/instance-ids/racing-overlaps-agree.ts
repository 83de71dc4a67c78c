import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import type { ShownBy } from "./reading/shown-by.ts";
import { toldStoredId } from "./reading/stored-change.ts";

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const kept = { ...found, status: "unchanged", old_instance_id: a } as const;
const batch = (names: readonly string[], ...items: readonly JsonObject[]) =>
  answered(
    { json: { cvm_ids: names, missing_only: false, overwrite: true } },
    { json: exampleAnswer(items.map((item) => exampleItem(item))) },
  );
const look = (...items: readonly JsonObject[]) =>
  answered(
    { json: { cvm_ids: ["7", "8"], ...filtersOff, dry_run: true } },
    { json: exampleAnswer(items.map((item) => exampleItem(item))) },
  );
const eight = { cvm_id: 8, new_instance_id: b } as const;

export default defineRelation({
  id: "racing-overlaps-agree",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "Overlapping requests at once leave each CVM that they report updated with an id that one of them reported for it.",
  source: 'openapi.json, the description of the operation: "Resolves and persists missing instance_id values".',
  missing:
    "Needs a CVM that one of several requests at once updates, as can be had of a sound server where the workspace holds one without an instance id.",
  kills: ["half-written-under-contention"],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const wanted = seen.filter(({ status }) => status === "updated" || status === "conflict");
    const names = nameSeen({ wanted, seen: wanted, others: 3 });
    if (names === null) return null;
    return fc
      .tuple(names, someOptions("running_only", "missing_only", "overwrite"))
      .map(([list, options]): readonly RequestPlan[] => {
        const all = list.map(({ name }) => name);
        const ask = (cvm_ids: readonly string[], members: JsonObject) =>
          plainRequest({ operation, credential: knowledge.credential }, { cvm_ids, ...members });
        const last = all.slice(-Math.ceil(all.length / 2));
        const rivals = [all.toReversed(), last].map(
          (cvmIds) => ({ ...ask(cvmIds, options), isAlongside: true }) as const,
        );
        return [
          ask(all.slice(0, Math.ceil((all.length + 1) / 2)), options),
          ...rivals,
          ask(all, { ...filtersOff, dry_run: true }),
        ];
      });
  },
  judge: (readings, stored) => {
    const last = readings.at(-1);
    const later = last === undefined ? null : answeredCvms(last);
    const batches = readings
      .slice(0, -1)
      .map(answeredCvms)
      .filter((answer) => answer !== null);
    if (later === null || batches.length < 2) return notExercised;
    let evidence = 0;
    let violation: Violation | null = null;
    for (const [cvmId, item] of later.items) {
      if ([later, ...batches].some(({ contended }) => contended.has(cvmId))) continue;
      const reported = batches
        .flatMap(({ items }) => items.get(cvmId) ?? [])
        .filter(({ status }) => status === "updated")
        .flatMap(({ newInstanceId }) => (isNamed(newInstanceId) ? newInstanceId : []));
      // What is found now was found by no one then: the CVM moves by itself.
      if (reported.length === 0 || !isNamed(item.newInstanceId) || !reported.includes(item.newInstanceId)) continue;
      for (const [id, by] of [
        [stored?.after.get(cvmId), "the state probe"],
        [toldStoredId(item), "what answers tell"],
      ] satisfies readonly (readonly [string | null | undefined, ShownBy])[]) {
        if (id === undefined) continue;
        evidence += 1;
        if (id !== null && reported.includes(id)) continue;
        violation ??= {
          message: `${itemName(item)} was reported updated by requests at once, and afterwards, by ${by}, ${id === null ? "no id was stored" : "an id was stored that none of them reported"}.`,
          expected: `one of ${jsonLine([...new Set(reported)])}`,
          actual: id === null ? "none" : jsonLine(id),
          discriminator: id === null ? "none stored" : "another stored",
        };
      }
    }
    return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
  },
  holds: [
    [
      batch(["7"], found),
      batch(["8", "7"], { ...found, ...eight }, kept),
      look(kept, { ...kept, ...eight, old_instance_id: b }),
    ],
    [batch(["7"], found), batch(["7"], kept), look({ ...kept, old_instance_id: b, new_instance_id: b })],
    [batch(["7"], found), batch(["7"], kept), look({ new_instance_id: a, status: "unchanged" })],
  ],
  broken: [
    [batch(["7"], found), batch(["7"], kept), look(found)],
    [batch(["7"], found), batch(["8"], { ...found, ...eight }), look(found, { ...kept, ...eight, old_instance_id: b })],
    [
      batch(["7"], { ...found, old_instance_id: b }),
      batch(["7"], kept),
      look({ ...found, status: "conflict", old_instance_id: b }),
    ],
  ],
});
