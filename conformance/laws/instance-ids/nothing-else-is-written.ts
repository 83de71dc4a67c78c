import type { JsonObject } from "../../../contract/index.ts";
import type { CvmId } from "../../cases/cvm-id.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { StoredAround } from "../../cases/stored.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem, exampleRefusal } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { heldBackRequests } from "./asking/held-back-requests.ts";
import { seenBy } from "./asking/seen-by.ts";
import { type AnsweredCvms, answeredCvms } from "./reading/answered-cvms.ts";
import { canonicalId } from "./reading/canonical-id.ts";
import { isNamed } from "./reading/item-words.ts";
import { type Kept, movesUnasked } from "./reading/kept-around.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { reportedUpdates } from "./reading/reported-updates.ts";
import { isSameInstance, tellsOfChange, toldStoredId } from "./reading/stored-change.ts";

const MAX_LIMIT = 500;

const lookedAt = (earlier: RefreshItem, later: RefreshItem): Kept => {
  const [from, to] = [earlier.oldInstanceId, later.oldInstanceId];
  const isChanged = tellsOfChange(earlier, later) && !isSameInstance(from, to);
  return { from, to, isChanged, by: "what answers tell" };
};

/** Whether two previews tell of one and the same stored id, so that what changed had changed before the first or after the second. */
const tellOfOne = (earlier: RefreshItem | undefined, later: RefreshItem | undefined): boolean => {
  const [from, to] = [earlier, later].map((item) => (item === undefined ? undefined : toldStoredId(item)));
  return from !== undefined && to !== undefined && isSameInstance(from, to);
};

/** What became of each CVM's stored id between two previews: as the store tells where it can be looked into, else as they do. */
const keptBetween = (
  earlier: AnsweredCvms,
  later: AnsweredCvms,
  stored: StoredAround | null,
): ReadonlyMap<CvmId, Kept> => {
  const kept = new Map<CvmId, Kept>();
  if (stored === null)
    for (const [cvmId, item] of earlier.items) {
      const afterwards = later.items.get(cvmId);
      if (afterwards !== undefined) kept.set(cvmId, lookedAt(item, afterwards));
    }
  for (const [cvmId, from] of stored?.before ?? []) {
    const to = stored?.after.get(cvmId);
    if (to === undefined) continue;
    const isChanged = !isSameInstance(from, to) && !tellOfOne(earlier.items.get(cvmId), later.items.get(cvmId));
    kept.set(cvmId, { from, to, isChanged, by: "the state probe" });
  }
  return kept;
};

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const other = { ...found, cvm_id: 8, new_instance_id: b } as const;
const synced = { ...found, status: "unchanged", old_instance_id: a, reason: "already_synced" } as const;
const otherSynced = { ...other, status: "unchanged", old_instance_id: b, reason: "already_synced" } as const;
const answer = (json: JsonObject, ...items: readonly JsonObject[]) =>
  answered({ json }, { json: exampleAnswer(items.map((item) => exampleItem(item))) });
const look = (...items: readonly JsonObject[]) => answer({ ...filtersOff, limit: MAX_LIMIT, dry_run: true }, ...items);
const before = look(found, other);
const cutScan = answered({ json: { limit: 1 } }, { json: exampleAnswer([exampleItem(found)], { total: 2 }) });
const unknown = { cvm_id: 0, identifier: "no-such-cvm", reason: "not_found" } as const;
const refused = answered({ json: { limit: 501 } }, { status: 422, json: exampleRefusal(["body", "limit"], "t", "m") });

