import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import type { Knowledge, SeenCvm } from "../../probe/knowledge.ts";
import type { CredentialName } from "../../target/exchange.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { notExercised, type Violation } from "../judgement.ts";
import { foreignCvms } from "./asking/foreign-cvms.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isProcessed, itemName } from "./reading/item-words.ts";

const OWNERS = ["member", "other"] as const;

/**
 * By member, what lies outside the admin's workspace. Where the admin's scan covers whatever the members see, two who share
 * nothing are of two workspaces, and one of these at least is not the admin's.
 */
const outside = (knowledge: Knowledge): readonly (readonly [CredentialName, readonly SeenCvm[]])[] => {
  const foreign = OWNERS.map((owner) => [owner, foreignCvms(knowledge, owner, "admin")] as const);
  const isKnown = foreign.some(([, cvms]) => cvms.length > 0) || !knowledge.working.has("admin");
  const areApart = foreignCvms(knowledge, "other", "member").length > 0;
  return isKnown || !areApart ? foreign : OWNERS.map((owner) => [owner, seenBy(knowledge, owner)]);
};

const { a } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const ask = { json: { cvm_ids: ["7"], dry_run: true } };
const adminAsk = { ...ask, credential: "admin" } as const;
const owner = answered(ask, { json: exampleAnswer([exampleItem(found)]) });
const unknown = exampleItem({ cvm_id: 0, identifier: "7", reason: "not_found" });

export default defineRelation({
  id: "admin-crosses-workspaces",
  level: "must",
  phase: "access",
  needs: ["admin-key"],
  says: "An admin who names a CVM of another workspace gets an answer about it, as its own members do.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: "Admin can pass cross-workspace IDs."',
  missing:
    "Needs a CVM outside the admin's own workspace: pass --api-key and --other-key of members of two workspaces that hold some.",
  kills: ["admin-confined", "admin-confined-by-number"],
  propose: ({ operation, knowledge }) => {
    const owners = outside(knowledge).flatMap(([credential, wanted]) => {
      const names = nameSeen({ wanted, seen: wanted, others: 2 });
      return names === null ? [] : [names.map((list) => ({ credential, list }))];
    });
    if (owners.length === 0) return null;
    return fc
      .tuple(fc.oneof(...owners), someOptions("running_only", "missing_only", "overwrite"))
      .map(([{ credential, list }, options]) => {
        const members: JsonObject = { cvm_ids: list.map(({ name }) => name), ...options, dry_run: true };
        const as = (name: CredentialName) => plainRequest({ operation, credential: name }, members);
        return [as(credential), as("admin"), as(credential)];
      });
  },
  judge: (readings) => {
    const [before, crossing, after] = readings.map(answeredCvms);
    if (before == null || crossing == null || after == null || crossing.isCut) return notExercised;
    let evidence = 0;
    let violation: Violation | null = null;
    for (const [cvmId, item] of before.items) {
      const later = after.items.get(cvmId);
      if (later === undefined || !isProcessed(item) || !isProcessed(later)) continue;
      evidence += 1;
      if (crossing.items.has(cvmId)) continue;
      violation ??= {
        message: `${itemName(item)} is answered to its own workspace, and not to an admin who names it in the same way.`,
        expected: `an item of ${itemName(item)}, such as ${item.status}`,
        actual: `no item with cvm_id ${jsonLine(cvmId)}`,
        discriminator: "absent",
      };
    }
    return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
  },
  holds: [
    [owner, answered(adminAsk, { json: exampleAnswer([exampleItem(found)]) }), owner],
    [owner, answered(adminAsk, { json: exampleAnswer([exampleItem({ status: "error", reason: "rpc" })]) }), owner],
    // The CVM is gone.
    [owner, answered(adminAsk, { json: exampleAnswer([unknown]) }), answered(ask, { json: exampleAnswer([unknown]) })],
    [owner, answered({ ...adminAsk, credentialHasWorked: false }, { status: 401, json: {} }), owner],
  ],
  broken: [
    [owner, answered(adminAsk, { json: exampleAnswer([unknown]) }), owner],
    [owner, answered(adminAsk, { json: exampleAnswer([]) }), owner],
  ],
});
