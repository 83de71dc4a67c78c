import { notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { canonicalId } from "./reading/canonical-id.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const { a, b } = exampleIds;
const overwritten = exampleItem({
  status: "updated",
  source: "gateway",
  old_instance_id: a,
  new_instance_id: b,
  reason: null,
});
const conflict = { status: "conflict", source: "gateway", reason: "instance_id_differs" } as const;

/** Whether an item had an id that could have been overwritten: where none is told, or the same one, there is nothing to do so with. */
const isAtStake = ({ oldInstanceId: old, newInstanceId: found, status }: RefreshItem): boolean =>
  isNamed(old) && (status === "updated" || (isNamed(found) && canonicalId(found) !== canonicalId(old)));

export default defineLaw({
  id: "no-overwrite-without-leave",
  level: "must",
  says: "Without `overwrite` no item that had an instance id is `updated`.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/overwrite: "Overwrite existing instance_id when different".',
  missing:
    "Needs an item with an old instance id and another new one in answer to a request without overwrite, as can be had of a sound server where the workspace holds a running CVM whose stored id differs from the one found.",
  fallsWith: ["updated-names-a-new-id"],
  kills: ["overwrite-always-on", "overwrite-defaults-to-true", "overwrite-sticky"],
  judge: (reading) => {
    const options = refreshOptions(reading);
    if (options === null || options.overwrite) return notExercised;
    return judgeItems(reading, isAtStake, (item) =>
      item.status === "updated"
        ? {
            message: `${itemName(item)} has an instance id, and is answered as updated without leave to overwrite.`,
            expected: `no update of ${jsonLine(item.oldInstanceId)}`,
            actual: `updated to ${jsonLine(item.newInstanceId)}`,
            discriminator: "updated",
            at: ["/status", "/old_instance_id"],
          }
        : null,
    );
  },
  holds: [
    answered({ json: { overwrite: true, missing_only: false } }, { json: exampleAnswer([overwritten]) }),
    answered(
      { json: { missing_only: false } },
      { json: exampleAnswer([exampleItem({ ...conflict, old_instance_id: a, new_instance_id: b })]) },
    ),
    answered(
      {},
      {
        json: exampleAnswer([
          exampleItem({ status: "updated", source: "gateway", old_instance_id: "", new_instance_id: b }),
        ]),
      },
    ),
  ],
  broken: [
    answered({ json: { overwrite: false, missing_only: false } }, { json: exampleAnswer([overwritten]) }),
    answered({ json: { missing_only: false } }, { json: exampleAnswer([overwritten]) }),
  ],
});
