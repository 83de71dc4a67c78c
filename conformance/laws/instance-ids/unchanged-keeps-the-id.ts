import type { Violation } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";

const { a, b } = exampleIds;
const unchanged = {
  status: "unchanged",
  source: "teepod_state",
  reason: "already_synced",
  old_instance_id: a,
} as const;
const request = { json: { missing_only: false } };

/** That nothing was stored before is no old id which differs: what an item leaves out of what it knows is a `should`. */
const breachOf = (item: RefreshItem): Violation | null => {
  if (item.newInstanceId === item.oldInstanceId) return null;
  return item.oldInstanceId === null
    ? {
        message: `${itemName(item)} is unchanged with an id, yet it is told that none was stored.`,
        expected: `old_instance_id ${jsonLine(item.newInstanceId)}, as new_instance_id`,
        actual: "null",
        discriminator: "no old id",
        at: ["/old_instance_id", "/new_instance_id"],
        level: "should",
      }
    : {
        message: `${itemName(item)} is unchanged, yet its two instance ids differ.`,
        expected: `new_instance_id ${jsonLine(item.oldInstanceId)}, as old_instance_id`,
        actual: jsonLine(item.newInstanceId),
        discriminator: "ids differ",
        at: ["/old_instance_id", "/new_instance_id"],
      };
};

export default defineLaw({
  id: "unchanged-keeps-the-id",
  level: "must",
  says: "An `unchanged` item that gives both instance ids gives the same one twice. One that gives the id found should not say that none was stored.",
  source: "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/status.",
  missing:
    "Needs an `unchanged` item that gives its ids, as can be had of a sound server where the workspace holds a running CVM whose stored id is the one found.",
  kills: ["difference-reported-as-unchanged", "old-id-never-told"],
  judge: (reading) =>
    judgeItems(
      reading,
      (item) =>
        item.status === "unchanged" && isNamed(item.newInstanceId) && (isNamed(item.oldInstanceId) || item.saysNoOldId),
      breachOf,
    ),
  holds: [
    answered(request, { json: exampleAnswer([exampleItem({ ...unchanged, new_instance_id: a })]) }),
    answered(request, { json: exampleAnswer([exampleItem(unchanged)]) }),
  ],
  broken: [
    answered(request, { json: exampleAnswer([exampleItem({ ...unchanged, new_instance_id: b })]) }),
    answered(request, {
      json: exampleAnswer([exampleItem({ ...unchanged, old_instance_id: null, new_instance_id: a })]),
    }),
  ],
});
