import fc from "fast-check";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { notExercised } from "../judgement.ts";
import { previewOf } from "./asking/preview-of.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit } from "./asking/some-scope.ts";
import { variedNumbers } from "./asking/varied-names.ts";
import { comparisonOf, itemsDifference } from "./reading/compared-items.ts";
import { judgeDifference } from "./reading/judge-difference.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const scan = { json: { dry_run: true, missing_only: false } };
const namedSeven = { json: { dry_run: true, missing_only: false, cvm_ids: ["7", "9"] } };
const seven = exampleItem();
const eight = exampleItem({ cvm_id: 8 });
const scanned = answered(scan, { json: exampleAnswer([seven, eight]) });
const nine = exampleItem({ cvm_id: 9, reason: "not_running" });

export default defineRelation({
  id: "naming-equals-scanning",
  level: "should",
  phase: "relations",
  needs: [],
  says: "A CVM that a scan answers for gets the same answer where it is named by its `cvm_id`.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: it says which CVMs, not what is done with them.",
  missing:
    "Needs a CVM that is both scanned and named: let the key's workspace hold a running CVM that lacks its instance id.",
  kills: ["teepod-failure-fails-the-batch", "gateway-failure-spreads"],
  propose: (context) => {
    const names = variedNumbers(context.knowledge, { minLength: 1, maxLength: 12 });
    if (names === null) return null;
    const preview = previewOf(context);
    return fc
      .tuple(names, someOptions("running_only", "missing_only", "overwrite"), maybeLimit(101, 500))
      .map(([list, options, limit]) => {
        const scanning = preview({ ...options, ...limit });
        return [scanning, preview({ cvm_ids: list, ...options }), scanning];
      });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, naming, after] = comparison?.answers ?? [];
    const [, named] = readings.map(refreshOptions);
    if (comparison === null || before === undefined || naming === undefined || after === undefined) return notExercised;
    const names = new Set(named?.cvmIds ?? []);
    const both = new Map([...before.items].filter(([, { cvmId }]) => names.has(String(cvmId))));
    if (both.size === 0 || naming.isCut) return notExercised;
    const answers = new Map([...naming.items].filter(([name]) => both.has(name)));
    return judgeDifference(
      itemsDifference(both, answers, after.items, comparison.open),
      (part) => `Naming it by its \`cvm_id\` instead of scanning changed ${part}.`,
      "as in the scan",
    );
  },
  holds: [
    [scanned, answered(namedSeven, { json: exampleAnswer([nine, { ...seven, identifier: "7" }]) }), scanned],
    [scanned, answered(namedSeven, { json: exampleAnswer([nine]) }), answered(scan, { json: exampleAnswer([eight]) })],
  ],
  broken: [
    [scanned, answered(namedSeven, { json: exampleAnswer([nine]) }), scanned],
    [scanned, answered(namedSeven, { json: exampleAnswer([{ ...seven, status: "error" }, nine]) }), scanned],
  ],
});
