import { isObject } from "../../contract/index.ts";
import type { Answer, ReportedId } from "../refresh/evidence.ts";
import { readReportedId } from "./reported-id.ts";

/** A host that a gateway lists; one without an id is never listed. */
export interface ListedHost {
  readonly id: ReportedId;
  /** Lower case. */
  readonly appId: string;
  /** Unix time; 0 where it never shook hands, or nobody says when. */
  readonly latestHandshakeSeconds: number;
}

/** A number, or its digits, as protobuf's own JSON spells 64 bits. */
const secondsIn = (value: unknown): number => {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : 0;
};

/**
 * Reads the answer to `Admin.Status`. An entry that is no host, or has no id, is left out, so that it spoils no other.
 * Source: dstack `gateway/rpc/proto/gateway_rpc.proto`, StatusResponse.
 */
export const readAdminStatus = (json: unknown): Answer<readonly ListedHost[]> => {
  if (!isObject(json) || !Array.isArray(json.hosts))
    return { kind: "failed", why: "the answer to Admin.Status has another shape" };
  const hosts: ListedHost[] = [];
  for (const host of json.hosts) {
    if (!isObject(host) || typeof host.app_id !== "string") continue;
    const id = readReportedId(host.instance_id);
    if (id.kind === "none") continue;
    const appId = host.app_id.trim().toLowerCase();
    hosts.push({ id, appId, latestHandshakeSeconds: secondsIn(host.latest_handshake) });
  }
  return { kind: "answered", value: hosts };
};
