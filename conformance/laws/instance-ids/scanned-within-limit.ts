import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { isScannedBorneOut } from "./reading/is-scanned-borne-out.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const two = [exampleItem(), exampleItem({ cvm_id: 8 })];

export default defineLaw({
  id: "scanned-within-limit",
  level: "must",
  says: "No more CVMs are scanned than `limit` allows, 100 where it is left out.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/limit: "Max CVMs to process in one request".',
  missing:
    "Needs an answer to a valid request whose `scanned` is above 0 and borne out by its items or its counters, as can be had of a sound server where the key's workspace holds a CVM.",
  fallsWith: ["scanned-is-min-of-total-and-limit"],
  kills: ["limit-ignored", "limit-off-by-one", "limit-ignored-for-lists", "default-limit-500"],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    const options = refreshOptions(reading);
    if (answer === null || options === null || answer.scanned === 0 || !isScannedBorneOut(answer)) return notExercised;
    if (answer.scanned <= options.limit) return judged([]);
    return judged([
      {
        message: "More CVMs were scanned than the limit allows.",
        expected: `at most ${options.limit} (limit)`,
        actual: `${answer.scanned} (scanned)`,
        discriminator: "scanned above limit",
        at: ["/scanned"],
      },
    ]);
  },
  holds: [
    answered({ json: { limit: 2 } }, { json: exampleAnswer(two) }),
    answered({ json: { limit: 1 } }, { json: exampleAnswer([exampleItem()], { total: 9 }) }),
    answered({ json: {} }, { json: exampleAnswer(two) }),
  ],
  broken: [
    answered({ json: { limit: 1 } }, { json: exampleAnswer(two) }),
    answered({ json: { limit: 1, cvm_ids: ["7", "8"] } }, { json: exampleAnswer(two) }),
    answered({ json: {} }, { json: exampleAnswer([], { total: 101, scanned: 101, skipped: 101 }) }),
  ],
});
