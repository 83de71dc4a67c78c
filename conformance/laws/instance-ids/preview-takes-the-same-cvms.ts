import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { judged, notExercised, type Violation } from "../../cases/judgement.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { itemName } from "./reading/item-words.ts";
import { type RefreshAnswer, refreshAnswer } from "./reading/refresh-answer.ts";

/** So many previews agree before what they say is held against a request that writes: where chance decides they rarely do. */
const PREVIEWS = 3;

const MOST_NAMES = 8;

const takenIn = ({ items }: RefreshAnswer): ReadonlySet<string> => new Set(items.map(itemName));

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && a.isSubsetOf(b);

const isSame = (a: RefreshAnswer, b: RefreshAnswer): boolean =>
  a.total === b.total && isSameSet(takenIn(a), takenIn(b));

const told = (answer: RefreshAnswer): string => [...takenIn(answer)].slice(0, MOST_NAMES).join(", ") || "none";

const breachesOf = (preview: RefreshAnswer, happened: RefreshAnswer): readonly Violation[] => {
  const violations: Violation[] = [];
  if (happened.total !== preview.total)
    violations.push({
      message: "A request that writes counted another `total` than its previews.",
      expected: String(preview.total),
      actual: String(happened.total),
      discriminator: "total",
    });
  if (!isSameSet(takenIn(preview), takenIn(happened)))
    violations.push({
      message: "A request that writes took other CVMs than its previews.",
      expected: told(preview),
      actual: told(happened),
      discriminator: "CVMs",
    });
  return violations;
};

const [seven, eight] = [7, 8].map((cvmId) => exampleItem({ cvm_id: cvmId }));
const answer = (item: JsonObject | undefined, total: number) =>
  exampleAnswer(item === undefined ? [] : [item], { total });
const dry = (item: JsonObject | undefined, total = 2) =>
  answered({ json: { limit: 1, dry_run: true } }, { json: answer(item, total) });
const wet = (item: JsonObject | undefined, total = 2) =>
  answered({ json: { limit: 1 } }, { json: answer(item, total) });

export default defineRelation({
  id: "preview-takes-the-same-cvms",
  level: "should",
  phase: "writes",
  needs: ["writes"],
  says: "A request that writes takes the CVMs that its previews took, also where its `limit` leaves some out, and counts the same `total`.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/dry_run: "Preview changes without persisting". In which order CVMs are taken is for the server to decide.',
  missing:
    "Needs three previews that take the same CVMs, as can be had of a sound server where the workspace holds several.",
  kills: [
    "wet-scan-starts-at-the-end",
    "dry-scan-ignores-attempts",
    "wet-list-takes-the-last",
    "wet-total-after-limit",
  ],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const names = nameSeen({ wanted: seen, seen, others: MOST_NAMES });
    if (names === null) return null;
    const limits = fc.integer({ min: 1, max: 3 });
    const named = fc
      .tuple(names, limits)
      .map(([list, limit]): JsonObject => ({ cvm_ids: list.map(({ name }) => name), limit }));
    const scan = limits.map((limit): JsonObject => ({ limit }));
    const options = someOptions("running_only", "missing_only", "overwrite");
    // What was attempted before may decide who comes next: now and then the same was done once.
    const isSecond = fc.option(fc.constant(true), { nil: false, freq: 2 });
    return fc.tuple(fc.oneof(scan, scan, named), options, isSecond).map(([scope, chosen, repeats]) => {
      const ask = (members: JsonObject) =>
        plainRequest({ operation, credential: knowledge.credential }, { ...scope, ...chosen, ...members });
      const writing = ask({});
      const previews = Array.from({ length: PREVIEWS }, () => ask({ dry_run: true }));
      return [...(repeats ? [writing] : []), ...previews, writing];
    });
  },
  judge: (readings) => {
    const answers = readings.slice(-PREVIEWS - 1).map(refreshAnswer);
    const happened = answers.pop();
    const [first, ...others] = answers;
    if (first == null || happened == null || others.length < PREVIEWS - 1) return notExercised;
    if (first.total === 0 || !others.every((other) => other !== null && isSame(first, other))) return notExercised;
    return judged(breachesOf(first, happened));
  },
  holds: [
    [dry(seven), dry(seven), dry(seven), wet(seven)],
    [wet(seven), dry(eight), dry(eight), dry(eight), wet(eight)],
    // The server takes them as it likes, or the fleet moves.
    [dry(seven), dry(eight), dry(seven), wet(eight)],
    [dry(seven, 3), dry(seven), dry(seven), wet(seven, 3)],
  ],
  broken: [
    [dry(seven), dry(seven), dry(seven), wet(eight)],
    [dry(seven), dry(seven), dry(seven), wet(undefined)],
    [wet(seven), dry(seven), dry(seven), dry(seven), wet(eight)],
    [dry(seven), dry(seven), dry(seven), wet(seven, 1)],
  ],
});
