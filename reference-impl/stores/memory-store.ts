import type { Cvm } from "../fleet/fleet.ts";
import type { CvmStore, InstanceIdWrite, ScanQuery, WriteOutcome } from "./cvm-store.ts";
import { withOverrides } from "./with-overrides.ts";

/** A place for one CVM, which stays where the indices point while what is in it changes. */
interface Row {
  cvm: Cvm;
}

interface Workspace {
  readonly rows: Row[];
  /** Stamps have changed since the rows were last put in order. */
  isOutOfOrder: boolean;
}

const byLeastRecentAttempt = (a: Row, b: Row): number =>
  (a.cvm.lastAttemptAtMs ?? -Infinity) - (b.cvm.lastAttemptAtMs ?? -Infinity) || a.cvm.cvmId - b.cvm.cvmId;

const bucket = <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value => {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
};

/** The indices over one set of CVMs. */
class Tables {
  readonly byCvmId = new Map<number, Row>();
  readonly byVmUuid = new Map<string, Row>();
  readonly byInstanceId = new Map<string, Row>();
  readonly byAppId = new Map<string, Row[]>();
  readonly byName = new Map<string, Row[]>();
  readonly byWorkspace = new Map<string, Workspace>();
  lastStampMs = -Infinity;

  constructor(cvms: readonly Cvm[]) {
    for (const cvm of cvms) {
      const row: Row = { cvm };
      this.byCvmId.set(cvm.cvmId, row);
      this.byVmUuid.set(cvm.vmUuid, row);
      if (cvm.instanceId !== null) this.byInstanceId.set(cvm.instanceId, row);
      bucket(this.byAppId, cvm.appId, (): Row[] => []).push(row);
      bucket(this.byName, cvm.name, (): Row[] => []).push(row);
      bucket(this.byWorkspace, cvm.workspaceId, () => ({ rows: [], isOutOfOrder: true })).rows.push(row);
      this.lastStampMs = Math.max(this.lastStampMs, cvm.lastAttemptAtMs ?? -Infinity);
    }
  }

  scan({ workspaceId, runningOnly, missingOnly, limit }: ScanQuery): { total: number; cvms: Cvm[] } {
    const workspace = this.byWorkspace.get(workspaceId);
    if (workspace === undefined) return { total: 0, cvms: [] };
    if (workspace.isOutOfOrder) workspace.rows.sort(byLeastRecentAttempt);
    workspace.isOutOfOrder = false;
    const cvms: Cvm[] = [];
    let total = 0;
    for (const { cvm } of workspace.rows) {
      if ((runningOnly && cvm.status !== "running") || (missingOnly && cvm.instanceId !== null)) continue;
      total += 1;
      if (cvms.length < limit) cvms.push(cvm);
    }
    return { total, cvms };
  }

  stamp(attempted: readonly number[], atMs: number): void {
    const stampMs = Math.max(atMs, this.lastStampMs + 1);
    for (const cvmId of attempted) {
      const row = this.byCvmId.get(cvmId);
      if (row === undefined) continue;
      row.cvm = { ...row.cvm, lastAttemptAtMs: stampMs };
      const workspace = this.byWorkspace.get(row.cvm.workspaceId);
      if (workspace !== undefined) workspace.isOutOfOrder = true;
      this.lastStampMs = stampMs;
    }
  }

  write({ cvmId, expected, next }: InstanceIdWrite): WriteOutcome {
    const row = this.byCvmId.get(cvmId);
    if (row === undefined) return { kind: "gone" };
    if (row.cvm.instanceId !== expected) return { kind: "superseded", instanceId: row.cvm.instanceId };
    if ((this.byInstanceId.get(next) ?? row) !== row) return { kind: "taken" };
    if (expected !== null) this.byInstanceId.delete(expected);
    this.byInstanceId.set(next, row);
    row.cvm = { ...row.cvm, instanceId: next };
    return { kind: "written" };
  }
}

/** Keeps CVMs in memory, for as long as the process lives. Throws `StoreError` where `cvms` break a rule of the store. */
export const createMemoryStore = (cvms: readonly Cvm[]): CvmStore => {
  let tables = new Tables(withOverrides(cvms, new Map()));

  return {
    scan: async (query) => tables.scan(query),
    find: async ({ cvmIds, vmUuids, appIds, instanceIds, names }, workspaceId) => {
      const found = new Set<Cvm>();
      const take = (row: Row | undefined): void => {
        if (row !== undefined && (workspaceId === null || row.cvm.workspaceId === workspaceId)) found.add(row.cvm);
      };
      for (const cvmId of cvmIds) take(tables.byCvmId.get(cvmId));
      for (const vmUuid of vmUuids) take(tables.byVmUuid.get(vmUuid));
      for (const instanceId of instanceIds) take(tables.byInstanceId.get(instanceId));
      for (const appId of appIds) tables.byAppId.get(appId)?.forEach(take);
      for (const name of names) tables.byName.get(name)?.forEach(take);
      return [...found];
    },
    holders: async (instanceIds) => {
      const holders = new Map<string, number>();
      for (const instanceId of instanceIds) {
        const row = tables.byInstanceId.get(instanceId);
        if (row !== undefined) holders.set(instanceId, row.cvm.cvmId);
      }
      return holders;
    },
    record: async ({ atMs, attempted, writes }) => {
      tables.stamp(attempted, atMs);
      return new Map(writes.map((write) => [write.cvmId, tables.write(write)]));
    },
    snapshot: async () => Array.from(tables.byCvmId.values(), (row) => row.cvm).toSorted((a, b) => a.cvmId - b.cvmId),
    restore: async (next, overrides) => {
      tables = new Tables(withOverrides(next, overrides));
    },
    close: async () => {},
  };
};
