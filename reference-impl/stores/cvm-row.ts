import type { Cvm } from "../fleet/fleet.ts";
import type { CvmTable } from "./cvm-table.ts";

/** A CVM as a row. */
export const toRow = (cvm: Cvm): CvmTable => ({
  cvm_id: cvm.cvmId,
  vm_uuid: cvm.vmUuid,
  app_id: cvm.appId,
  name: cvm.name,
  workspace_id: cvm.workspaceId,
  status: cvm.status,
  instance_id: cvm.instanceId,
  teepod: cvm.teepod,
  no_instance_id: cvm.noInstanceId ? 1 : 0,
  last_attempt_at_ms: cvm.lastAttemptAtMs,
});

/** The inverse of `toRow`. */
export const fromRow = (row: CvmTable): Cvm => ({
  cvmId: row.cvm_id,
  vmUuid: row.vm_uuid,
  appId: row.app_id,
  name: row.name,
  workspaceId: row.workspace_id,
  status: row.status,
  instanceId: row.instance_id,
  teepod: row.teepod,
  noInstanceId: row.no_instance_id !== 0,
  lastAttemptAtMs: row.last_attempt_at_ms,
});
