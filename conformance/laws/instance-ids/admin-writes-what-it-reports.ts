import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { type Judgement, notExercised, type Violation } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { outsideTheAdmin } from "./asking/outside-the-admin.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { judgeUpdatesKept } from "./reading/judge-updates-kept.ts";

/** Judges that an admin's preview between two looks left alone what it called `updated`. */
const judgePreview = (...readings: readonly (Reading | undefined)[]): Judgement => {
  const [before, preview, after] = readings.map((reading) => (reading === undefined ? null : answeredCvms(reading)));
  if (before == null || preview == null || after == null) return notExercised;
  let evidence = 0;
  let violation: Violation | null = null;
  for (const [cvmId, { status, newInstanceId }] of preview.items) {
    const earlier = before.items.get(cvmId);
    const later = after.items.get(cvmId);
    if (status !== "updated" || !isNamed(newInstanceId) || earlier === undefined || later === undefined) continue;
    if (earlier.oldInstanceId === newInstanceId) continue;
    evidence += 1;
    if (later.oldInstanceId !== newInstanceId) continue;
    violation ??= {
      message: `By what answers tell, ${itemName(earlier)} was written by an admin's preview.`,
      expected: `the stored id kept: ${jsonLine(earlier.oldInstanceId)}`,
      actual: jsonLine(later.oldInstanceId),
      discriminator: "written by a preview",
    };
  }
  return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
};

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const kept = { ...found, status: "unchanged", old_instance_id: a, reason: "already_synced" } as const;
const other = { ...kept, old_instance_id: b, new_instance_id: b } as const;
const differs = { ...found, status: "conflict", old_instance_id: b, reason: "instance_id_differs" } as const;
const lookAsk = { json: { cvm_ids: ["7"], ...filtersOff, dry_run: true } };
const look = (item: JsonObject) => answered(lookAsk, { json: exampleAnswer([exampleItem(item)]) });
const asAdmin = (json: JsonObject, item: JsonObject) =>
  answered({ credential: "admin", json: { cvm_ids: ["7"], ...json } }, { json: exampleAnswer([exampleItem(item)]) });
const preview = asAdmin({ dry_run: true }, found);
const wet = asAdmin({}, found);
const unknown = { cvm_id: 0, identifier: "7", reason: "not_found" } as const;

export default defineRelation({
  id: "admin-writes-what-it-reports",
  level: "must",
  phase: "writes",
  needs: ["writes", "admin-key"],
  says: "What an admin does to a CVM of another workspace is what the answer reports: an update is stored, and a preview stores nothing.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: "Admin can pass cross-workspace IDs.", for requests that write as for previews.',
  missing:
    "Needs a CVM outside the admin's own workspace that a request could update, as can be had of a sound server where --api-key and --other-key are given, those of members of two workspaces, one of which holds a CVM without an instance id.",
  kills: ["admin-cross-workspace-dry-run-writes", "admin-cross-workspace-not-persisted"],
  propose: ({ operation, knowledge }) => {
    const owners = outsideTheAdmin(knowledge).flatMap(({ owner, cvms }) => {
      const names = nameSeen({ wanted: updatableCvms(cvms), seen: cvms, others: 2 });
      return names === null ? [] : [names.map((list) => ({ owner, list }))];
    });
    if (owners.length === 0) return null;
    // An id is replaced only where both are given.
    const chances = fc.oneof(
      someOptions("running_only", "missing_only", "overwrite"),
      allOptions("missing_only", "overwrite"),
    );
    return fc.tuple(fc.oneof(...owners), chances).map(([{ owner, list }, options]) => {
      const scope: JsonObject = { cvm_ids: list.map(({ name }) => name) };
      const ask = (credential: CredentialName, members: JsonObject) =>
        plainRequest({ operation, credential }, { ...scope, ...members });
      const see = ask(owner, { ...filtersOff, dry_run: true });
      return [see, ask("admin", { ...options, dry_run: true }), see, ask("admin", options), see];
    });
  },
  judge: ([before, dry, between, wetReading, after], stored) => {
    const parts = [judgePreview(before, dry, between), judgeUpdatesKept(wetReading, after, stored)];
    const evidence = parts.reduce((sum, part) => sum + part.evidence, 0);
    return evidence === 0 ? notExercised : { evidence, violations: parts.flatMap(({ violations }) => violations) };
  },
  holds: [
    [look(found), preview, look(found), wet, look(kept)],
    [look(found), preview, look(found), asAdmin({}, { status: "error", reason: "rpc" }), look(found)],
    // Its own workspace has refreshed it meanwhile, or something else was found.
    [look(kept), preview, look(kept), wet, look(kept)],
    [look(found), preview, look(differs), wet, look(other)],
    // An admin who is confined is another law's affair.
    [look(found), asAdmin({ dry_run: true }, unknown), look(found), asAdmin({}, unknown), look(found)],
  ],
  broken: [
    [look(found), preview, look(found), wet, look(found)],
    [look(found), preview, look(found), wet, look(differs)],
    [look(found), preview, look(kept), asAdmin({}, kept), look(kept)],
  ],
});
