import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { Knowledge } from "../../cases/knowledge.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { foreignCvms } from "./asking/foreign-cvms.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { type Owned, outsideTheAdmin } from "./asking/outside-the-admin.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isProcessed, itemName } from "./reading/item-words.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { isSameInstance, toldStoredId } from "./reading/stored-change.ts";

/** So many CVMs of each of two workspaces are named together at most. */
const MOST_OF_EACH = 8;

/** CVMs of a workspace as they are named, with the credential of a member. */
interface Part {
  readonly owner: CredentialName;
  readonly names: readonly string[];
}

const namedBy = ({ owner, cvms }: Owned): readonly fc.Arbitrary<Part>[] => {
  const names = nameSeen({ wanted: cvms, seen: cvms, others: 2 });
  return names === null ? [] : [names.map((list) => ({ owner, names: list.map(({ name }) => name) }))];
};

/** Several of a workspace, by their numbers: a name may be known in two workspaces. */
const numberedBy = ({ owner, cvms }: Owned): fc.Arbitrary<Part> => {
  const updatable = updatableCvms(cvms);
  const numbers = (updatable.length > 0 ? updatable : cvms).map(({ cvmId }) => String(cvmId));
  const lists = fc.shuffledSubarray(numbers, { minLength: 1, maxLength: Math.min(MOST_OF_EACH, numbers.length) });
  return thinnedList(lists, 1).map((names) => ({ owner, names }));
};

/** The two members, of two workspaces, one of which at least is not the admin's: that one first. */
const apart = (knowledge: Knowledge, outside: readonly Owned[]): readonly Owned[] => {
  const others = (["member", "other"] as const)
    .filter((name) => outside.every(({ owner }) => owner !== name))
    .map((owner): Owned => ({ owner, cvms: seenBy(knowledge, owner) }));
  const areApart = foreignCvms(knowledge, "other", "member").length > 0;
  return areApart ? [...outside, ...others].filter(({ cvms }) => cvms.length > 0) : [];
};

/** What is told of a CVM: by its own workspace's member as the admin asks, before and after, and with every filter off; and to the admin. */
interface Told {
  readonly before: RefreshItem;
  readonly after: RefreshItem;
  readonly unfiltered: RefreshItem | undefined;
  readonly toAdmin: RefreshItem | undefined;
}

const absence = ({ before, after, toAdmin }: Told): Violation | "held" | null => {
  if (!isProcessed(before) || !isProcessed(after)) return null;
  if (toAdmin !== undefined) return "held";
  return {
    message: `${itemName(before)} is answered to its own workspace, and not to an admin who names it in the same way.`,
    expected: `an item of ${itemName(before)}, such as ${before.status}`,
    actual: `no item with cvm_id ${jsonLine(before.cvmId)}`,
    discriminator: "absent",
  };
};

const otherId = ({ before, after, toAdmin }: Told): Violation | "held" | null => {
  if (toAdmin === undefined) return null;
  const [own, later, told] = [before, after, toAdmin].map(toldStoredId);
  if (own === undefined || later === undefined || told === undefined || !isSameInstance(own, later)) return null;
  if (isSameInstance(own, told)) return "held";
  return {
    message: `An admin is told of another stored id of ${itemName(before)} than its own workspace.`,
    expected: `old_instance_id ${jsonLine(own)}`,
    actual: `${jsonLine(told)}, ${toAdmin.status}`,
    discriminator: "old id",
  };
};

const unfilteredForAdmin = ({ before, after, unfiltered, toAdmin }: Told): Violation | "held" | null => {
  const isFiltered = before.status === "skipped" && after.status === "skipped" && before.reason === after.reason;
  if (!isFiltered || unfiltered === undefined || !isProcessed(unfiltered) || toAdmin === undefined) return null;
  if (!isProcessed(toAdmin)) return "held";
  return {
    message: `A filter keeps ${itemName(before)} from being processed for its own workspace, and not for an admin.`,
    expected: "skipped",
    actual: toAdmin.status,
    discriminator: "filtered",
  };
};

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const eight = { ...found, cvm_id: 8, new_instance_id: b } as const;
const differs = { ...found, status: "conflict", old_instance_id: b, reason: "instance_id_differs" } as const;
const idle = { reason: "not_running" } as const;
const unknown = { cvm_id: 0, identifier: "7", reason: "not_found" } as const;
const ask = { json: { cvm_ids: ["7", "8"], missing_only: false, dry_run: true } };
const adminAsk = { ...ask, credential: "admin" } as const;
const bodyOf = (items: readonly JsonObject[]) => ({ json: exampleAnswer(items.map((item) => exampleItem(item))) });
const asked = (...items: readonly JsonObject[]) => answered(ask, bodyOf(items));
const asAdmin = (...items: readonly JsonObject[]) => answered(adminAsk, bodyOf(items));
const owner = asked(found);

