import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { seenBy } from "./asking/seen-by.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const MAX_LIMIT = 500;

/** So many requests with the small limit follow each other. */
const RUNS = 4;

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const eight = { ...found, cvm_id: 8, new_instance_id: b } as const;
const look = (...items: readonly JsonObject[]) =>
  answered({ json: { limit: 500, dry_run: true } }, { json: exampleAnswer(items.map((item) => exampleItem(item))) });
const run = (limit: number, total: number, ...items: readonly JsonObject[]) =>
  answered(
    { json: { limit } },
    {
      json: exampleAnswer(
        items.map((item) => exampleItem(item)),
        { total },
      ),
    },
  );

export default defineRelation({
  id: "small-limits-drain",
  level: "should",
  phase: "writes",
  needs: ["writes"],
  says: "Scans with one `limit`, one after the other, update in the end what one scan with a large limit would, where the limit takes too few for one scan and leaves room beside the CVMs that stay as they are.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/limit: it bounds one request, so that the next one goes on.",
  missing:
    "Needs more CVMs that a scan updates than a small limit takes, as can be had of a sound server where the workspace holds several that run without an instance id, at most 500 in all.",
  kills: ["wet-run-skips-gateway"],
  propose: ({ operation, knowledge }) => {
    const missing = seenBy(knowledge).filter(({ oldInstanceId }) => !isNamed(oldInstanceId));
    const updated = missing.filter(({ status }) => status === "updated").length;
    // Where those that can't be updated fill the limit, a server may rightly meet the same ones again and again.
    const least = missing.length - updated + Math.ceil(updated / RUNS);
    if (updated < 2 || least >= MAX_LIMIT) return null;
    const ask = (members: JsonObject) => plainRequest({ operation, credential: knowledge.credential }, members);
    const see = ask({ limit: MAX_LIMIT, dry_run: true });
    return fc
      .integer({ min: least, max: Math.min(least + 3, MAX_LIMIT) })
      .map((limit) => [see, ...Array.from({ length: RUNS }, () => ask({ limit })), see]);
  },
  judge: (readings) => {
    const firstReading = readings[0];
    const lastReading = readings.at(-1);
    const wetReadings = readings.slice(1, -1);
    const [wetReading] = wetReadings;
    if (firstReading === undefined || lastReading === undefined || wetReading === undefined) return notExercised;
    const first = answeredCvms(firstReading);
    const last = answeredCvms(lastReading);
    const runs = wetReadings.map(answeredCvms).filter((answer) => answer !== null);
    const limit = refreshOptions(wetReading)?.limit;
    if (first === null || last === null || first.isCut || limit === undefined) return notExercised;
    if (runs.length < wetReadings.length) return notExercised;
    const promised = [...first.items.values()].filter(
      ({ cvmId, status }) => status === "updated" && !first.contended.has(cvmId),
    );
    const all = refreshAnswer(firstReading)?.items.length ?? 0;
    const room = limit - (all - promised.length);
    if (promised.length === 0 || limit >= all || room <= 0 || runs.length * room < promised.length) return notExercised;
    // Where one scan took them all, the next ones had nothing to go on with.
    const [firstRun] = runs;
    if (promised.every(({ cvmId }) => firstRun?.items.get(cvmId)?.status === "updated")) return notExercised;
    const left = promised.find(({ cvmId, newInstanceId }) => {
      const later = last.items.get(cvmId);
      if (later?.status !== "updated" || later.newInstanceId !== newInstanceId || last.contended.has(cvmId))
        return false;
      return runs.every(({ items }) => items.get(cvmId)?.status !== "updated");
    });
    if (left === undefined) return held;
    return judged([
      {
        message: `${itemName(left)} was updated by none of ${runs.length} scans with limit ${limit}, which had room for all that can be updated.`,
        expected: `${promised.length} CVMs updated after ${runs.length} scans`,
        actual: `${itemName(left)} still to be updated`,
        discriminator: "left behind",
      },
    ]);
  },
  holds: [
    [look(found, eight), run(1, 2, found), run(1, 1, eight), look()],
    // No room: one that can't be updated may fill the limit.
    [look({ cvm_id: 9 }, found), run(1, 2, { cvm_id: 9 }), run(1, 2, { cvm_id: 9 }), look({ cvm_id: 9 }, found)],
    // The first scan took all that could be updated, whatever the order.
    [look(found, { cvm_id: 9 }, { cvm_id: 10 }), run(2, 3, found, { cvm_id: 9 }), run(2, 2, { cvm_id: 9 }), look()],
    // The last one came meanwhile.
    [look(found, eight), run(1, 2, found), run(1, 1, eight), look({ ...found, cvm_id: 9 })],
  ],
  broken: [
    [look(found, eight), run(1, 2, found), run(1, 1), look(eight)],
    [look(found, eight), run(1, 2, found), run(1, 2, found), look(eight)],
  ],
});
