import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { filteredOpenFiltered } from "./asking/filtered-open-filtered.ts";
import { judgeNarrowing } from "./reading/judge-narrowing.ts";

const { a, b } = exampleIds;
const narrow = { json: { dry_run: true } };
const wide = { json: { dry_run: true, missing_only: false } };
const updated = exampleItem({ status: "updated", source: "teepod_state", new_instance_id: a, reason: null });
const synced = exampleItem({
  cvm_id: 8,
  status: "unchanged",
  source: "gateway",
  old_instance_id: b,
  new_instance_id: b,
  reason: "already_synced",
});
const kept = exampleItem({ cvm_id: 8, old_instance_id: b, reason: "already_has_instance_id" });
const filtered = answered(narrow, { json: exampleAnswer([updated]) });

export default defineRelation({
  id: "missing-only-narrows",
  level: "must",
  phase: "relations",
  needs: [],
  says: "What is updated with `missing_only` is updated without it too, and `total` does not grow by it.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/missing_only: "Only process CVMs with missing instance_id".',
  missing:
    "Needs a CVM that is selected or processed without `missing_only` and not with it, as can be had of a sound server where the key's workspace holds a running one that has its instance id.",
  kills: ["missing-only-inverted"],
  propose: (context) => filteredOpenFiltered(context, "missing_only"),
  judge: (readings) => judgeNarrowing(readings, "missing_only"),
  holds: [
    [filtered, answered(wide, { json: exampleAnswer([updated, synced]) }), filtered],
    [filtered, answered(wide, { json: exampleAnswer([updated, kept]) }), filtered],
    // The filter makes no difference here, so that this shows nothing.
    [filtered, answered(wide, { json: exampleAnswer([updated]) }), filtered],
  ],
  broken: [
    [filtered, answered(wide, { json: exampleAnswer([synced]) }), filtered],
    [filtered, answered(wide, { json: exampleAnswer([]) }), filtered],
  ],
});
