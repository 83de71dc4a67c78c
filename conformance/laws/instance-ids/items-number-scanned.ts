import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";

export default defineLaw({
  id: "items-number-scanned",
  level: "must",
  says: "There is one item for each scanned CVM: `items` has as many entries as `scanned` says.",
  source: "openapi.json, /components/schemas/BatchInstanceIdRefreshResponse/properties/items.",
  missing:
    "Needs an answer 200 that scans something, as can be had of a sound server where the key's workspace holds a CVM.",
  kills: ["errors-without-items", "unchanged-items-left-out", "items-cut-at-50"],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    if (answer === null) return notExercised;
    const { scanned, items } = answer;
    if (scanned === 0 && items.length === 0) return notExercised;
    if (items.length === scanned) return judged([]);
    return judged([
      {
        message: "`items` does not have one entry for each scanned CVM.",
        expected: `${scanned} items (scanned)`,
        actual: `${items.length} items`,
        discriminator: items.length < scanned ? "fewer items" : "more items",
        at: ["/scanned"],
      },
    ]);
  },
  holds: [answered({}, { json: exampleAnswer([exampleItem()]) }), answered({}, { json: exampleAnswer([]) })],
  broken: [
    answered({}, { json: exampleAnswer([], { total: 1, scanned: 1, skipped: 1 }) }),
    answered({}, { json: exampleAnswer([exampleItem()], { scanned: 0 }) }),
  ],
});
