import type { Cvm } from "../../fleet/fleet.ts";
import { HANDSHAKES } from "../scripted-sources.ts";
import type { PlannedBody, Upstreams } from "./scenario.ts";

/** An item as it is on the wire. */
export interface WireItem {
  readonly cvm_id: number;
  readonly identifier: string;
  readonly status: string;
  readonly old_instance_id: string | null;
  readonly new_instance_id: string | null;
  readonly source: string;
  readonly verified_with_gateway: boolean;
  readonly reason: string | null;
}

/** What a request that has the fleet for itself must answer and leave. */
export interface Prediction {
  readonly total: number;
  readonly items: readonly WireItem[];
  readonly after: readonly Cvm[];
}

type Told = Omit<WireItem, "cvm_id" | "identifier" | "old_instance_id">;

const tell = (status: string, reason: string | null, but: Partial<Told> = {}): Told => ({
  status,
  reason,
  new_instance_id: null,
  source: "none",
  verified_with_gateway: false,
  ...but,
});

/** "" is none; a text that is no id stays as it is. */
const plain = (value: unknown): string => (value == null ? "" : String(value).trim().toLowerCase());

const isId = (text: string): boolean =>
  text.length === 40 && [...text].every((digit) => "0123456789abcdef".includes(digit));

const named = (text: string, cvm: Cvm): boolean => {
  const flat = text.toLowerCase();
  return (
    text === String(cvm.cvmId) ||
    text === cvm.name ||
    flat.replaceAll("-", "") === cvm.vmUuid.replaceAll("-", "") ||
    flat === cvm.appId ||
    flat === `app_${cvm.appId}` ||
    flat === `instance_${cvm.instanceId}`
  );
};

const found = (cvm: Cvm, stored: ReadonlyMap<string, number>, upstreams: Upstreams): Told => {
  const { vms = {}, hosts: all = [], failing = [] } = upstreams[cvm.teepod] ?? {};
  const hosts = all.filter(({ latest_handshake = HANDSHAKES.alive }) => latest_handshake === HANDSHAKES.alive);
  if (cvm.noInstanceId) return tell("skipped", "no_instance_id");
  const vm = vms[cvm.vmUuid] ?? {};
  const gatewayFails = failing.includes("Admin.Status");
  let source = "teepod_state";
  let id = failing.includes("Status") ? "" : plain(vm.state);
  if (id === "") {
    source = "teepod_info";
    id = failing.includes("GetInfo") ? "" : plain(vm.info);
  }
  if (id === "") {
    const listed = new Set(
      hosts.filter(({ app_id }) => app_id === cvm.appId).map(({ instance_id }) => plain(instance_id)),
    );
    listed.delete("");
    const junk = hosts.filter(
      ({ app_id, instance_id }) => app_id === cvm.appId && plain(instance_id) !== "" && !isId(plain(instance_id)),
    );
    const free = [...listed].filter((text) => isId(text) && (stored.get(text) ?? cvm.cvmId) === cvm.cvmId);
    const several = !gatewayFails && free.length + junk.length > 1;
    if (several) return tell("skipped", "ambiguous_gateway_instances");
    const only = gatewayFails ? "" : (free[0] ?? (junk.length > 0 ? "junk" : ""));
    if (only === "" && failing.includes("Status") && failing.includes("GetInfo"))
      return tell("error", "teepod_rpc_failed");
    if (only === "" && gatewayFails) return tell("skipped", "gateway_rpc_failed");
    if (only === "") {
      const former = all.filter(({ app_id }) => app_id === cvm.appId).map(({ instance_id }) => plain(instance_id));
      const isFormer = former.some((text) => isId(text) && (stored.get(text) ?? cvm.cvmId) === cvm.cvmId);
      return tell("skipped", isFormer ? "gateway_host_not_alive" : "instance_id_not_found");
    }
    source = "gateway";
    id = only;
  }
  if (!isId(id)) return tell("error", "invalid_instance_id", { source });
  if (gatewayFails) return tell("skipped", "gateway_rpc_failed", { source });
  const apps = hosts.filter(({ instance_id }) => plain(instance_id) === id).map(({ app_id }) => app_id);
  if (apps.length > 0 && !apps.includes(cvm.appId) && id !== cvm.instanceId)
    return tell("conflict", "registered_to_other_app", { source, new_instance_id: id });
  return tell("found", null, { source, new_instance_id: id, verified_with_gateway: apps.includes(cvm.appId) });
};

