import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { isScannedBorneOut } from "./reading/is-scanned-borne-out.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";

export default defineLaw({
  id: "scanned-within-total",
  level: "must",
  says: "`scanned` is at most `total`: what is scanned is part of what was selected.",
  source: "openapi.json, /components/schemas/BatchInstanceIdRefreshResponse/properties/total and scanned.",
  missing:
    "Needs an answer 200 whose `scanned` is above 0 and borne out by its items or its counters, as can be had of a sound server where the key's workspace holds a CVM.",
  kills: ["total-counts-updates", "total-always-zero"],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    if (answer === null || answer.scanned === 0 || !isScannedBorneOut(answer)) return notExercised;
    if (answer.scanned <= answer.total) return judged([]);
    return judged([
      {
        message: "`scanned` is above `total`.",
        expected: `at most ${answer.total} (total)`,
        actual: `${answer.scanned} (scanned)`,
        discriminator: "scanned above total",
        at: ["/total", "/scanned"],
      },
    ]);
  },
  holds: [
    answered({}, { json: exampleAnswer([exampleItem()]) }),
    answered({}, { json: exampleAnswer([exampleItem()], { total: 40 }) }),
    answered({}, { json: exampleAnswer([]) }),
  ],
  broken: [answered({}, { json: exampleAnswer([exampleItem()], { total: 0 }) })],
});
