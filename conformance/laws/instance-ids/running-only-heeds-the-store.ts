import { notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { openFilteredOpen } from "./asking/open-filtered-open.ts";
import { judgeFilterHeeded } from "./reading/judge-filter-heeded.ts";
import { isRunning } from "./reading/stored-fleet.ts";

const { a, b } = exampleIds;
const seven = exampleItem({ status: "updated", source: "teepod_state", new_instance_id: a, reason: null });
const idle = exampleItem({ cvm_id: 8, status: "updated", source: "gateway", new_instance_id: b, reason: null });
const kept = exampleItem({ cvm_id: 8, reason: "not_running" });
const open = answered({ json: { dry_run: true, running_only: false } }, { json: exampleAnswer([seven, idle]) });
const narrow = { json: { dry_run: true, running_only: true } };

export default defineRelation({
  id: "running-only-heeds-the-store",
  level: "must",
  phase: "relations",
  needs: ["state-probe"],
  needsFacts: true,
  says: "A CVM that does not run, as the store has it, is not `updated`, `unchanged` or `conflict` with `running_only`.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/running_only: "Only process CVMs with status=running".',
  missing:
    "Needs a CVM that does not run and whose instance id can be found, as can be had of a sound server where the key's workspace holds one.",
  kills: ["running-only-ignored", "running-only-means-idle", "filters-are-either-or", "only-stopped-counts-as-idle"],
  propose: (context) => openFilteredOpen(context, "running_only"),
  judge: (readings, stored) => {
    const facts = stored?.facts;
    if (facts === undefined) return notExercised;
    return judgeFilterHeeded(readings, {
      filter: "running_only",
      whyKeptOut: (cvmId) => {
        const fact = facts.get(cvmId);
        return fact === undefined || isRunning(fact) ? null : `the status ${jsonLine(fact.status)}`;
      },
    });
  },
  exampleStored: {
    before: new Map([7, 8].map((id) => [id, null])),
    after: new Map([7, 8].map((id) => [id, null])),
    facts: new Map([
      [7, { status: "running", workspace: "w" }],
      [8, { status: "exited", workspace: "w" }],
    ]),
  },
  holds: [
    [open, answered(narrow, { json: exampleAnswer([seven]) }), open],
    [open, answered(narrow, { json: exampleAnswer([seven, kept]) }), open],
    // It is processed at some times alone.
    [open, answered(narrow, { json: exampleAnswer([seven, idle]) }), answered(narrow, { json: exampleAnswer([kept]) })],
  ],
  broken: [
    [open, answered(narrow, { json: exampleAnswer([seven, idle]) }), open],
    [open, answered({ json: { dry_run: true, cvm_ids: ["8"] } }, { json: exampleAnswer([idle]) }), open],
  ],
});
