import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { lookWriteLook } from "./asking/look-write-look.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { judgeNothingWritten } from "./reading/judge-nothing-written.ts";

const { a, b } = exampleIds;
const lookAsk = { json: { cvm_ids: ["7"], running_only: false, missing_only: false, dry_run: true } };
const wetAsk = { json: { cvm_ids: ["7"] } };
const failed = { status: "error", source: "none", reason: "teepod_rpc_failed" } as const;
const look = (item: JsonObject) => answered(lookAsk, { json: exampleAnswer([exampleItem(item)]) });
const wet = (item: JsonObject) => answered(wetAsk, { json: exampleAnswer([exampleItem(item)]) });

export default defineRelation({
  id: "error-writes-nothing",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "A CVM that is answered `error` keeps the instance id that it had, or its lack of one.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/status: `error` is not `updated`, the one status that tells of a write.",
  missing:
    "Needs a CVM that is answered `error`, as can be had of a sound server where the workspace holds one whose host can not be reached.",
  kills: ["error-clears-the-id", "garbage-written-on-error", "id-made-up-on-error"],
  propose: (context) =>
    lookWriteLook(
      context,
      seenBy(context.knowledge, context.knowledge.credential, "error"),
      // Without `missing_only` off a CVM that has an id is not asked after, and can't be answered so.
      fc.oneof(
        someOptions("running_only", "missing_only", "overwrite"),
        allOptions("running_only", "missing_only"),
        allOptions("running_only", "missing_only", "overwrite"),
      ),
    ),
  judge: (readings, stored) => judgeNothingWritten(readings, stored, "error"),
  holds: [
    [look(failed), look(failed), wet(failed), look(failed)],
    [
      look({ ...failed, old_instance_id: a }),
      look({ ...failed, old_instance_id: a }),
      wet(failed),
      look({ ...failed, old_instance_id: a }),
    ],
    // A source that failed works again, and then the answer names the old id too.
    [look(failed), look(failed), wet(failed), look({ status: "unchanged", old_instance_id: a, new_instance_id: a })],
  ],
  broken: [
    [look(failed), look(failed), wet(failed), look({ ...failed, old_instance_id: b })],
    [
      look({ ...failed, old_instance_id: a }),
      look({ ...failed, old_instance_id: a }),
      wet(failed),
      look({ ...failed, old_instance_id: b }),
    ],
    [look({ ...failed, old_instance_id: a }), look({ ...failed, old_instance_id: a }), wet(failed), look(failed)],
  ],
});
