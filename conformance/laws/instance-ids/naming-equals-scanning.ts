import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { judged, notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit } from "./asking/some-scope.ts";
import { variedNumbers } from "./asking/varied-names.ts";
import {
  type ComparedAnswer,
  type Comparison,
  comparisonOf,
  type ItemsByName,
  itemsDifference,
  settledItems,
} from "./reading/compared-items.ts";
import { contendedItems } from "./reading/contended-items.ts";
import { judgeDifference } from "./reading/judge-difference.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const MAX_LIMIT = 500;

/** How often some of the CVMs are named for each time that all are. */
const SOME_TO_ALL = 12;

/**
 * What two orders of naming the same CVMs agree on, of those alone that no other case can speak of: what the gateway has to offer
 * them may depend on what else is processed, and here that is the same.
 */
const whateverTheOrder = (
  { answers, open }: Comparison,
  forwards: ComparedAnswer,
  backwards: ComparedAnswer,
): ItemsByName => {
  const rivals = contendedItems(answers.flatMap(({ items }) => [...items.values()]));
  const settled = settledItems(forwards.items, backwards.items, rivals);
  return new Map([...settled].filter(([name]) => open.has(name)));
};

/** A CVM that all scans answer for and some list of all names does not; null where there is none. */
const lostByNaming = (scans: readonly ComparedAnswer[], namings: readonly ComparedAnswer[]): string | null =>
  [...(scans[0]?.items.keys() ?? [])].find(
    (name) => scans.every(({ items }) => items.has(name)) && !namings.every(({ items }) => items.has(name)),
  ) ?? null;

const scan = { json: { dry_run: true, missing_only: false } };
const namedSeven = { json: { dry_run: true, missing_only: false, cvm_ids: ["7", "9"] } };
const seven = exampleItem();
const eight = exampleItem({ cvm_id: 8 });
const scanned = answered(scan, { json: exampleAnswer([seven, eight]) });
const { a, b } = exampleIds;
const fromHost = exampleItem({
  cvm_id: 8,
  status: "updated",
  source: "teepod_state",
  new_instance_id: a,
  reason: null,
});
const fromGateway = exampleItem({ status: "updated", source: "gateway", new_instance_id: b, reason: null });
const everything = answered({ json: { ...scan.json, limit: 500 } }, { json: exampleAnswer([seven, fromHost]) });
const allNamed = (...items: readonly JsonObject[]) =>
  answered({ json: { ...scan.json, cvm_ids: ["7", "8"] } }, { json: exampleAnswer(items) });
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
    "Needs a CVM that is both scanned and named, as can be had of a sound server where the key's workspace holds a running CVM that lacks its instance id.",
  kills: [
    "teepod-failure-fails-the-batch",
    "gateway-failure-spreads",
    "scan-without-gateway",
    "scan-without-info",
    "cvm-id-cut-to-32-bits",
    "ids-cut-at-100",
  ],
  propose: (context) => {
    const names = variedNumbers(context.knowledge, { minLength: 1, maxLength: 12, most: 60 });
    if (names === null) return null;
    const preview = previewOf(context);
    const some = fc
      .tuple(names, someOptions("running_only", "missing_only", "overwrite"), maybeLimit(101, MAX_LIMIT))
      .map(([list, options, limit]) => {
        const scanning = preview({ ...options, ...limit });
        return [scanning, preview({ cvm_ids: list, ...options }), scanning];
      });
    // Naming all that is scanned leaves the gateway the same to offer, and two orders tell what hangs on the order.
    const everyNumber = seenBy(context.knowledge).map(({ cvmId }) => String(cvmId));
    const whole = { ...filtersOff, limit: MAX_LIMIT };
    const scanning = preview(whole);
    const naming = (list: readonly string[]) => preview({ cvm_ids: list, ...whole });
    const all = fc.constant([scanning, naming(everyNumber), naming(everyNumber.toReversed()), scanning]);
    return fc.oneof({ weight: SOME_TO_ALL, arbitrary: some }, { weight: 1, arbitrary: all });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, naming, ...others] = comparison?.answers ?? [];
    const after = others.at(-1);
    if (comparison === null || before === undefined || naming === undefined || after === undefined) return notExercised;
    const names = new Set(readings.map(refreshOptions)[1]?.cvmIds);
    const isNamed = ({ cvmId }: RefreshItem): boolean => names.has(String(cvmId));
    const message = (part: string): string => `Naming it by its \`cvm_id\` instead of scanning changed ${part}.`;
    const backwards = others.length > 1 ? others[0] : undefined;
    if (backwards !== undefined) {
      const isAll =
        [before, naming, backwards, after].every(({ isCut }) => !isCut) &&
        names.size === before.items.size &&
        [...before.items.values()].every(isNamed);
      const lost = isAll ? lostByNaming([before, after], [naming, backwards]) : null;
      if (lost !== null)
        return judged([
          {
            message: `${lost} has no item where all CVMs that a scan answers for are named by their \`cvm_id\`s.`,
            expected: "an item, as in the scan",
            actual: "no item",
            discriminator: "lost among many",
          },
        ]);
      const settled = isAll ? [...whateverTheOrder(comparison, naming, backwards)] : [];
      const answers = new Map(settled.filter(([name]) => before.items.has(name)));
      const scanned = new Map([...before.items].filter(([name]) => answers.has(name)));
      if (scanned.size === 0) return notExercised;
      return judgeDifference(itemsDifference(scanned, answers, after.items, new Set()), message, "as in the scan");
    }
    const both = new Map([...before.items].filter(([, item]) => isNamed(item)));
    if (both.size === 0 || naming.isCut) return notExercised;
    const answers = new Map([...naming.items].filter(([name]) => both.has(name)));
    return judgeDifference(itemsDifference(both, answers, after.items, comparison.open), message, "as in the scan");
  },
  holds: [
    // The gateway may have something for one of two only where the other is served first.
    [everything, allNamed(fromGateway, fromHost), allNamed(fromHost, seven), everything],
    [everything, allNamed(fromGateway, fromHost), everything],
    // It was away.
    [
      everything,
      allNamed(seven),
      allNamed(seven),
      answered({ json: { ...scan.json, limit: 500 } }, { json: exampleAnswer([seven]) }),
    ],
    [scanned, answered(namedSeven, { json: exampleAnswer([nine, { ...seven, identifier: "7" }]) }), scanned],
    [scanned, answered(namedSeven, { json: exampleAnswer([nine]) }), answered(scan, { json: exampleAnswer([eight]) })],
  ],
  broken: [
    [everything, allNamed(fromGateway, fromHost), allNamed(fromHost, fromGateway), everything],
    [everything, allNamed(seven), allNamed(fromHost), everything],
    [scanned, answered(namedSeven, { json: exampleAnswer([nine]) }), scanned],
    [scanned, answered(namedSeven, { json: exampleAnswer([{ ...seven, status: "error" }, nine]) }), scanned],
  ],
});