export default defineRelation({
  id: "nothing-else-is-written",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "A request changes the stored ids of those CVMs alone that its answer reports `updated`; a preview changes none, nor does a request that is refused.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/status: `updated` is the one status that tells of a write; the properties of the request say which CVMs are processed, and how many.",
  missing:
    "Needs a CVM that a request could update, as can be had of a sound server where the workspace holds one without an instance id.",
  kills: [
    "bad-entry-refused-after-writing",
    "dry-run-writes-skipped-idle",
    "dry-scan-writes-past-limit",
    "empty-list-writes-unseen",
    "invalid-limit-refused-after-writing",
    "list-writes-past-limit",
    "overwrite-scan-writes-differing-unseen",
    "scan-clears-when-not-found",
    "scan-writes-idle-unseen",
    "scan-writes-other-workspace-unseen",
    "scan-writes-past-limit",
    "unknown-name-makes-dry-run-write",
    "unresolved-list-writes-unseen",
  ],
  propose: ({ operation, knowledge }) => {
    const requests = heldBackRequests(seenBy(knowledge));
    if (requests === null) return null;
    const ask = (members: JsonObject) => plainRequest({ operation, credential: knowledge.credential }, members);
    const see = ask({ ...filtersOff, limit: MAX_LIMIT, dry_run: true });
    return requests.map((bodies) => [see, see, ...bodies.map(ask), see]);
  },
  judge: (readings, stored) => {
    const asked = readings.slice(2, -1);
    const looks = [...readings.slice(0, 2), ...readings.slice(-1)].map(answeredCvms);
    const [first, second, last] = looks;
    const reported = reportedUpdates(asked);
    if (asked.length === 0 || first == null || second == null || last == null || reported === null) return notExercised;
    // Where the fleet changes while nobody asks for it, nothing can be told of what changes later.
    if (movesUnasked(first, second)) return notExercised;
    let evidence = 0;
    let violation: Violation | null = null;
    for (const [cvmId, { from, to, isChanged, by }] of keptBetween(second, last, stored)) {
      // An id may pass from its holder to the CVM that it was found for.
      const isClaimed = [from, to].some((id) => isNamed(id) && reported.claimed.has(canonicalId(id)));
      if (reported.cvmIds.has(cvmId) || reported.unclear.has(cvmId) || isClaimed) continue;
      evidence += 1;
      if (!isChanged) continue;
      violation ??= {
        message: `By ${by}, the stored id of CVM ${cvmId} was changed, and no answer to a request that writes reports that it was updated.`,
        expected: `${jsonLine(from)}, as before`,
        actual: jsonLine(to),
        discriminator: "unreported",
      };
    }
    return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
  },
  holds: [
    [before, before, cutScan, look(synced, other)],
    [before, before, refused, before],
    [before, before, answer({ cvm_ids: ["no-such-cvm"] }, unknown), before],
    // A list without members may be a scan, where the answer says so.
    [before, before, answer({ cvm_ids: [] }, found, other), look(synced, otherSynced)],
    // The fleet changes by itself.
    [before, look(found, otherSynced), cutScan, look(synced, other)],
    // Whether an error stands for a write is for another law to say.
    [before, before, answer({}, { cvm_id: 8, status: "error", reason: "rpc" }), look(found, otherSynced)],
    // An id passes from its holder to the CVM that it was found for.
    [
      look({ ...found, new_instance_id: b }, { ...otherSynced }),
      look({ ...found, new_instance_id: b }, { ...otherSynced }),
      answer({ cvm_ids: ["7"] }, { ...found, new_instance_id: b }),
      look(
        { ...synced, old_instance_id: b, new_instance_id: b },
        { ...other, new_instance_id: null, status: "skipped" },
      ),
    ],
  ],
  broken: [
    [before, before, cutScan, look(synced, otherSynced)],
    [before, before, refused, look(found, otherSynced)],
    [before, before, answer({ cvm_ids: [] }), look(synced, otherSynced)],
    [before, before, answer({ cvm_ids: ["no-such-cvm"] }, unknown), look(found, otherSynced)],
    [before, before, answer({ dry_run: true, limit: 1 }, found), look(synced, other)],
    [look(found, otherSynced), look(found, otherSynced), cutScan, look(synced, other)],
  ],
});
