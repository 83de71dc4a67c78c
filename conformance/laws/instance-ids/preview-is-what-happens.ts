import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { type AnsweredCvms, answeredCvms } from "./reading/answered-cvms.ts";
import { comparisonOf } from "./reading/compared-items.ts";
import { contendedItems } from "./reading/contended-items.ts";
import { itemName } from "./reading/item-words.ts";
import { type RefreshItem, refreshAnswer } from "./reading/refresh-answer.ts";
import { idOrNull } from "./reading/stored-change.ts";

/** So many CVMs are named at most: each shows whether its preview came true. */
const MOST_NAMES = 16;

/** So many are at most where all are named that could change. */
const MOST_OF_ALL = 60;

const MAX_LIMIT = 500;

interface Promised {
  readonly status: string;
  readonly old: string | null;
  readonly found: string | null;
}

/** Reasons are free words, and evidence may come from another place the next time: neither is part of the promise. */
const promisedBy = (item: RefreshItem): Promised => ({
  status: item.status,
  old: idOrNull(item.oldInstanceId),
  found: idOrNull(item.newInstanceId),
});

const isSame = (a: Promised, b: Promised): boolean => a.status === b.status && a.old === b.old && a.found === b.found;

const told = ({ status, old, found }: Promised): string => `${status}, ${jsonLine(old)} to ${jsonLine(found)}`;

/** What could not be found out this time breaks no promise at once; whether only this one could not is looked at below. */
const lostItsEvidence = (wet: Promised, dry: Promised): boolean =>
  wet.status === "error" || (wet.found === null && dry.found !== null);

const breachOf = (item: RefreshItem, happened: RefreshItem | undefined): Violation | null => {
  const dry = promisedBy(item);
  const name = itemName(item);
  const message = `${name} fared otherwise than the preview of the same request had said.`;
  if (happened === undefined)
    return { message, expected: told(dry), actual: `no item of ${name}`, discriminator: "absent" };
  const wet = promisedBy(happened);
  if (isSame(wet, dry) || lostItsEvidence(wet, dry)) return null;
  const discriminator =
    wet.status === dry.status ? (wet.old === dry.old ? "new id" : "old id") : `${dry.status}, then ${wet.status}`;
  return { message, expected: told(dry), actual: told(wet), discriminator };
};

/** That a gateway verified what no preview says it does; the other way round a gateway that failed once looks the same. */
const verificationBreach = (previews: readonly RefreshItem[], happened: RefreshItem | undefined): Violation | null =>
  happened?.isVerified === true && previews.every(({ isVerified }) => isVerified === false)
    ? {
        message: `${itemName(happened)} was verified with the gateway, and none of its previews said so.`,
        expected: "verified_with_gateway false, as in the previews",
        actual: "verified_with_gateway true",
        discriminator: "verified",
      }
    : null;

/** Sources that each preview, before and after, has an id from, and the request that writes has not: it did not ask them. */
const sourceBreach = (previews: readonly RefreshItem[], happened: RefreshItem | undefined): Violation | null => {
  const [first, ...others] = previews;
  if (first === undefined || happened === undefined || idOrNull(first.newInstanceId) === null) return null;
  const name = itemName(happened);
  if (happened.status === "skipped" && idOrNull(happened.newInstanceId) === null)
    return {
      message: `${name} was skipped without an id, and each of its previews found one, before and after.`,
      expected: jsonLine(first.newInstanceId),
      actual: "skipped",
      discriminator: "not found",
      level: "should",
    };
  if (idOrNull(happened.newInstanceId) !== idOrNull(first.newInstanceId)) return null;
  const isAgreed = others.every(({ source, isVerified }) => source === first.source && isVerified === first.isVerified);
  if (!isAgreed || happened.source === null || happened.isVerified === null || first.source === null) return null;
  const message = `${name} was resolved from other sources than its previews, before and after.`;
  const said = ({ source, isVerified }: RefreshItem) => `source ${source}, verified_with_gateway ${isVerified}`;
  const isAlike = happened.source === first.source && happened.isVerified === first.isVerified;
  return isAlike
    ? null
    : { message, expected: said(first), actual: said(happened), discriminator: "sources", level: "should" };
};

