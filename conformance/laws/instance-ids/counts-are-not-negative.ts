import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer } from "../example-answer.ts";
import { counterNames, itemStatuses, refreshAnswer } from "./reading/refresh-answer.ts";

export default defineLaw({
  id: "counts-are-not-negative",
  level: "must",
  says: "`total`, `scanned` and the five counters are never below 0: they count.",
  source: "openapi.json, /components/schemas/BatchInstanceIdRefreshResponse: the properties are counts.",
  missing: "Needs an answer 200, with a key that works.",
  kills: ["total-minus-one"],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    if (answer === null) return notExercised;
    const { total, scanned, counts } = answer;
    const named: readonly (readonly [string, number])[] = [
      ["total", total],
      ["scanned", scanned],
      ...itemStatuses.map((status) => [counterNames[status], counts[status]] as const),
    ];
    return judged(
      named
        .filter(([, count]) => count < 0)
        .map(([name, count]) => ({
          message: `\`${name}\` is negative.`,
          expected: "0 or more",
          actual: String(count),
          discriminator: name,
          at: [`/${name}`],
        })),
    );
  },
  holds: [answered({}, { json: exampleAnswer([]) })],
  broken: [
    answered({}, { json: exampleAnswer([], { skipped: -1, errors: 1 }) }),
    answered({}, { json: exampleAnswer([], { total: -1 }) }),
  ],
});
