import { isObject } from "../../contract/index.ts";
import type { Answer, GatewayHosts, ReportedId } from "../refresh/evidence.ts";
import { readReportedId } from "./reported-id.ts";

/**
 * Reads the answer to `Admin.Status`. An entry that is no host is left out, so that it spoils no other; the same host listed
 * twice counts once.
 * Source: dstack `gateway/rpc/proto/gateway_rpc.proto`, StatusResponse.
 */
export const readAdminStatus = (json: unknown): Answer<GatewayHosts> => {
  if (!isObject(json) || !Array.isArray(json.hosts))
    return { kind: "failed", why: "the answer to Admin.Status has another shape" };
  const appsByInstanceId = new Map<string, Set<string>>();
  const idsByAppId = new Map<string, ReportedId[]>();
  for (const host of json.hosts) {
    if (!isObject(host) || typeof host.app_id !== "string") continue;
    const appId = host.app_id.trim().toLowerCase();
    const id = readReportedId(host.instance_id);
    if (id.kind === "none") continue;
    if (id.kind === "id") {
      const apps = appsByInstanceId.get(id.instanceId) ?? new Set();
      if (apps.has(appId)) continue;
      appsByInstanceId.set(id.instanceId, apps.add(appId));
    }
    const ids = idsByAppId.get(appId);
    if (ids === undefined) idsByAppId.set(appId, [id]);
    else ids.push(id);
  }
  return { kind: "answered", value: { appsByInstanceId, idsByAppId } };
};
