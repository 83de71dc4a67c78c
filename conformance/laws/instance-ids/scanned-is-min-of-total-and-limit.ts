import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { isScannedBorneOut } from "./reading/is-scanned-borne-out.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

export default defineLaw({
  id: "scanned-is-min-of-total-and-limit",
  level: "should",
  says: "As many CVMs are scanned as were selected, or as `limit` allows where that is fewer.",
  source: "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/limit; a caller pages by it.",
  missing:
    "Needs an answer to a valid request that selects something, and whose `scanned` is borne out by its items or its counters, as can be had of a sound server where the key's workspace holds a CVM.",
  fallsWith: ["scanned-within-total"],
  kills: ["limit-short-by-one", "scan-stops-at-first-error"],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    const options = refreshOptions(reading);
    if (
      answer === null ||
      options === null ||
      !isScannedBorneOut(answer) ||
      (answer.total === 0 && answer.scanned === 0)
    )
      return notExercised;
    const expected = Math.min(answer.total, options.limit);
    if (answer.scanned === expected) return judged([]);
    return judged([
      {
        message: "`scanned` is not the lesser of `total` and the limit.",
        expected: `${expected}, the lesser of ${answer.total} (total) and ${options.limit} (limit)`,
        actual: `${answer.scanned} (scanned)`,
        discriminator: answer.scanned < expected ? "fewer scanned" : "more scanned",
        at: ["/total", "/scanned"],
      },
    ]);
  },
  holds: [
    answered({ json: { limit: 5 } }, { json: exampleAnswer([exampleItem()]) }),
    answered({ json: { limit: 1 } }, { json: exampleAnswer([exampleItem()], { total: 9 }) }),
    answered({}, { json: exampleAnswer([]) }),
  ],
  broken: [
    answered({ json: { limit: 5 } }, { json: exampleAnswer([exampleItem()], { total: 2 }) }),
    answered({ json: { limit: 1 } }, { json: exampleAnswer([], { total: 9 }) }),
  ],
});
