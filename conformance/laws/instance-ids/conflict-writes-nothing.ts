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
const wetAsk = { json: { cvm_ids: ["7"], missing_only: false, overwrite: true } };
const differs = {
  status: "conflict",
  source: "gateway",
  old_instance_id: b,
  new_instance_id: a,
  reason: "instance_id_in_use",
} as const;
const look = (item: JsonObject) => answered(lookAsk, { json: exampleAnswer([exampleItem(item)]) });
const wet = (item: JsonObject) => answered(wetAsk, { json: exampleAnswer([exampleItem(item)]) });

export default defineRelation({
  id: "conflict-writes-nothing",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "A CVM that is answered `conflict` keeps the instance id that it had.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/overwrite: "Overwrite existing instance_id when different", false where not asked for.',
  missing:
    "Needs a CVM in conflict, as can be had of a sound server where the workspace holds one whose instance id differs from the one that its host reports.",
  kills: ["conflict-written", "conflict-written-from-info"],
  propose: (context) =>
    lookWriteLook(
      context,
      seenBy(context.knowledge, context.knowledge.credential, "conflict"),
      fc
        .tuple(someOptions("running_only", "overwrite"), allOptions("missing_only"))
        .map(([options, filter]): JsonObject => ({ ...options, ...filter })),
    ),
  judge: (readings, stored) => judgeNothingWritten(readings, stored, "conflict"),
  holds: [
    [look(differs), look(differs), wet(differs), look(differs)],
    // An answer may leave the old id out, and a source may fail.
    [
      look({ status: "error", reason: "teepod_rpc_failed" }),
      look({ status: "error", reason: "teepod_rpc_failed" }),
      wet(differs),
      look(differs),
    ],
    [look(differs), look(differs), wet({ ...differs, status: "updated" }), look({ ...differs, old_instance_id: a })],
  ],
  broken: [
    [look(differs), look(differs), wet(differs), look({ ...differs, status: "unchanged", old_instance_id: a })],
    [look(differs), look(differs), wet(differs), look({ ...differs, status: "updated", old_instance_id: null })],
    [look(differs), look(differs), wet(differs), look({ ...differs, old_instance_id: b.toUpperCase() })],
  ],
});
