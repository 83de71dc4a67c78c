import { assertNever } from "../assert-never.ts";
import type { Caller } from "../auth/caller.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { CvmKeys, CvmStore } from "../stores/cvm-store.ts";
import { type Identifier, parseIdentifier } from "./identifier.ts";
import type { ItemReason } from "./refresh-item.ts";
import type { RefreshOptions } from "./refresh-options.ts";

/** One entry of a selection: a CVM to process, one that a filter excludes, or a string that named no CVM. */
export type SelectedEntry =
  | { readonly kind: "processed"; readonly identifier: string; readonly cvm: Cvm }
  | { readonly kind: "filtered"; readonly identifier: string; readonly cvm: Cvm; readonly reason: ItemReason }
  | { readonly kind: "unresolved"; readonly identifier: string; readonly reason: ItemReason };

/** `total` counts all that was selected; `entries` are the first `limit` of it. */
export interface Selection {
  readonly total: number;
  readonly entries: readonly SelectedEntry[];
}

/** Finds out which CVMs a request is about. Rejects when the store fails. */
export type Select = (
  store: Pick<CvmStore, "scan" | "find">,
  caller: Caller,
  options: RefreshOptions,
) => Promise<Selection>;

/** Why the filters exclude a CVM, or null where they let it pass. */
export const excludedBecause = (
  cvm: Cvm,
  { runningOnly, missingOnly }: Pick<RefreshOptions, "runningOnly" | "missingOnly">,
): "not_running" | "already_has_instance_id" | null => {
  if (runningOnly && cvm.status !== "running") return "not_running";
  return missingOnly && cvm.instanceId !== null ? "already_has_instance_id" : null;
};

const keysOf = (identifiers: readonly Identifier[]): CvmKeys => {
  const cvmIds: number[] = [];
  const vmUuids: string[] = [];
  const appIds: string[] = [];
  const instanceIds: string[] = [];
  const names: string[] = [];
  for (const identifier of identifiers)
    switch (identifier.kind) {
      case "cvm-id":
        cvmIds.push(identifier.cvmId);
        break;
      case "vm-uuid":
        vmUuids.push(identifier.vmUuid);
        break;
      case "app-id":
        appIds.push(identifier.appId);
        break;
      case "instance-id":
        instanceIds.push(identifier.instanceId);
        break;
      case "name":
        names.push(identifier.name);
        break;
      case "invalid":
        break;
      default:
        assertNever(identifier);
    }
  return { cvmIds, vmUuids, appIds, instanceIds, names };
};

const grouped = (cvms: readonly Cvm[], keyOf: (cvm: Cvm) => string): ReadonlyMap<string, readonly Cvm[]> =>
  Map.groupBy(cvms, keyOf);

/** Resolves identifiers against the CVMs that the caller may see; those it may not see are as if they were not there. */
const resolverOver = (visible: readonly Cvm[]): ((identifier: Identifier) => Cvm | ItemReason) => {
  const byCvmId = new Map(visible.map((cvm) => [cvm.cvmId, cvm]));
  const byVmUuid = new Map(visible.map((cvm) => [cvm.vmUuid, cvm]));
  const byInstanceId = new Map(visible.map((cvm) => [cvm.instanceId, cvm]));
  const byAppId = grouped(visible, (cvm) => cvm.appId);
  const byName = grouped(visible, (cvm) => cvm.name);
  const onlyOne = ([first, second]: readonly Cvm[] = []): Cvm | ItemReason =>
    second === undefined ? (first ?? "not_found") : "ambiguous_identifier";

  return (identifier) => {
    switch (identifier.kind) {
      case "cvm-id":
        return byCvmId.get(identifier.cvmId) ?? "not_found";
      case "vm-uuid":
        return byVmUuid.get(identifier.vmUuid) ?? "not_found";
      case "instance-id":
        return byInstanceId.get(identifier.instanceId) ?? "not_found";
      case "app-id":
        return onlyOne(byAppId.get(identifier.appId));
      case "name":
        return onlyOne(byName.get(identifier.name));
      case "invalid":
        return "invalid_identifier";
      default:
        return assertNever(identifier);
    }
  };
};

const selectNamed = async (
  store: Pick<CvmStore, "find">,
  caller: Caller,
  options: RefreshOptions,
  named: readonly string[],
): Promise<Selection> => {
  const distinct = [...new Set(named)];
  const identifiers = distinct.map(parseIdentifier);
  const visible = await store.find(keysOf(identifiers), caller.isAdmin ? null : caller.workspaceId);
  const resolve = resolverOver(visible);
  const seen = new Set<number>();
  const entries: SelectedEntry[] = [];
  for (const [index, identifier] of distinct.entries()) {
    const found = resolve(identifiers[index] ?? { kind: "invalid" });
    if (typeof found === "string") {
      entries.push({ kind: "unresolved", identifier, reason: found });
    } else if (!seen.has(found.cvmId)) {
      seen.add(found.cvmId);
      const reason = excludedBecause(found, options);
      entries.push(
        reason === null
          ? { kind: "processed", identifier, cvm: found }
          : { kind: "filtered", identifier, cvm: found, reason },
      );
    }
  }
  return { total: entries.length, entries: entries.slice(0, options.limit) };
};

/** A scan of the caller's workspace, or the CVMs that the caller named, in the caller's order and each once. */
export const select: Select = async (store, caller, options) => {
  if (options.cvmIds !== null) return selectNamed(store, caller, options, options.cvmIds);
  const { runningOnly, missingOnly, limit } = options;
  const { total, cvms } = await store.scan({ workspaceId: caller.workspaceId, runningOnly, missingOnly, limit });
  return { total, entries: cvms.map((cvm) => ({ kind: "processed", identifier: cvm.vmUuid, cvm })) };
};
