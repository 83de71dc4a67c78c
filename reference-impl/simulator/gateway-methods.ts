import { isObject } from "../../contract/index.ts";
import type { SimulatedGateway, SimulatedHost, UpstreamMethod } from "../fleet/fleet.ts";
import { type PrpcMethod, prpcError, prpcOk } from "./prpc-reply.ts";

/** Hosts shake hands once a minute: until the next one the same listing is given out. */
const SHAKES_HANDS_EVERY_SECONDS = 60;

const latestHandshake = ({ handshakeAgoSeconds }: SimulatedHost, roundSeconds: number): number =>
  handshakeAgoSeconds === null ? 0 : roundSeconds - handshakeAgoSeconds;

const hostText = (host: SimulatedHost, index: number, roundSeconds: number): string =>
  JSON.stringify({
    instance_id: host.instanceId,
    ip: `10.4.${Math.floor(index / 250)}.${(index % 250) + 2}`,
    app_id: host.appId,
    base_domain: "gateway.test",
    latest_handshake: latestHandshake(host, roundSeconds),
    num_connections: 0,
  });

/**
 * The prpc methods of a gateway over the hosts that registered with it: `Admin.Status`, which lists all, and `GetInfo` by
 * instance id. `nowMs` tells the time: a handshake is so long ago as the host says, whenever it is asked.
 * Source: dstack `gateway/rpc/proto/gateway_rpc.proto`, service `Admin`.
 */
export const gatewayMethods = (
  gateway: SimulatedGateway,
  nowMs: () => number,
): ReadonlyMap<UpstreamMethod, PrpcMethod> => {
  const indexById = new Map(gateway.hosts.map((host, index) => [host.instanceId, index]));
  const roundNow = (): number => Math.floor(nowMs() / 1_000 / SHAKES_HANDS_EVERY_SECONDS) * SHAKES_HANDS_EVERY_SECONDS;
  let listing = { roundSeconds: Number.NaN, reply: prpcOk("") };
  const everything: PrpcMethod = () => {
    const roundSeconds = roundNow();
    if (listing.roundSeconds !== roundSeconds) {
      const texts = gateway.hosts.map((host, index) => hostText(host, index, roundSeconds));
      const text = `{"id":1,"url":"http://gateway.test","hosts":[${texts.join(",")}],"nodes":[],"num_connections":0}`;
      listing = { roundSeconds, reply: prpcOk(Buffer.from(text)) };
    }
    return listing.reply;
  };
  const notFound = prpcOk('{"found":false,"info":null}');

  const getInfo: PrpcMethod = (body) => {
    const id = isObject(body) ? (body["id"] ?? "") : null;
    if (typeof id !== "string") return prpcError("Failed to decode the request of GetInfo");
    const index = indexById.get(id);
    const host = index === undefined ? undefined : gateway.hosts[index];
    if (index === undefined || host === undefined) return notFound;
    return prpcOk(`{"found":true,"info":${hostText(host, index, roundNow())}}`);
  };

  return new Map<UpstreamMethod, PrpcMethod>([
    ["Admin.Status", everything],
    ["GetInfo", getInfo],
  ]);
};
