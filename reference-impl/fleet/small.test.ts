import { afterEach, expect, test } from "vitest";
import { isObject } from "../../contract/index.ts";
import { decodeKeys } from "../auth/decode-keys.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { ItemReason, ItemSource, ItemStatus } from "../refresh/refresh-item.ts";
import { type ListeningSimulator, startSimulator } from "../simulator/start-simulator.ts";
import { startReference } from "../start-reference.ts";
import type { CvmStore } from "../stores/cvm-store.ts";
import { createMemoryStore } from "../stores/memory-store.ts";
import { demoKeys } from "./demo-keys.ts";
import { smallFleet } from "./small.ts";

type Expected = readonly [
  names: readonly string[],
  status: ItemStatus,
  source: ItemSource,
  verified: boolean,
  reason: ItemReason | null,
];

/** CVMs that run and lack their id, in the order in which they are named. */
const MISSING: readonly Expected[] = [
  [["fresh-1", "fresh-2", "fresh-upper-case", "fresh-state-before-info"], "updated", "teepod_state", true, null],
  [["fresh-never-met", "fresh-after-restart"], "updated", "teepod_state", false, null],
  [["info-after-blank-state", "info-after-absent-state"], "updated", "teepod_info", true, null],
  [["info-where-status-fails"], "updated", "teepod_info", true, null],
  [["info-where-status-fails-unlisted"], "updated", "teepod_info", false, null],
  [["gateway-only", "gateway-where-teepod-fails", "pair-one-free-host"], "updated", "gateway", true, null],
  [["silent", "unknown-to-teepod"], "skipped", "none", false, "instance_id_not_found"],
  [["silent-but-for-a-gone-host"], "skipped", "none", false, "gateway_host_not_alive"],
  [["no-instance-id", "no-instance-id-but-told"], "skipped", "none", false, "no_instance_id"],
  [["ambiguous-replica-1", "ambiguous-replica-2"], "skipped", "none", false, "ambiguous_gateway_instances"],
  [["garbage-state", "prefixed-state", "vm-uuid-as-state"], "error", "teepod_state", false, "invalid_instance_id"],
  [["garbage-info"], "error", "teepod_info", false, "invalid_instance_id"],
  [["under-another-app"], "conflict", "teepod_state", false, "registered_to_other_app"],
  [["teepod-fails"], "error", "none", false, "teepod_rpc_failed"],
  [["gateway-fails-after-state"], "skipped", "teepod_state", false, "gateway_rpc_failed"],
  [["gateway-fails-after-info"], "skipped", "teepod_info", false, "gateway_rpc_failed"],
  [["gateway-fails-silent"], "skipped", "none", false, "gateway_rpc_failed"],
  [["claims-a-colleague", "claims-a-stranger"], "conflict", "teepod_state", true, "instance_id_in_use"],
  [["twin-1"], "updated", "teepod_state", true, null],
  [["twin-2"], "conflict", "teepod_state", true, "instance_id_in_use"],
  [["heir-1"], "updated", "gateway", true, null],
  [["heir-2"], "conflict", "gateway", true, "instance_id_in_use"],
];

/** Strings that name nothing, or too much, and CVMs that the filters exclude. */
const EXCLUDED: readonly Expected[] = [
  [["nobody", "999", "other-fresh-1", "app_".padEnd(44, "0")], "skipped", "none", false, "not_found"],
  [["", "a\u0000b", "x".repeat(256)], "skipped", "none", false, "invalid_identifier"],
  [["web"], "skipped", "none", false, "ambiguous_identifier"],
  [["idle-stopped", "idle-creating", "idle-exited-synced"], "skipped", "none", false, "not_running"],
  [["synced-1", "differs-1", "__proto__", "cafe\u0301"], "skipped", "none", false, "already_has_instance_id"],
];

