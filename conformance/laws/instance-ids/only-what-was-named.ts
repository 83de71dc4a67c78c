import { judged, notExercised, type Violation } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { isOfCvm, itemName } from "./reading/item-words.ts";
import { mayNameSeveral, mostSelected, unnamedItems } from "./reading/names.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const seven = exampleItem();
const eight = exampleItem({ cvm_id: 8, identifier: "9d1a4c1e-77aa-4f6e-8a55-2f6a40a0b1c2" });

/** Judges how many were selected. The contract does not say how often a name counts that is given twice and names nothing. */
const judgeTotal = (total: number, names: number, most: number): Violation[] => {
  if (total > most)
    return [
      {
        message: "`total` is above the number of what was named.",
        expected: `a total of at most ${most}${most === names ? ", the number of distinct names" : ", where each CVM counts once"}`,
        actual: String(total),
        discriminator: "total",
        at: ["/total"],
      },
    ];
  if (total <= names) return [];
  return [
    {
      message: "A name that names no CVM counts as often as it was given.",
      expected: `a total of at most ${names}, the number of distinct names`,
      actual: String(total),
      discriminator: "total of unresolved names",
      at: ["/total"],
      level: "should",
    },
  ];
};

const stranger = exampleItem({ cvm_id: 0, identifier: "x", reason: "not_found" });

export default defineLaw({
  id: "only-what-was-named",
  level: "must",
  says: "With `cvm_ids` only CVMs that were named have items, and `total` counts a CVM once. A name that is nobody's should count once too, and counts as often as it was given at most.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids. An app id may name all of its replicas and is left aside.",
  missing:
    "Needs an answer 200 to a request with cvm_ids (no app ids) that selects something, as can be had of a sound server where the key's workspace holds a CVM.",
  kills: [
    "ids-ignored",
    "ids-widen-to-app",
    "repeated-ids-counted",
    "neighbour-processed-too",
    "unknown-id-counted-again",
    "chunked-body-is-dropped",
  ],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    const cvmIds = refreshOptions(reading)?.cvmIds ?? [];
    // What an empty list selects is for another law to say.
    if (answer === null || cvmIds.length === 0 || cvmIds.some(mayNameSeveral)) return notExercised;
    const items = answer.items.filter(isOfCvm);
    if (answer.total === 0 && items.length === 0) return notExercised;
    const names = new Set(cvmIds);
    const violations = judgeTotal(answer.total, names.size, mostSelected(cvmIds, items));
    const [stranger] = unnamedItems(names, items);
    if (stranger !== undefined)
      violations.push({
        message: `${itemName(stranger)} (${jsonLine(stranger.identifier)}) has an item, and nothing in the request names it.`,
        expected: `only items of ${jsonLine([...names])}`,
        actual: `${items.length} items of CVMs, ${itemName(stranger)} among them`,
        discriminator: "item",
      });
    return judged(violations);
  },
  holds: [
    answered({ json: { cvm_ids: ["7", "7", "8"] } }, { json: exampleAnswer([seven, eight]) }),
    answered({ json: { cvm_ids: ["3F0C1F0E8A524D0E9D570C6A5F1F2B11"] } }, { json: exampleAnswer([seven]) }),
    answered({ json: { cvm_ids: ["web", "7"] } }, { json: exampleAnswer([eight, seven]) }),
    answered(
      { json: { cvm_ids: [`instance_${exampleIds.a}`], missing_only: false } },
      { json: exampleAnswer([exampleItem({ old_instance_id: exampleIds.a })]) },
    ),
    answered({ json: { cvm_ids: [exampleIds.b] } }, { json: exampleAnswer([seven, eight]) }),
    answered({ json: { cvm_ids: [`app_${exampleIds.b}`] } }, { json: exampleAnswer([seven, eight]) }),
    answered({ json: { cvm_ids: [] } }, { json: exampleAnswer([seven, eight]) }),
    answered({ json: { cvm_ids: null } }, { json: exampleAnswer([seven, eight]) }),
    answered({ json: { cvm_ids: ["x"] } }, { json: exampleAnswer([exampleItem({ cvm_id: 0, identifier: "x" })]) }),
    answered({ json: { cvm_ids: ["x"] } }, { json: exampleAnswer([]) }),
  ],
  broken: [
    answered({ json: { cvm_ids: ["7"] } }, { json: exampleAnswer([seven, eight]) }),
    answered({ json: { cvm_ids: ["7"] } }, { json: exampleAnswer([eight]) }),
    answered({ json: { cvm_ids: ["7", "7"] } }, { json: exampleAnswer([seven], { total: 2 }) }),
    answered({ json: { cvm_ids: ["web"] } }, { json: exampleAnswer([seven, eight]) }),
    answered({ json: { cvm_ids: ["x", "x"] } }, { json: exampleAnswer([stranger, stranger]) }),
    answered({ json: { cvm_ids: ["x", "x"] } }, { json: exampleAnswer([stranger], { total: 3 }) }),
    answered({ json: { cvm_ids: ["x", "x", "7", "7"] } }, { json: exampleAnswer([stranger, seven], { total: 4 }) }),
  ],
});
