import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";

const updated = { status: "updated", source: "gateway", reason: null } as const;
const { a, b } = exampleIds;

export default defineLaw({
  id: "updated-names-a-new-id",
  level: "must",
  says: "An `updated` item has a `new_instance_id` that is not empty and differs from its `old_instance_id`.",
  source:
    'openapi.json, /components/schemas/InstanceIdRefreshResult/properties/new_instance_id; the description: "Resolves and persists missing instance_id values".',
  missing:
    "Needs an `updated` item, as can be had of a sound server where the workspace holds a running CVM that lacks its instance id and whose host knows it.",
  kills: ["updated-without-new-id", "unchanged-reported-as-updated", "blank-id-accepted"],
  judge: (reading) =>
    judgeItems(
      reading,
      (item) => item.status === "updated",
      (item) => {
        if (!isNamed(item.newInstanceId))
          return {
            message: `${itemName(item)} is updated to no instance id.`,
            expected: "a new_instance_id that is not empty",
            actual: jsonLine(item.newInstanceId),
            discriminator: "no new id",
            at: ["/new_instance_id"],
          };
        if (item.newInstanceId !== item.oldInstanceId) return null;
        return {
          message: `${itemName(item)} is updated to the instance id that it had.`,
          expected: `a new_instance_id other than ${jsonLine(item.oldInstanceId)}`,
          actual: jsonLine(item.newInstanceId),
          discriminator: "new id is the old one",
          at: ["/old_instance_id", "/new_instance_id"],
        };
      },
    ),
  holds: [
    answered({}, { json: exampleAnswer([exampleItem({ ...updated, new_instance_id: a })]) }),
    answered(
      { json: { overwrite: true, missing_only: false } },
      { json: exampleAnswer([exampleItem({ ...updated, old_instance_id: b, new_instance_id: a })]) },
    ),
    answered({}, { json: exampleAnswer([exampleItem()]) }),
  ],
  broken: [
    answered({}, { json: exampleAnswer([exampleItem(updated)]) }),
    answered({}, { json: exampleAnswer([exampleItem({ ...updated, new_instance_id: "" })]) }),
    answered({}, { json: exampleAnswer([{ cvm_id: 7, identifier: "7", status: "updated", source: "gateway" }]) }),
    answered({}, { json: exampleAnswer([exampleItem({ ...updated, old_instance_id: a, new_instance_id: a })]) }),
  ],
});
