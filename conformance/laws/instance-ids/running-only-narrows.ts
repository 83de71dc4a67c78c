import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { filteredOpenFiltered } from "./asking/filtered-open-filtered.ts";
import { judgeNarrowing } from "./reading/judge-narrowing.ts";

const { a } = exampleIds;
const narrow = { json: { dry_run: true } };
const wide = { json: { dry_run: true, running_only: false } };
const updated = exampleItem({ status: "updated", source: "teepod_state", new_instance_id: a, reason: null });
const eight = exampleItem({ cvm_id: 8, reason: "not_running" });
const filtered = answered(narrow, { json: exampleAnswer([updated]) });

export default defineRelation({
  id: "running-only-narrows",
  level: "must",
  phase: "relations",
  needs: [],
  says: "What is updated with `running_only` is updated without it too, and `total` does not grow by it.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/running_only: "Only process CVMs with status=running".',
  missing:
    "Needs a CVM that is selected or processed without `running_only` and not with it, as can be had of a sound server where the key's workspace holds one that does not run and lacks its instance id.",
  kills: ["running-only-inverted", "running-only-needs-missing-only"],
  propose: (context) => filteredOpenFiltered(context, "running_only"),
  judge: (readings) => judgeNarrowing(readings, "running_only"),
  holds: [
    [filtered, answered(wide, { json: exampleAnswer([updated, eight]) }), filtered],
    [
      filtered,
      answered(wide, { json: exampleAnswer([{ ...updated, status: "skipped", old_instance_id: a }]) }),
      answered(narrow, { json: exampleAnswer([]) }),
    ],
    // The filter makes no difference here, so that this shows nothing.
    [filtered, answered(wide, { json: exampleAnswer([updated]) }), filtered],
  ],
  broken: [
    [filtered, answered(wide, { json: exampleAnswer([eight]) }), filtered],
    [filtered, answered(wide, { json: exampleAnswer([]) }), filtered],
    [filtered, answered(wide, { json: exampleAnswer([exampleItem(), eight]) }), filtered],
  ],
});