/** CVMs that have an id stored. */
const STORED: readonly Expected[] = [
  [
    ["synced-1", "synced-2", "shared-name", "100%", "\u540D\u524D"],
    "unchanged",
    "teepod_state",
    true,
    "already_synced",
  ],
  [["pair-known", "x".repeat(255)], "unchanged", "teepod_state", true, "already_synced"],
  [["stored-by-info"], "unchanged", "teepod_info", true, "already_synced"],
  [["differs-1", "differs-2", "differs-with-stale-host"], "conflict", "teepod_state", true, "instance_id_differs"],
  [["differs-unlisted"], "conflict", "teepod_state", false, "instance_id_differs"],
  [["differs-by-info"], "conflict", "teepod_info", true, "instance_id_differs"],
  [["swapped-1", "swapped-2"], "conflict", "teepod_state", true, "instance_id_in_use"],
  [["stored-silent"], "skipped", "none", false, "instance_id_not_found"],
  [["stored-garbage"], "error", "teepod_state", false, "invalid_instance_id"],
  [["stored-under-another-app"], "unchanged", "teepod_state", false, "already_synced"],
  [["stored-gateway-fails"], "skipped", "teepod_state", false, "gateway_rpc_failed"],
];

/** What overwriting makes of them. */
const OVERWRITTEN: readonly Expected[] = STORED.map(([names, status, source, verified, reason]) =>
  reason === "instance_id_differs"
    ? [names, "updated", source, verified, null]
    : [names, status, source, verified, reason],
);

const IDLE: readonly Expected[] = [
  [["idle-stopped", "idle-creating", "idle-removing"], "updated", "teepod_state", false, null],
  [["idle-exited-synced", "idle-stopping-synced"], "unchanged", "teepod_state", false, "already_synced"],
  [["idle-differs"], "conflict", "teepod_state", true, "instance_id_differs"],
];

const ALL = { running_only: false, missing_only: false } as const;

const GROUPS: readonly (readonly [title: string, options: object, expected: readonly Expected[]])[] = [
  ["CVMs that lack their id", {}, MISSING],
  ["identifiers that are not processed", {}, EXCLUDED],
  ["CVMs with an id stored", { missing_only: false }, STORED],
  ["CVMs with an id stored, overwriting", { missing_only: false, overwrite: true }, OVERWRITTEN],
  ["CVMs that do not run", ALL, IDLE],
];

const WRITE_FAILED: Expected = [["fresh-1"], "error", "teepod_state", true, "store_write_failed"];
const LATE: Expected = [["fresh-1"], "error", "none", false, "deadline_exceeded"];

const fleet = smallFleet(1);
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

type Body = Readonly<Record<string, unknown>> & { readonly items: readonly Readonly<Record<string, unknown>>[] };

const bodyOf = (json: unknown): Body => {
  const items: unknown = isObject(json) ? json["items"] : undefined;
  if (!isObject(json) || !Array.isArray(items)) throw new Error(`No items in ${JSON.stringify(json)}`);
  return { ...json, items: items.filter(isObject) };
};

interface Served {
  readonly ask: (body: object, key?: string) => Promise<Body>;
  readonly simulator: ListeningSimulator;
}

const serve = async (store: CvmStore = createMemoryStore(fleet.cvms), clock: Clock = systemClock): Promise<Served> => {
  const simulator = await startSimulator(fleet.world);
  closers.push(simulator.close);
  const keys = decodeKeys(demoKeys);
  const at = { host: "127.0.0.1", port: 0 };
  const reference = await startReference({ ...at, store, fleet, upstreams: simulator, keys, clock });
  closers.push(reference.close);
  const ask: Served["ask"] = async (body, key = "demo-member-key") => {
    const response = await fetch(`${reference.url}/api/v1/cvms/instance-ids`, {
      method: "PATCH",
      headers: { "content-type": "application/json", "x-api-key": key },
      body: JSON.stringify(body),
    });
    return bodyOf(await response.json());
  };
  return { ask, simulator };
};

const told = ({ items }: Body): readonly unknown[] =>
  items.map((item) => [item.identifier, item.status, item.source, item.verified_with_gateway, item.reason]);

const rowsOf = (expected: readonly Expected[]): readonly unknown[] =>
  expected.flatMap(([names, ...rest]) => names.map((name) => [name, ...rest]));

