import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";

export default defineLaw({
  id: "failure-has-a-reason",
  level: "should",
  says: "A `skipped`, `conflict` or `error` item gives a reason that is not empty.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/reason; without it a user can do nothing about it.",
  missing:
    "Needs a skipped, conflict or error item, as can be had of a sound server where a request names a CVM that does not exist.",
  kills: ["reason-null-on-skip", "reason-empty-on-error"],
  judge: (reading) =>
    judgeItems(
      reading,
      (item) => item.status === "skipped" || item.status === "conflict" || item.status === "error",
      (item) =>
        item.reason === null || item.reason.trim() === ""
          ? {
              message: `${itemName(item)} is ${item.status}, and the answer does not say why.`,
              expected: "a reason that is not empty",
              actual: jsonLine(item.reason),
              discriminator: item.status,
              at: ["/reason"],
            }
          : null,
    ),
  holds: [
    answered({}, { json: exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8, status: "error", reason: "rpc" })]) }),
    answered(
      {},
      {
        json: exampleAnswer([
          exampleItem({ status: "updated", source: "gateway", new_instance_id: exampleIds.a, reason: null }),
        ]),
      },
    ),
  ],
  broken: [
    answered({}, { json: exampleAnswer([exampleItem({ reason: null })]) }),
    answered({}, { json: exampleAnswer([exampleItem({ status: "error", reason: " " })]) }),
    answered({}, { json: exampleAnswer([{ cvm_id: 7, identifier: "7", status: "conflict" }]) }),
  ],
});