export default defineRelation({
  id: "admin-crosses-workspaces",
  level: "must",
  phase: "access",
  needs: ["admin-key"],
  says: "An admin who names a CVM of another workspace gets an answer about it as its own members do: with the id that is stored, and by the same filters.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: "Admin can pass cross-workspace IDs."',
  missing:
    "Needs a CVM outside the admin's own workspace, as can be had of a sound server where --api-key and --other-key are given, those of members of two workspaces that hold some.",
  kills: [
    "admin-confined",
    "admin-confined-by-number",
    "admin-cross-workspace-old-id-lost",
    "admin-one-workspace-a-request",
    "admin-running-only-ignored",
  ],
  propose: ({ operation, knowledge }) => {
    const outside = outsideTheAdmin(knowledge);
    const alone = outside.flatMap(namedBy);
    if (alone.length === 0) return null;
    const one = fc.oneof(...alone).map((part): readonly Part[] => [part]);
    const [first, second] = apart(knowledge, outside);
    const two =
      first === undefined || second === undefined
        ? []
        : [fc.tuple(numberedBy(first), numberedBy(second)).map((parts): readonly Part[] => parts)];
    const scopes = fc.oneof({ weight: 2, arbitrary: one }, ...two.map((arbitrary) => ({ weight: 1, arbitrary })));
    return fc.tuple(scopes, someOptions("running_only", "missing_only", "overwrite")).map(([parts, options]) => {
      const ask = (credential: CredentialName, names: readonly string[], members: JsonObject) =>
        plainRequest({ operation, credential }, { cvm_ids: names, ...options, ...members, dry_run: true });
      const asOwners = (members: JsonObject) => parts.map(({ owner, names }) => ask(owner, names, members));
      const everything = parts.flatMap(({ names }) => names);
      // Where two backends take turns, each answers the owner once as the admin asks.
      return [...asOwners({}), ...asOwners(filtersOff), ask("admin", everything, {}), ...asOwners({})];
    });
  },
  judge: (readings) => {
    const owners = (readings.length - 1) / 3;
    const answers = readings.map(answeredCvms);
    const crossing = answers[2 * owners];
    if (crossing == null || crossing.isCut) return notExercised;
    let evidence = 0;
    const violations = new Map<string, Violation>();
    for (let index = 0; index < owners; index += 1) {
      const [asked, unfiltered, again] = [index, owners + index, 2 * owners + 1 + index].map((at) => answers[at]);
      for (const [cvmId, before] of asked?.items ?? []) {
        const after = again?.items.get(cvmId);
        if (after === undefined) continue;
        const told = { before, after, unfiltered: unfiltered?.items.get(cvmId), toAdmin: crossing.items.get(cvmId) };
        for (const tested of [absence(told), otherId(told), unfilteredForAdmin(told)]) {
          if (tested === null) continue;
          evidence += 1;
          if (tested !== "held" && !violations.has(tested.discriminator)) violations.set(tested.discriminator, tested);
        }
      }
    }
    return evidence === 0 ? notExercised : { evidence, violations: [...violations.values()] };
  },
  holds: [
    [owner, owner, asAdmin(found), owner],
    [owner, owner, asAdmin({ status: "error", reason: "rpc" }), owner],
    // The CVM is gone.
    [owner, owner, asAdmin(unknown), asked(unknown)],
    [owner, owner, answered({ ...adminAsk, credentialHasWorked: false }, { status: 401, json: {} }), owner],
    // Its id has changed, or the admin's answer leaves it out.
    [asked(differs), asked(differs), asAdmin(found), owner],
    [asked(differs), asked(differs), asAdmin({ ...differs, old_instance_id: null }), asked(differs)],
    // What was skipped for want of evidence is found now.
    [asked({}), asked({}), asAdmin(found), asked({})],
    [asked(idle), owner, asAdmin(idle), asked(idle)],
    [asked(eight), owner, asked(eight), owner, asAdmin(eight, found), asked(eight), owner],
  ],
  broken: [
    [owner, owner, asAdmin(unknown), owner],
    [owner, owner, asAdmin(), owner],
    [asked(differs), asked(differs), asAdmin(found), asked(differs)],
    [asked(idle), owner, asAdmin(found), asked(idle)],
    [asked(eight), owner, asked(eight), owner, asAdmin(eight, unknown), asked(eight), owner],
  ],
});