/** The endpoint as `fleet`, `upstreams` and one request at a time would have it: short, slow, and without a store. */
export const predict = (
  fleet: readonly Cvm[],
  upstreams: Upstreams,
  caller: { readonly workspaceId: string; readonly isAdmin: boolean },
  body: PlannedBody,
  nowMs: number,
): Prediction => {
  const {
    cvm_ids = null,
    running_only = true,
    missing_only = true,
    overwrite = false,
    limit = 100,
    dry_run = false,
  } = body;
  const own = fleet.filter((cvm) => cvm.workspaceId === caller.workspaceId);
  const why = (cvm: Cvm): string | null =>
    running_only && cvm.status !== "running"
      ? "not_running"
      : missing_only && cvm.instanceId !== null
        ? "already_has_instance_id"
        : null;

  const chosen: { identifier: string; cvm: Cvm | null; reason: string | null }[] = [];
  if (cvm_ids === null) {
    const order = own.filter((cvm) => why(cvm) === null);
    order.sort((a, b) => (a.lastAttemptAtMs ?? 0) - (b.lastAttemptAtMs ?? 0) || a.cvmId - b.cvmId);
    for (const cvm of order) chosen.push({ identifier: cvm.vmUuid, cvm, reason: null });
  } else {
    for (const identifier of new Set(cvm_ids)) {
      const fits = (caller.isAdmin ? fleet : own).filter((cvm) => named(identifier, cvm));
      const [cvm = null] = fits;
      const isStrange = identifier === "" || identifier.includes("\u0000") || identifier === "\ud800";
      if (fits.length === 1 && cvm !== null) {
        if (!chosen.some((other) => other.cvm === cvm)) chosen.push({ identifier, cvm, reason: why(cvm) });
      } else {
        const reason = isStrange ? "invalid_identifier" : fits.length > 1 ? "ambiguous_identifier" : "not_found";
        chosen.push({ identifier, cvm: null, reason });
      }
    }
  }

  const stored = new Map(
    fleet.flatMap(({ instanceId, cvmId }) => (instanceId === null ? [] : [[instanceId, cvmId] as const])),
  );
  const taken = new Map(stored);
  const written = new Map<number, string>();
  const tried = new Set<number>();
  const items = chosen.slice(0, limit).map(({ identifier, cvm, reason }): WireItem => {
    const start = { cvm_id: cvm?.cvmId ?? 0, identifier, old_instance_id: cvm?.instanceId ?? null };
    if (cvm === null || reason !== null) return { ...start, ...tell("skipped", reason) };
    tried.add(cvm.cvmId);
    const told = found(cvm, stored, upstreams);
    const id = told.new_instance_id;
    if (told.status !== "found" || id === null) return { ...start, ...told };
    if ((taken.get(id) ?? cvm.cvmId) !== cvm.cvmId)
      return { ...start, ...told, status: "conflict", reason: "instance_id_in_use" };
    if (cvm.instanceId === id) return { ...start, ...told, status: "unchanged", reason: "already_synced" };
    if (cvm.instanceId !== null && !overwrite)
      return { ...start, ...told, status: "conflict", reason: "instance_id_differs" };
    taken.set(id, cvm.cvmId);
    written.set(cvm.cvmId, id);
    return { ...start, ...told, status: "updated" };
  });

  const last = Math.max(0, ...fleet.map((cvm) => cvm.lastAttemptAtMs ?? 0));
  const after = fleet.map((cvm) =>
    dry_run || !tried.has(cvm.cvmId)
      ? cvm
      : { ...cvm, instanceId: written.get(cvm.cvmId) ?? cvm.instanceId, lastAttemptAtMs: Math.max(nowMs, last + 1) },
  );
  return { total: chosen.length, items, after };
};
