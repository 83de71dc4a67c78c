import { isObject } from "../../contract/index.ts";
import type { Answer, ReportedId } from "../refresh/evidence.ts";
import { NO_ID, readReportedId } from "./reported-id.ts";

/** `Status` for some VMs, as a prpc request body. */
export const statusBody = (vmUuids: Iterable<string>): string => JSON.stringify({ ids: [...new Set(vmUuids)] });

/** `GetInfo` for one VM, as a prpc request body. */
export const getInfoBody = (vmUuid: string): string => JSON.stringify({ id: vmUuid });

const wrongShape = (method: string): { readonly kind: "failed"; readonly why: string } => ({
  kind: "failed",
  why: `the answer to ${method} has another shape`,
});

/**
 * Reads the answer to `Status`: the instance id of each VM by its UUID in lower case. An entry that is no VM is left out, so
 * that it spoils no other; of a VM that is listed twice the first entry counts.
 * Source: dstack `vmm/rpc/proto/vmm_rpc.proto`, StatusResponse.
 */
export const readStatus = (json: unknown): Answer<ReadonlyMap<string, ReportedId>> => {
  if (!isObject(json) || !Array.isArray(json.vms)) return wrongShape("Status");
  const ids = new Map<string, ReportedId>();
  for (const vm of json.vms) {
    if (!isObject(vm) || typeof vm.id !== "string") continue;
    const vmUuid = vm.id.toLowerCase();
    if (!ids.has(vmUuid)) ids.set(vmUuid, readReportedId(vm.instance_id));
  }
  return { kind: "answered", value: ids };
};

/**
 * Reads the answer to `GetInfo` of one VM; a VM that the node does not know has no id. An answer about another VM is a fault.
 * Source: dstack `vmm/rpc/proto/vmm_rpc.proto`, GetInfoResponse.
 */
export const readGetInfo = (json: unknown, vmUuid: string): Answer<ReportedId> => {
  if (!isObject(json) || typeof json.found !== "boolean") return wrongShape("GetInfo");
  if (!json.found) return { kind: "answered", value: NO_ID };
  if (!isObject(json.info)) return wrongShape("GetInfo");
  if (typeof json.info.id === "string" && json.info.id.toLowerCase() !== vmUuid)
    return { kind: "failed", why: "the answer to GetInfo is about another VM" };
  return { kind: "answered", value: readReportedId(json.info.instance_id) };
};
