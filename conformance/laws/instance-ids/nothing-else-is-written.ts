import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem, exampleRefusal } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { faults, heldBackRequests } from "./asking/held-back-requests.ts";
import { malformations, malformedRequests } from "./asking/malformed-requests.ts";
import { fewNumbers, namedOneByOne } from "./asking/named-one-by-one.ts";
import { seenBy } from "./asking/seen-by.ts";
import { thinnedFiltersOff } from "./asking/thinned-filters-off.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { judgeUnreported } from "./reading/judge-unreported.ts";
import { areBeyondDoubt, refusedSteps } from "./reading/refused-steps.ts";
import { refreshOptions } from "./reading/refresh-options.ts";
import { wasRefused } from "./reading/reported-updates.ts";

const MAX_LIMIT = 500;

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
    "bad-dry-run-refused-after-writing",
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
    const seen = seenBy(knowledge);
    const updatable = updatableCvms(seen);
    const requests = heldBackRequests(seen);
    if (requests === null) return null;
    const source = { operation, credential: knowledge.credential };
    const ask = (members: JsonObject): RequestPlan => plainRequest(source, members);
    const looking = (filters: JsonObject): RequestPlan => ask({ ...filters, limit: MAX_LIMIT, dry_run: true });
    const refusable: readonly ((members: JsonObject) => RequestPlan)[] = [
      ...faults.map((fault) => (members: JsonObject) => ask({ ...members, ...fault })),
      ({ cvm_ids: names, ...others }) => ask({ cvm_ids: [...(Array.isArray(names) ? names : []), 0], ...others }),
      ...malformations(source),
    ];
    const oneByOne = fc
      .tuple(fewNumbers(updatable), fc.constantFrom(...refusable), thinnedFiltersOff)
      .map(([names, make, filters]) =>
        namedOneByOne(names, looking(filters), (name) => make({ cvm_ids: [name], ...filters })),
      );
    const see = looking(filtersOff);
    const malformed = malformedRequests(source);
    const together = fc
      .tuple(malformed, requests)
      .map(([plans, bodies]) => [see, see, ...plans, ...bodies.map(ask), see]);
    return fc.oneof({ weight: 2, arbitrary: together }, { weight: 1, arbitrary: oneByOne });
  },
  judge: (readings, stored) => {
    const { evidence, violations } = judgeUnreported(readings, stored);
    const areLooks = readings.every((reading) => wasRefused(reading) || refreshOptions(reading)?.dryRun === true);
    const steps = violations.length > 0 && areLooks ? refusedSteps(readings, wasRefused) : null;
    if (steps === null || !areBeyondDoubt(steps)) return { evidence, violations };
    return { evidence, violations: violations.map((violation) => ({ ...violation, isConclusive: true })) };
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