test.each(GROUPS)("%s are answered the same dry and wet", async (_title, options, expected) => {
  const { ask } = await serve();
  const request = { ...options, cvm_ids: expected.flatMap(([names]) => names) };
  const dry = await ask({ ...request, dry_run: true });
  expect(told(dry)).toEqual(rowsOf(expected));
  expect(told(await ask(request))).toEqual(rowsOf(expected));
});

test("a CVM whose write fails is an error", async () => {
  const record = () => Promise.reject(new Error("The disk is full."));
  const { ask } = await serve({ ...createMemoryStore(fleet.cvms), record });
  expect(told(await ask({ cvm_ids: ["fresh-1"] }))).toEqual(rowsOf([WRITE_FAILED]));
});

test("a CVM whose teepod does not answer before the deadline is an error", async () => {
  // Whatever is meant to take over ten seconds is over at once: the deadline of the request, not the timeouts of its calls.
  const hasty: Clock = { ...systemClock, after: (ms, wake) => systemClock.after(ms > 10_000 ? 0 : ms, wake) };
  const { ask, simulator } = await serve(createMemoryStore(fleet.cvms), hasty);
  simulator.setFault("teepod-2", "Status", { kind: "delay", delayMs: 3_600_000 });
  expect(told(await ask({ cvm_ids: ["fresh-1"] }))).toEqual(rowsOf([LATE]));
});

test("every status, source and reason occurs", () => {
  const rows = [...GROUPS.flatMap(([, , expected]) => expected), WRITE_FAILED, LATE];
  const statuses: Readonly<Record<ItemStatus, true>> = {
    updated: true,
    unchanged: true,
    skipped: true,
    conflict: true,
    error: true,
  };
  const sources: Readonly<Record<ItemSource, true>> = {
    teepod_state: true,
    teepod_info: true,
    gateway: true,
    none: true,
  };
  const reasons: Readonly<Record<ItemReason, true>> = {
    already_has_instance_id: true,
    already_synced: true,
    ambiguous_gateway_instances: true,
    ambiguous_identifier: true,
    deadline_exceeded: true,
    gateway_host_not_alive: true,
    gateway_rpc_failed: true,
    instance_id_differs: true,
    instance_id_in_use: true,
    instance_id_not_found: true,
    invalid_identifier: true,
    invalid_instance_id: true,
    no_instance_id: true,
    not_found: true,
    not_running: true,
    registered_to_other_app: true,
    store_write_failed: true,
    teepod_rpc_failed: true,
  };
  expect(rows.map(([, status]) => status)).toEqual(expect.arrayContaining(Object.keys(statuses)));
  expect(rows.map(([, , source]) => source)).toEqual(expect.arrayContaining(Object.keys(sources)));
  expect(rows.map(([, , , , reason]) => reason)).toEqual(expect.arrayContaining(Object.keys(reasons)));
});

test("the member has more CVMs than the default limit, of which few need any work", async () => {
  const { ask } = await serve();
  const everything = await ask({ ...ALL, dry_run: true });
  expect(everything).toMatchObject({ total: 149, scanned: 100 });
  const usual = await ask({ dry_run: true });
  expect(usual).toMatchObject({ total: 41, scanned: 41 });
});

test("a name that two workspaces share is the member's own to the member, and ambiguous to the admin", async () => {
  const { ask } = await serve();
  const request = { ...ALL, dry_run: true, cvm_ids: ["shared-name"] };
  expect((await ask(request)).items).toMatchObject([{ status: "unchanged" }]);
  expect((await ask(request, "demo-admin-key")).items).toMatchObject([{ reason: "ambiguous_identifier" }]);
});

test("a name that looks like a key is no name", async () => {
  const { ask } = await serve();
  const { items } = await ask({ ...ALL, dry_run: true, cvm_ids: ["1001"] });
  expect(items).toMatchObject([{ cvm_id: 1001 }]);
  expect(fleet.cvms.find(({ name }) => name === "1001")?.cvmId).not.toBe(1001);
});

test("a scan asks a teepod that answers for its status once", async () => {
  const { ask, simulator } = await serve();
  await ask({ dry_run: true });
  expect(["teepod-1", "teepod-2", "teepod-5"].map((name) => simulator.callCount(name, "Status"))).toEqual([1, 1, 1]);
});
