import type {
  Placement,
  SimulatedGateway,
  SimulatedHost,
  SimulatedTeepod,
  SimulatedVm,
  SimulatedWorld,
  UpstreamFault,
  UpstreamMethod,
} from "./fleet.ts";
import {
  checkDistinct,
  type Field,
  hex40In,
  integerIn,
  isAbsent,
  listIn,
  membersOf,
  nameIn,
  textIn,
  textOrNullIn,
  unfit,
  uuidIn,
} from "./field.ts";

const decodeFault = (field: Field): UpstreamFault => {
  const member = membersOf(field, ["kind", "delayMs"]);
  const kind = member("kind");
  if (kind.value === "delay") return { kind: "delay", delayMs: integerIn(member("delayMs"), 0) };
  if (!isAbsent(member("delayMs"))) throw unfit(member("delayMs"), "delayMs only where the kind is delay");
  switch (kind.value) {
    case "drop":
    case "bad-request":
    case "garbage":
    case "wrong-shape":
    case "stale":
      return { kind: kind.value };
    default:
      throw unfit(kind, "one of delay, drop, bad-request, garbage, wrong-shape, stale");
  }
};

const decodeFaults = (field: Field, methods: readonly UpstreamMethod[]): SimulatedTeepod["faults"] => {
  if (isAbsent(field)) return {};
  const member = membersOf(field, methods);
  const present = methods.filter((method) => !isAbsent(member(method)));
  return Object.fromEntries(present.map((method) => [method, decodeFault(member(method))]));
};

/** What an upstream tells may be anything: a string, null, or nothing at all. */
const toldIn = (field: Field): string | null | undefined => (isAbsent(field) ? undefined : textOrNullIn(field));

const decodeVm = (field: Field): SimulatedVm => {
  const member = membersOf(field, ["vmUuid", "name", "appId", "status", "stateInstanceId", "infoInstanceId"]);
  return {
    vmUuid: uuidIn(member("vmUuid")),
    name: textIn(member("name")),
    appId: hex40In(member("appId")),
    status: textIn(member("status")),
    stateInstanceId: toldIn(member("stateInstanceId")),
    infoInstanceId: toldIn(member("infoInstanceId")),
  };
};

const decodeTeepod = (field: Field): SimulatedTeepod => {
  const member = membersOf(field, ["name", "vms", "faults"]);
  const vms = listIn(member("vms")).map(decodeVm);
  checkDistinct(vms, member("vms").place, "vmUuid", ({ vmUuid }) => vmUuid);
  return { name: nameIn(member("name")), vms, faults: decodeFaults(member("faults"), ["Status", "GetInfo"]) };
};

const decodeHost = (field: Field): SimulatedHost => {
  const member = membersOf(field, ["instanceId", "appId", "handshakeAgoSeconds"]);
  const ago = member("handshakeAgoSeconds");
  return {
    instanceId: textIn(member("instanceId")),
    appId: textIn(member("appId")),
    handshakeAgoSeconds: isAbsent(ago) ? 0 : ago.value === null ? null : integerIn(ago, 0),
  };
};

const decodeGateway = (field: Field): SimulatedGateway => {
  const member = membersOf(field, ["name", "hosts", "faults"]);
  return {
    name: nameIn(member("name")),
    hosts: listIn(member("hosts")).map(decodeHost),
    faults: decodeFaults(member("faults"), ["Admin.Status", "GetInfo"]),
  };
};

/** The nodes that the placements name, knowing nothing: the world of a fleet whose upstreams are real. */
const silentWorld = (placements: readonly Placement[]): SimulatedWorld => ({
  teepods: placements.map(({ teepod }) => ({ name: teepod, vms: [], faults: {} })),
  gateways: [...new Set(placements.map(({ gateway }) => gateway))].map((name) => ({ name, hosts: [], faults: {} })),
});

/** Reads what simulated upstreams say; left out, they say nothing. Throws `FleetError`. */
export const decodeWorld = (field: Field, placements: readonly Placement[]): SimulatedWorld => {
  if (isAbsent(field)) return silentWorld(placements);
  const member = membersOf(field, ["teepods", "gateways"]);
  const teepods = listIn(member("teepods")).map(decodeTeepod);
  const gateways = listIn(member("gateways")).map(decodeGateway);
  checkDistinct(teepods, member("teepods").place, "name", ({ name }) => name);
  checkDistinct(gateways, member("gateways").place, "name", ({ name }) => name);
  return { teepods, gateways };
};
