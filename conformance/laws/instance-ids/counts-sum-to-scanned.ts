import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { counterNames, itemStatuses, refreshAnswer } from "./reading/refresh-answer.ts";

export default defineLaw({
  id: "counts-sum-to-scanned",
  level: "must",
  says: "The counters `updated`, `unchanged`, `skipped`, `conflicts` and `errors` add up to `scanned`: each scanned CVM is counted once.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshResponse: the statuses of an item are the five that are counted.",
  missing:
    "Needs an answer 200 that scans something, as can be had of a sound server where the key's workspace holds a CVM.",
  fallsWith: ["items-number-scanned"],
  kills: ["errors-not-counted", "skipped-counted-twice", "scanned-counts-candidates"],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    if (answer === null) return notExercised;
    const { scanned, counts } = answer;
    const sum = itemStatuses.reduce((total, status) => total + counts[status], 0);
    if (sum === 0 && scanned === 0) return notExercised;
    if (sum === scanned) return judged([]);
    const terms = itemStatuses.map((status) => `${counts[status]} ${counterNames[status]}`).join(" + ");
    return judged([
      {
        message: "The counters do not add up to `scanned`.",
        expected: `${scanned} (scanned)`,
        actual: `${sum} (${terms})`,
        discriminator: sum < scanned ? "sum below scanned" : "sum above scanned",
        at: ["scanned", ...Object.values(counterNames)].map((name) => `/${name}`),
      },
    ]);
  },
  holds: [
    answered({}, { json: exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8, status: "error" })]) }),
    answered({}, { json: exampleAnswer([]) }),
  ],
  broken: [
    answered({}, { json: exampleAnswer([exampleItem()], { skipped: 0 }) }),
    answered({}, { json: exampleAnswer([], { errors: 1 }) }),
  ],
});
