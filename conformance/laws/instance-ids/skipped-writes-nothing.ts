import type { JsonObject } from "../../../contract/index.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { lookWriteLook } from "./asking/look-write-look.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { isNamed } from "./reading/item-words.ts";
import { judgeNothingWritten } from "./reading/judge-nothing-written.ts";

const { a, b } = exampleIds;
const lookAsk = { json: { cvm_ids: ["7"], running_only: false, missing_only: false, dry_run: true } };
const wetAsk = { json: { cvm_ids: ["7"] } };
const stopped = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const written = { ...stopped, status: "unchanged", old_instance_id: a } as const;
const look = (item: JsonObject) => answered(lookAsk, { json: exampleAnswer([exampleItem(item)]) });
const wet = (item: JsonObject) => answered(wetAsk, { json: exampleAnswer([exampleItem(item)]) });

export default defineRelation({
  id: "skipped-writes-nothing",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "A CVM that is answered `skipped` keeps the instance id that it had, or its lack of one.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties: `running_only` and `missing_only` say which CVMs are processed; what is skipped is not.",
  missing:
    "Needs a CVM that is answered `skipped`, as can be had of a sound server where the workspace holds one that does not run, or for which no instance id can be found.",
  kills: ["skipped-written", "unverifiable-written"],
  propose: (context) => {
    const seen = seenBy(context.knowledge);
    const skipped = seen.filter(({ status, oldInstanceId }) => status === "skipped" || isNamed(oldInstanceId));
    const wanted = skipped.length > 0 ? skipped : seen;
    return lookWriteLook(context, wanted, someOptions("running_only", "missing_only", "overwrite"));
  },
  judge: (readings, stored) => judgeNothingWritten(readings, stored, "skipped"),
  holds: [
    [look(stopped), look(stopped), wet({}), look(stopped)],
    [look({}), look({}), wet({}), look({})],
    [
      look({ reason: "gateway_rpc_failed" }),
      look({ reason: "gateway_rpc_failed" }),
      wet({}),
      look({ old_instance_id: a }),
    ],
    // The first preview wrote it.
    [look(stopped), look(written), wet({}), look(written)],
    [look(stopped), look(written), wet({ old_instance_id: a }), look(written)],
  ],
  broken: [
    [look(stopped), look(stopped), wet({}), look(written)],
    [look({ old_instance_id: b }), look({ old_instance_id: b }), wet({}), look({ old_instance_id: a })],
    [look({ old_instance_id: b }), look({ old_instance_id: b }), wet({}), look({})],
    // Each of them skipped it, so that it does not matter which one wrote.
    [look({}), look({ old_instance_id: a }), wet({ old_instance_id: a }), look({ old_instance_id: a })],
  ],
});