const promisesNothing = ({ items }: AnsweredCvms): boolean =>
  items.values().every(({ status }) => status !== "updated");

/** Names of the items whose ids another one holds or found too, in whichever of the answers. */
const contendedIn = (readings: readonly Reading[]): ReadonlySet<string> =>
  contendedItems(readings.flatMap((reading) => refreshAnswer(reading)?.items ?? []));

const { a, b } = exampleIds;
const dryAsk = { json: { cvm_ids: ["7", "8"], dry_run: true } };
const wetAsk = { json: { cvm_ids: ["7", "8"] } };
const laterAsk = { json: { cvm_ids: ["7", "8"], missing_only: false, dry_run: true } };
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const kept = { ...found, status: "unchanged", old_instance_id: a } as const;
const excluded = { old_instance_id: a, reason: "already_has_instance_id" } as const;
const promise = answered(dryAsk, { json: exampleAnswer([exampleItem(found)]) });
const wet = (item: JsonObject) => answered(wetAsk, { json: exampleAnswer([exampleItem(item)]) });
const later = (item: JsonObject) => answered(laterAsk, { json: exampleAnswer([exampleItem(item)]) });
const emptyWet = answered(wetAsk, { json: exampleAnswer([]) });

export default defineRelation({
  id: "preview-is-what-happens",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "A request that writes does to each CVM what its preview said: the same status, the same old and new id, and (a should) from the same sources. It skips none as one without an id of which its previews, before and after, find one (a should, for a source may fail; an `error` is no breach).",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/dry_run: "Preview changes without persisting".',
  missing:
    "Needs a CVM of which two previews and a request that writes were answered, as can be had of a sound server where the workspace holds one.",
  kills: [
    "dry-run-promises-nothing",
    "dry-run-ignores-holders",
    "dry-run-verifies-nothing",
    "overwrite-promises-held-ids",
    "dry-run-asks-teepod-alone",
    "dry-run-asks-gateway-alone",
    "dry-run-spares-info",
    "wet-run-verifies-nothing",
    "wet-run-prefers-the-gateway",
    "wet-run-skips-info",
    "running-only-ignored-in-wet-lists",
  ],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const telling = seen.filter(({ status }) => status === "updated" || status === "conflict");
    const anyOf = nameSeen({ wanted: seen, seen, others: 0 });
    const manyOf = nameSeen({ wanted: telling.length > 0 ? telling : seen, seen: telling, others: MOST_NAMES - 1 });
    if (anyOf === null || manyOf === null) return null;
    const { credential } = knowledge;
    // No host spoke for them: the gateway may.
    const silent = seen.filter(({ status, source }) => status === "skipped" && (source === null || source === "none"));
    const silentOnes = nameSeen({ wanted: silent, seen: silent, others: MOST_NAMES - 1 }) ?? anyOf;
    // Some of them are excluded by a filter: which, is not known.
    const all = thinnedList(fc.constant(telling.slice(0, MOST_OF_ALL).map(({ cvmId }) => String(cvmId))), 0);
    const named = fc
      .oneof(
        ...[anyOf, manyOf, manyOf, silentOnes, silentOnes].map((lists) =>
          lists.map((list) => list.map(({ name }) => name)),
        ),
        ...(telling.length > 1 ? [all] : []),
      )
      .map((names): JsonObject => ({ cvm_ids: names }));
    // A large scan leaves nothing to the next where the fleet can't be restored, but shows the most where it can.
    const scan = fc.oneof(
      { withCrossShrink: true },
      fc.constantFrom<JsonObject>({}, { limit: MAX_LIMIT }, { limit: MAX_LIMIT }),
      fc.integer({ min: 1, max: 5 }).map((limit): JsonObject => ({ limit })),
    );
    const scope = fc.oneof({ weight: 3, arbitrary: named }, { weight: 1, arbitrary: scan });
    const options = fc.oneof(
      someOptions("running_only", "missing_only", "overwrite"),
      allOptions("missing_only", "overwrite"),
    );
    return fc.tuple(scope, options).map(([chosen, others]) => {
      const ask = (members: JsonObject) => plainRequest({ operation, credential }, members);
      const dry = ask({ ...chosen, ...others, dry_run: true });
      const whole = "limit" in chosen ? { limit: MAX_LIMIT } : chosen;
      const after = ask({ ...whole, ...others, missing_only: false, dry_run: true });
      return [dry, dry, ask({ ...chosen, ...others }), after];
    });
  },
  judge: (readings) => {
    const [first, second, happened, later] = readings.map(answeredCvms);
    if (first == null || second == null || happened == null || later == null) return notExercised;
    const isCut = first.isCut || second.isCut || happened.isCut;
    const compared = readings.slice(0, 3);
    // Where the previews promise nobody anything, none takes of the gateway what another one is offered.
    const open = [first, second].every(promisesNothing) ? contendedIn(compared) : comparisonOf(compared)?.open;
    const isOpen = (item: RefreshItem): boolean =>
      open?.has(itemName(item)) !== false ||
      [first, second, happened].some(({ contended }) => contended.has(item.cvmId));
    let evidence = 0;
    const violations = new Map<string, Violation>();
    for (const [cvmId, item] of first.items) {
      const again = second.items.get(cvmId);
      const afterwards = later.items.get(cvmId);
      if (again === undefined || afterwards === undefined || isOpen(item)) continue;
      // What two previews do not agree on, or what is found otherwise afterwards, moves by itself.
      if (!isSame(promisedBy(item), promisedBy(again))) continue;
      if (idOrNull(afterwards.newInstanceId) !== idOrNull(item.newInstanceId)) continue;
      const wetItem = happened.items.get(cvmId);
      if (wetItem === undefined && isCut) continue;
      evidence += 1;
      const previews = [item, again, afterwards];
      const violation =
        breachOf(item, wetItem) ?? verificationBreach(previews, wetItem) ?? sourceBreach(previews, wetItem);
      if (violation !== null && !violations.has(violation.discriminator))
        violations.set(violation.discriminator, violation);
    }
    return { evidence, violations: [...violations.values()] };
  },
  holds: [
    [promise, promise, wet(found), later(kept)],
    // The evidence moved.
    [
      promise,
      promise,
      wet({ ...found, new_instance_id: b }),
      later({ ...kept, old_instance_id: b, new_instance_id: b }),
    ],
    // Somebody else stored it between the two previews.
    [promise, answered(dryAsk, { json: exampleAnswer([exampleItem(excluded)]) }), wet(excluded), later(kept)],
    // A source failed this once.
    [promise, promise, wet({ status: "error", reason: "teepod_rpc_failed" }), later(found)],
    [
      promise,
      promise,
      wet({ ...found, source: "teepod_info", reason: "done" }),
      later({ ...kept, source: "teepod_info" }),
    ],
    [promise, promise, wet({ ...found, verified_with_gateway: true }), later({ ...kept, verified_with_gateway: true })],
  ],
  broken: [
    [promise, promise, wet({ reason: "gateway_rpc_failed" }), later(found)],
    [promise, promise, wet({ ...found, source: "teepod_info" }), later(kept)],
    [promise, promise, wet({ ...found, new_instance_id: b }), later({ ...kept, old_instance_id: b })],
    [promise, promise, wet({ ...found, status: "conflict" }), later(found)],
    [promise, promise, wet({ ...found, old_instance_id: b }), later(kept)],
    [promise, promise, emptyWet, later(found)],
    [promise, promise, wet({ ...found, verified_with_gateway: true }), later(kept)],
  ],
});
