import { notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { isNamed, isProcessed, itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const { a } = exampleIds;
const synced = exampleItem({
  status: "unchanged",
  source: "teepod_state",
  old_instance_id: a,
  new_instance_id: a,
  reason: "already_synced",
});

export default defineLaw({
  id: "missing-only-means-missing",
  level: "must",
  says: "With `missing_only` no item that had an instance id is `updated`, `unchanged` or `conflict`: such a CVM is not processed.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/missing_only: "Only process CVMs with missing instance_id".',
  missing:
    "Needs an item with an old instance id in answer to a request with missing_only, as can be had of a sound server where a request names a CVM that has an id.",
  kills: [
    "missing-only-ignored",
    "missing-only-inverted",
    "missing-only-ignored-for-lists",
    "missing-only-defaults-to-false",
  ],
  judge: (reading) => {
    const options = refreshOptions(reading);
    if (options === null || !options.missingOnly) return notExercised;
    return judgeItems(
      reading,
      (item) => isNamed(item.oldInstanceId),
      (item) =>
        isProcessed(item)
          ? {
              message: `${itemName(item)} had an instance id, and it was processed although only missing ones were asked for.`,
              expected: `CVMs with an old_instance_id such as ${jsonLine(item.oldInstanceId)} skipped`,
              actual: item.status,
              discriminator: "processed",
              at: ["/status", "/old_instance_id"],
            }
          : null,
    );
  },
  holds: [
    answered({ json: { missing_only: false } }, { json: exampleAnswer([synced]) }),
    answered(
      { json: { cvm_ids: ["7"] } },
      { json: exampleAnswer([exampleItem({ old_instance_id: a, reason: "already_has_instance_id" })]) },
    ),
    answered({}, { json: exampleAnswer([exampleItem({ status: "error", old_instance_id: a })]) }),
  ],
  broken: [
    answered({ json: { missing_only: true } }, { json: exampleAnswer([synced]) }),
    answered({ json: { cvm_ids: ["7"] } }, { json: exampleAnswer([synced]) }),
  ],
});
