import { notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { counterNames, itemStatuses, refreshAnswer } from "./reading/refresh-answer.ts";

export default defineLaw({
  id: "counts-match-items",
  level: "must",
  says: "Each counter is the number of items with its status.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshResponse and /components/schemas/InstanceIdRefreshResult/properties/status.",
  missing: "Needs an answer 200 with an item, as can be had of a sound server where the key's workspace holds a CVM.",
  fallsWith: ["counts-sum-to-scanned", "items-number-scanned"],
  kills: ["updated-counts-unchanged", "conflicts-always-zero", "counters-before-filtering"],
  judge: (reading) => {
    const answer = refreshAnswer(reading);
    if (answer === null) return notExercised;
    const found = { updated: 0, unchanged: 0, skipped: 0, conflict: 0, error: 0 };
    for (const { status } of answer.items) found[status] += 1;
    // A counter that is 0 where no item has its status says nothing.
    const said = itemStatuses.filter((status) => answer.counts[status] !== 0 || found[status] !== 0);
    const wrong = said.filter((status) => answer.counts[status] !== found[status]);
    const violations = wrong.map((status) => ({
      message: `The counter \`${counterNames[status]}\` contradicts the items.`,
      expected: `${found[status]}, the number of items that are ${status}`,
      actual: String(answer.counts[status]),
      discriminator: counterNames[status],
      at: [`/${counterNames[status]}`],
    }));
    if (answer.items.length === answer.scanned) return { evidence: said.length, violations };
    // Items that are missing, or too many, are one bug, whichever counter it shows by.
    const first = violations.slice(0, 1).map((violation) => ({
      ...violation,
      discriminator: "items and scanned differ",
      formerly: violation.discriminator,
    }));
    return { evidence: said.length, violations: first };
  },
  holds: [
    answered({}, { json: exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8, status: "conflict" })]) }),
    answered({}, { json: exampleAnswer([]) }),
  ],
  broken: [
    answered({}, { json: exampleAnswer([exampleItem({ status: "updated" })], { updated: 0, skipped: 1 }) }),
    answered({}, { json: exampleAnswer([], { total: 2, scanned: 2, conflicts: 2 }) }),
    answered({}, { json: exampleAnswer([exampleItem({ status: "error" })], { errors: 0 }) }),
  ],
});
