import { notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { openFilteredOpen } from "./asking/open-filtered-open.ts";
import { isNamed } from "./reading/item-words.ts";
import { judgeFilterHeeded } from "./reading/judge-filter-heeded.ts";

const { a, b } = exampleIds;
const seven = exampleItem({ status: "updated", source: "teepod_state", new_instance_id: a, reason: null });
const eight = exampleItem({ cvm_id: 8, status: "unchanged", source: "gateway", new_instance_id: b, reason: null });
const kept = exampleItem({ cvm_id: 8, reason: "already_has_instance_id" });
const open = answered({ json: { dry_run: true, missing_only: false } }, { json: exampleAnswer([seven, eight]) });
const narrow = { json: { dry_run: true, missing_only: true } };
const stored = new Map([
  [7, null],
  [8, b],
]);

export default defineRelation({
  id: "missing-only-heeds-the-store",
  level: "must",
  phase: "relations",
  needs: ["state-probe"],
  says: "A CVM that has an instance id, as the store has it, is not `updated`, `unchanged` or `conflict` with `missing_only`.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/missing_only: "Only process CVMs with missing instance_id".',
  missing:
    "Needs a CVM that has an instance id and whose host tells one, as can be had of a sound server where the key's workspace holds a running one.",
  kills: ["missing-only-ignored-old-ids-left-out", "filters-are-either-or"],
  propose: (context) => openFilteredOpen(context, "missing_only"),
  judge: (readings, around) => {
    if (around === null) return notExercised;
    return judgeFilterHeeded(readings, {
      filter: "missing_only",
      whyKeptOut: (cvmId) => {
        const id = around.before.get(cvmId) ?? null;
        return isNamed(id) && id === around.after.get(cvmId) ? `the instance id ${jsonLine(id)}` : null;
      },
    });
  },
  exampleStored: { before: stored, after: stored },
  holds: [
    [open, answered(narrow, { json: exampleAnswer([seven]) }), open],
    [open, answered(narrow, { json: exampleAnswer([seven, kept]) }), open],
    [open, answered(narrow, { json: exampleAnswer([seven], { total: 2 }) }), open],
  ],
  broken: [
    [open, answered(narrow, { json: exampleAnswer([seven, eight]) }), open],
    [open, answered({ json: { dry_run: true, cvm_ids: ["8"] } }, { json: exampleAnswer([eight]) }), open],
  ],
});
