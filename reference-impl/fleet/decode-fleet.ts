import { decodeWorld } from "./decode-world.ts";
import {
  checkDistinct,
  type Field,
  flagIn,
  hex40In,
  integerIn,
  listIn,
  membersOf,
  nameIn,
  textIn,
  unfit,
  uuidIn,
} from "./field.ts";
import type { Cvm, Fleet, Placement, SimulatedWorld, Workspace } from "./fleet.ts";
import { FleetError } from "./fleet-error.ts";

const decodeWorkspace = (field: Field): Workspace => {
  const member = membersOf(field, ["id", "name"]);
  return { id: nameIn(member("id")), name: textIn(member("name")) };
};

const decodePlacement = (field: Field): Placement => {
  const member = membersOf(field, ["teepod", "gateway"]);
  return { teepod: nameIn(member("teepod")), gateway: nameIn(member("gateway")) };
};

const decodeCvm = (field: Field): Cvm => {
  const member = membersOf(field, [
    "cvmId",
    "vmUuid",
    "appId",
    "name",
    "workspaceId",
    "status",
    "instanceId",
    "teepod",
    "noInstanceId",
    "lastAttemptAtMs",
  ]);
  const instanceId = member("instanceId");
  const lastAttemptAtMs = member("lastAttemptAtMs");
  const noInstanceId = flagIn(member("noInstanceId"));
  if (noInstanceId && instanceId.value != null) throw unfit(instanceId, "null, because noInstanceId is true");
  return {
    cvmId: integerIn(member("cvmId"), 1),
    vmUuid: uuidIn(member("vmUuid")),
    appId: hex40In(member("appId")),
    name: textIn(member("name")),
    workspaceId: nameIn(member("workspaceId")),
    status: textIn(member("status")),
    instanceId: instanceId.value == null ? null : hex40In(instanceId),
    teepod: nameIn(member("teepod")),
    noInstanceId,
    lastAttemptAtMs: lastAttemptAtMs.value == null ? null : integerIn(lastAttemptAtMs, 0),
  };
};

const checkKnown = (name: string, known: ReadonlySet<string>, place: string, list: string): void => {
  if (known.has(name)) return;
  throw new FleetError(
    place,
    `is ${JSON.stringify(name)}, which ${list} does not have`,
    "Add it there, or correct it.",
  );
};

const checkCvms = (cvms: readonly Cvm[], workspaces: readonly Workspace[], placements: readonly Placement[]): void => {
  checkDistinct(cvms, "cvms", "cvmId", ({ cvmId }) => cvmId);
  checkDistinct(cvms, "cvms", "vmUuid", ({ vmUuid }) => vmUuid);
  checkDistinct(cvms, "cvms", "instanceId", ({ instanceId }) => instanceId);
  const workspaceIds = new Set(workspaces.map(({ id }) => id));
  const placed = new Set(placements.map(({ teepod }) => teepod));
  cvms.forEach(({ workspaceId, teepod }, index) => {
    checkKnown(workspaceId, workspaceIds, `cvms[${index}].workspaceId`, "workspaces");
    checkKnown(teepod, placed, `cvms[${index}].teepod`, "placements");
  });
};

const checkNodes = (placements: readonly Placement[], { teepods, gateways }: SimulatedWorld): void => {
  checkDistinct(placements, "placements", "teepod", ({ teepod }) => teepod);
  const teepodNames = new Set(teepods.map(({ name }) => name));
  const gatewayNames = new Set(gateways.map(({ name }) => name));
  gateways.forEach(({ name }, index) => {
    if (teepodNames.has(name))
      throw new FleetError(`world.gateways[${index}].name`, `is ${JSON.stringify(name)}, a teepod's`, "Rename one.");
  });
  placements.forEach(({ teepod, gateway }, index) => {
    checkKnown(teepod, teepodNames, `placements[${index}].teepod`, "world.teepods");
    checkKnown(gateway, gatewayNames, `placements[${index}].gateway`, "world.gateways");
  });
};

/**
 * Reads a fleet from parsed JSON with the members of `Fleet`; the reverse of `JSON.stringify`. Of a CVM `instanceId`,
 * `noInstanceId` and `lastAttemptAtMs` may be left out, of a node its `faults`, and `world` where the upstreams are real.
 * Throws `FleetError`, which names the place: for a missing, unknown or malformed member, for ids that are not unique,
 * and for a workspace or node that is named but not there.
 */
export const decodeFleet = (value: unknown): Fleet => {
  const member = membersOf({ value, place: "" }, ["workspaces", "cvms", "placements", "world"]);
  const workspaces = listIn(member("workspaces")).map(decodeWorkspace);
  const placements = listIn(member("placements")).map(decodePlacement);
  const cvms = listIn(member("cvms")).map(decodeCvm);
  const world = decodeWorld(member("world"), placements);
  checkDistinct(workspaces, "workspaces", "id", ({ id }) => id);
  checkNodes(placements, world);
  checkCvms(cvms, workspaces, placements);
  return { workspaces, cvms, placements, world };
};
