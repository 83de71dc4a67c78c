import { judged, notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { isOfCvm } from "./reading/item-words.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const scan = { json: { dry_run: true, missing_only: false } };
const ofNone = { json: { dry_run: true, missing_only: false, cvm_ids: [] } };
const seven = exampleItem();
const scanned = answered(scan, { json: exampleAnswer([seven]) });
const nothing = exampleAnswer([]);

export default defineRelation({
  id: "empty-list-is-no-scan",
  level: "should",
  phase: "relations",
  needs: [],
  says: "An empty `cvm_ids` selects nothing: it is a list that came out empty, and not the null that stands for the whole workspace.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: a list or null, two values. What an empty list selects is not said; a client whose list came out empty means none, and a scan would write all.",
  missing: "Needs a scan that selects a CVM, as can be had of a sound server where the key's workspace holds one.",
  kills: ["empty-list-means-all", "empty-list-means-the-running"],
  propose: (context) => {
    if (seenBy(context.knowledge).length === 0) return null;
    const preview = previewOf(context);
    return someOptions("running_only", "missing_only", "overwrite").map((options) => [
      preview(options),
      preview({ ...options, cvm_ids: [] }),
      preview(options),
    ]);
  },
  judge: (readings) => {
    const [before, between, after] = readings.map(refreshAnswer);
    if (readings.map(refreshOptions)[1]?.cvmIds?.length !== 0) return notExercised;
    if (before == null || between == null || after == null) return notExercised;
    if (!before.items.some(isOfCvm) || !after.items.some(isOfCvm)) return notExercised;
    const { total, items } = between;
    if (total === 0 && !items.some(isOfCvm)) return judged([]);
    return judged([
      {
        message: "An empty `cvm_ids` selects CVMs, though it names none.",
        expected: "a total of 0, and no items",
        actual: `a total of ${total}, where the same request without \`cvm_ids\` has ${before.total}`,
        discriminator: "selected",
      },
    ]);
  },
  holds: [
    [scanned, answered(ofNone, { json: nothing }), scanned],
    // There is nothing to scan, or no longer.
    [answered(scan, { json: nothing }), answered(ofNone, { json: nothing }), answered(scan, { json: nothing })],
    [scanned, answered(ofNone, { json: exampleAnswer([seven]) }), answered(scan, { json: nothing })],
  ],
  broken: [
    [scanned, answered(ofNone, { json: exampleAnswer([seven]) }), scanned],
    [scanned, answered(ofNone, { json: exampleAnswer([], { total: 1 }) }), scanned],
  ],
});
