import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { seenBy } from "./asking/seen-by.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const MAX_LIMIT = 500;

/** So many requests with the small limit follow each other. */
const RUNS = 5;

const { a } = exampleIds;
const found = { cvm_id: 8, status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const seven = { cvm_id: 7 } as const;
const nine = { cvm_id: 9 } as const;
const scan = (request: JsonObject, total: number, ...items: readonly JsonObject[]) =>
  answered(
    { json: request },
    {
      json: exampleAnswer(
        items.map((item) => exampleItem(item)),
        { total },
      ),
    },
  );
const look = scan({ limit: 500, dry_run: true }, 3, seven, found, nine);

export default defineRelation({
  id: "scans-take-turns",
  level: "reference",
  phase: "writes",
  needs: ["writes"],
  says: "Scans that write, with a small `limit` and one after the other, meet every CVM before they meet one again, also those that can't be updated.",
  source: "Our own promise: a scan goes to those that were attempted the longest time ago.",
  missing:
    "Needs more CVMs that a scan meets than a small limit takes, as can be had of a sound server where the workspace holds several that run without an instance id, at most 500 in all.",
  kills: ["attempts-not-stamped", "only-updates-stamped"],
  propose: ({ operation, knowledge }) => {
    const missing = seenBy(knowledge).filter(({ oldInstanceId }) => !isNamed(oldInstanceId)).length;
    const least = Math.ceil(missing / RUNS);
    if (missing < 2) return null;
    const ask = (members: JsonObject) => plainRequest({ operation, credential: knowledge.credential }, members);
    const see = ask({ limit: MAX_LIMIT, dry_run: true });
    return (
      fc
        .integer({ min: least, max: least + 3 })
        // What a look writes itself, the second one leaves out.
        .map((limit) => [see, see, ...Array.from({ length: RUNS }, () => ask({ limit }))])
    );
  },
  judge: (readings) => {
    const isLook = (reading: Reading): boolean => refreshOptions(reading)?.dryRun === true;
    const first = readings.filter(isLook).map(answeredCvms).at(-1);
    const wetReadings = readings.filter((reading) => !isLook(reading));
    const runs = wetReadings.map(answeredCvms);
    const limit = wetReadings.map(refreshOptions)[0]?.limit;
    if (first == null || first.isCut || limit === undefined) return notExercised;
    const met = runs.flatMap((answer) => (answer === null ? [] : [answer]));
    if (met.length < runs.length || first.items.size <= limit || first.items.size > met.length * limit)
      return notExercised;
    const left = [...first.items].find(([cvmId]) => met.every(({ items }) => !items.has(cvmId)));
    if (left === undefined) return held;
    return judged([
      {
        message: `${itemName(left[1])} was met by none of ${met.length} scans with limit ${limit}, one after the other.`,
        expected: `each of ${first.items.size} CVMs in one of the scans`,
        actual: `none of ${itemName(left[1])}`,
        discriminator: "left behind",
      },
    ]);
  },
  holds: [
    [look, look, scan({ limit: 2 }, 3, seven, found), scan({ limit: 2 }, 2, nine, seven)],
    // No room for all.
    [look, look, scan({ limit: 1 }, 3, seven), scan({ limit: 1 }, 3, found)],
    // The first look wrote what it told.
    [
      look,
      scan({ limit: 500, dry_run: true }, 2, seven, nine),
      scan({ limit: 1 }, 2, seven),
      scan({ limit: 1 }, 2, nine),
    ],
  ],
  broken: [[look, look, scan({ limit: 2 }, 3, seven, found), scan({ limit: 2 }, 2, seven)]],
});
