import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";

const { a, b } = exampleIds;
const conflict = {
  status: "conflict",
  source: "teepod_state",
  reason: "instance_id_differs",
  old_instance_id: a,
} as const;
const request = { json: { missing_only: false } };

export default defineLaw({
  id: "conflict-names-what-it-found",
  level: "should",
  says: "A `conflict` item names in `new_instance_id` what was found, and that differs from `old_instance_id`.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/new_instance_id; without it nobody can decide whether to overwrite.",
  missing:
    "Needs a `conflict` item, as can be had of a sound server where the workspace holds a running CVM whose stored id differs from the one found.",
  kills: ["conflict-hides-the-candidate", "conflict-on-equal-ids"],
  judge: (reading) =>
    judgeItems(
      reading,
      (item) => item.status === "conflict",
      (item) => {
        if (!isNamed(item.newInstanceId))
          return {
            message: `${itemName(item)} is in conflict with nothing that the answer names.`,
            expected: "a new_instance_id that is not empty",
            actual: jsonLine(item.newInstanceId),
            discriminator: "no new id",
            at: ["/new_instance_id"],
          };
        if (item.newInstanceId !== item.oldInstanceId) return null;
        return {
          message: `${itemName(item)} is in conflict, yet the id found is the one stored.`,
          expected: `a new_instance_id other than ${jsonLine(item.oldInstanceId)}`,
          actual: jsonLine(item.newInstanceId),
          discriminator: "new id is the old one",
          at: ["/old_instance_id", "/new_instance_id"],
        };
      },
    ),
  holds: [
    answered(request, { json: exampleAnswer([exampleItem({ ...conflict, new_instance_id: b })]) }),
    answered({}, { json: exampleAnswer([exampleItem({ ...conflict, old_instance_id: null, new_instance_id: b })]) }),
  ],
  broken: [
    answered(request, { json: exampleAnswer([exampleItem(conflict)]) }),
    answered(request, { json: exampleAnswer([exampleItem({ ...conflict, new_instance_id: a })]) }),
  ],
});
