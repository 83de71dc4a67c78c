import type { CvmId } from "../../cases/cvm-id.ts";
import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { isOfCvm } from "./reading/item-words.ts";
import { type RefreshAnswer, refreshAnswer } from "./reading/refresh-answer.ts";
import { type RefreshOptions, refreshOptions } from "./reading/refresh-options.ts";

/** An answer with CVMs of these ids, which a JavaScript number may not hold. */
const textWithIds = (...ids: readonly string[]): string =>
  ids.reduce(
    (text, id, index) => text.replace(`"cvm_id":${index + 1},`, `"cvm_id":${id},`),
    JSON.stringify(exampleAnswer(ids.map((_, index) => exampleItem({ cvm_id: index + 1 })))),
  );

/** Whether an answer with few items could have held a CVM twice: of several names any two that are not answered as nobody's may be one CVM's. */
const couldRepeat = ({ items }: RefreshAnswer, { cvmIds, limit }: RefreshOptions): boolean => {
  const inVain = new Set(items.filter((item) => !isOfCvm(item)).map(({ identifier }) => identifier));
  const names = (cvmIds ?? []).filter((name) => !inVain.has(name));
  return items.some(isOfCvm) && names.length > 1 && limit > 1;
};

export default defineLaw({
  id: "each-cvm-once",
  level: "must",
  says: "No CVM has two items in one answer, however often and in however many forms it was named.",
  source: "openapi.json, /components/schemas/InstanceIdRefreshResult: an item is a CVM's result.",
  missing:
    "Needs an answer 200 with two CVMs, or with one to a request that names two or more, as can be had of a sound server where the key's workspace holds two.",
  kills: [
    "repeated-ids-processed-twice",
    "forms-of-one-cvm-not-merged",
    "scan-lists-replicas-twice",
    "upper-uuid-not-merged",
    "padded-number-not-merged",
  ],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    const items = answer?.items.filter(isOfCvm) ?? [];
    const options = refreshOptions(reading);
    if (answer === null || (items.length < 2 && (options === null || !couldRepeat(answer, options))))
      return notExercised;
    const places = new Map<CvmId, number>();
    for (const { cvmId } of items) places.set(cvmId, (places.get(cvmId) ?? 0) + 1);
    const [twice] = [...places].filter(([, count]) => count > 1);
    if (twice === undefined) return judged([]);
    const [cvmId, count] = twice;
    return judged([
      {
        message: `CVM ${cvmId} has more than one item.`,
        expected: "one item",
        actual: `${count} items`,
        discriminator: "more than one item",
        at: answer.items.flatMap((item, index) => (item.cvmId === cvmId ? [`/items/${index}/cvm_id`] : [])),
      },
    ]);
  },
  holds: [
    answered({}, { json: exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8 })]) }),
    answered({ json: { cvm_ids: ["7", "web"] } }, { json: exampleAnswer([exampleItem({ identifier: "7" })]) }),
    // Two that a double can't tell apart.
    answered({}, { text: textWithIds("1152921504606846977", "1152921504606846978") }),
    answered(
      { json: { cvm_ids: ["x", "y"] } },
      {
        json: exampleAnswer([exampleItem({ cvm_id: 0, identifier: "x" }), exampleItem({ cvm_id: 0, identifier: "y" })]),
      },
    ),
  ],
  broken: [
    answered({}, { text: textWithIds("1152921504606846977", "1152921504606846977") }),
    answered({}, { json: exampleAnswer([exampleItem(), exampleItem()]) }),
    answered(
      { json: { cvm_ids: ["7", "web"] } },
      { json: exampleAnswer([exampleItem({ identifier: "7" }), exampleItem({ identifier: "web" })]) },
    ),
  ],
});
