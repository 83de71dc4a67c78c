import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";

const { a, b } = exampleIds;
const unchanged = {
  status: "unchanged",
  source: "teepod_state",
  reason: "already_synced",
  old_instance_id: a,
} as const;
const request = { json: { missing_only: false } };

export default defineLaw({
  id: "unchanged-keeps-the-id",
  level: "must",
  says: "An `unchanged` item that gives both instance ids gives the same one twice.",
  source: "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/status.",
  missing:
    "Needs an `unchanged` item with both ids, as can be had of a sound server where the workspace holds a running CVM whose stored id is the one found.",
  kills: ["difference-reported-as-unchanged"],
  judge: (reading) =>
    judgeItems(
      reading,
      (item) => item.status === "unchanged" && isNamed(item.oldInstanceId) && isNamed(item.newInstanceId),
      (item) =>
        item.newInstanceId === item.oldInstanceId
          ? null
          : {
              message: `${itemName(item)} is unchanged, yet its two instance ids differ.`,
              expected: `new_instance_id ${jsonLine(item.oldInstanceId)}, as old_instance_id`,
              actual: jsonLine(item.newInstanceId),
              discriminator: "ids differ",
              at: ["/old_instance_id", "/new_instance_id"],
            },
    ),
  holds: [
    answered(request, { json: exampleAnswer([exampleItem({ ...unchanged, new_instance_id: a })]) }),
    answered(request, { json: exampleAnswer([exampleItem(unchanged)]) }),
  ],
  broken: [answered(request, { json: exampleAnswer([exampleItem({ ...unchanged, new_instance_id: b })]) })],
});
