import { isObject } from "../../contract/index.ts";
import type { SimulatedGateway, SimulatedHost, UpstreamMethod } from "../fleet/fleet.ts";
import { type PrpcMethod, prpcError, prpcOk } from "./prpc-reply.ts";

const hostText = (host: SimulatedHost, index: number, latestHandshakeSeconds: number): string =>
  JSON.stringify({
    instance_id: host.instanceId,
    ip: `10.4.${Math.floor(index / 250)}.${(index % 250) + 2}`,
    app_id: host.appId,
    base_domain: "gateway.test",
    latest_handshake: latestHandshakeSeconds,
    num_connections: 0,
  });

/**
 * The prpc methods of a gateway over the hosts that registered with it: `Admin.Status`, which lists all, and `GetInfo` by
 * instance id. `latestHandshakeSeconds` is Unix time.
 * Source: dstack `gateway/rpc/proto/gateway_rpc.proto`, service `Admin`.
 */
export const gatewayMethods = (
  gateway: SimulatedGateway,
  latestHandshakeSeconds: number,
): ReadonlyMap<UpstreamMethod, PrpcMethod> => {
  const texts = gateway.hosts.map((host, index) => hostText(host, index, latestHandshakeSeconds));
  const everything = prpcOk(
    Buffer.from(`{"id":1,"url":"http://gateway.test","hosts":[${texts.join(",")}],"nodes":[],"num_connections":0}`),
  );
  const informationById = new Map(
    gateway.hosts.map((host, index) => [host.instanceId, prpcOk(`{"found":true,"info":${texts[index]}}`)]),
  );
  const notFound = prpcOk('{"found":false,"info":null}');

  const getInfo: PrpcMethod = (body) => {
    const id = isObject(body) ? (body["id"] ?? "") : null;
    if (typeof id !== "string") return prpcError("Failed to decode the request of GetInfo");
    return informationById.get(id) ?? notFound;
  };

  return new Map<UpstreamMethod, PrpcMethod>([
    ["Admin.Status", () => everything],
    ["GetInfo", getInfo],
  ]);
};
