import { assertNever } from "../assert-never.ts";
import type { Cvm, Fleet, Placement, SimulatedGateway, SimulatedHost, SimulatedTeepod, SimulatedVm } from "./fleet.ts";
import { type IdentitySource, identitySource } from "./identity-source.ts";
import type { HostSpec, IdSpec, Situation } from "./situation.ts";

/** Where a fleet's CVMs run and which upstream calls fail. */
export interface Layout {
  readonly placements: readonly Placement[];
  /** Faults by the node's name; a node that is not named has none. */
  readonly faults: Readonly<Record<string, SimulatedTeepod["faults"]>>;
}

/** A situation with its identities. */
interface Actor {
  readonly situation: Situation;
  readonly cvmId: number;
  readonly vmUuid: string;
  readonly appId: string;
  readonly ownId: string;
  readonly oldId: string;
  readonly lastAttemptAtMs: number | null;
}

const FIRST_CVM_ID = 1_001;
const FIRST_ATTEMPT_AT_MS = 1_768_000_000_000;
/** Ids beyond 32 bits are as good as any; the last CVM has one. */
const BEYOND_32_BITS = 2 ** 32;

const castActors = (situations: readonly Situation[], identities: IdentitySource): readonly Actor[] => {
  const appIds = new Map<string, string>();
  let nextCvmId = FIRST_CVM_ID;
  return identities.shuffled(situations).map((situation, index) => {
    const appId = appIds.get(situation.app) ?? identities.appId();
    appIds.set(situation.app, appId);
    const cvmId = nextCvmId + (index === situations.length - 1 ? BEYOND_32_BITS : 0);
    nextCvmId += identities.integer(1, 7);
    const attempt = identities.integer(0, 1_000_000);
    return {
      situation,
      cvmId,
      vmUuid: identities.vmUuid(),
      appId,
      ownId: identities.instanceId(appId),
      oldId: identities.instanceId(appId),
      // One CVM in ten has been attempted before, so that a scan's order is not that of the keys.
      lastAttemptAtMs: attempt % 10 === 0 ? FIRST_ATTEMPT_AT_MS + attempt * 1_000 : null,
    };
  });
};

const idOf = (spec: IdSpec, actor: Actor, byName: ReadonlyMap<string, Actor>): string | null | undefined => {
  switch (spec) {
    case "own":
      return actor.ownId;
    case "old":
      return actor.oldId;
    case "upper":
      return ` ${actor.ownId.toUpperCase()} `;
    case "prefixed":
      return `0x${actor.ownId}`;
    case "vm-uuid":
      return actor.vmUuid;
    case "garbage":
      return "not-an-instance-id";
    case "blank":
      return "  ";
    case "none":
      return null;
    case "absent":
      return undefined;
    default: {
      const named = byName.get(spec.slice("of ".length));
      if (named !== undefined) return named.ownId;
      throw new Error(`No situation has the name that "${spec}" speaks of. Correct the built-in fleet.`);
    }
  }
};

/** The ten hours for which a gateway goes on listing a host that has left. */
const LONG_AGO_SECONDS = 36_000;

const hostOf = (spec: HostSpec, { ownId, oldId, appId }: Actor, identities: IdentitySource): SimulatedHost => {
  const alive = { appId, handshakeAgoSeconds: 0 };
  switch (spec) {
    case "own":
      return { ...alive, instanceId: ownId };
    case "old":
      return { ...alive, instanceId: oldId };
    case "stray":
      return { ...alive, instanceId: identities.instanceId(appId) };
    case "own-under-another-app":
      return { ...alive, instanceId: ownId, appId: identities.appId() };
    case "old-gone":
      return { instanceId: oldId, appId, handshakeAgoSeconds: LONG_AGO_SECONDS };
    case "own-never-met":
      return { instanceId: ownId, appId, handshakeAgoSeconds: null };
    default:
      return assertNever(spec);
  }
};

/** Makes a fleet in the demo workspaces out of situations. The same situations, layout and seed give the same fleet. */
export const fleetOfSituations = (situations: readonly Situation[], layout: Layout, seed: number): Fleet => {
  const identities = identitySource(seed);
  const actors = castActors(situations, identities);
  const byName = new Map(actors.map((actor) => [actor.situation.name, actor]));

  const cvms = actors.map((actor): Cvm => {
    const { name, workspace, status, teepod, noInstanceId, stored } = actor.situation;
    const { cvmId, vmUuid, appId, lastAttemptAtMs } = actor;
    const instanceId = idOf(stored, actor, byName) ?? null;
    return {
      cvmId,
      vmUuid,
      appId,
      name,
      workspaceId: workspace,
      status,
      instanceId,
      teepod,
      noInstanceId,
      lastAttemptAtMs,
    };
  });

  const vmsOn = (teepod: string): readonly SimulatedVm[] =>
    actors
      .filter((actor) => actor.situation.teepod === teepod && !actor.situation.isUnknownToTeepod)
      .map((actor) => ({
        vmUuid: actor.vmUuid,
        name: actor.situation.name,
        appId: actor.appId,
        status: actor.situation.status,
        stateInstanceId: idOf(actor.situation.state, actor, byName),
        infoInstanceId: idOf(actor.situation.info, actor, byName),
      }));

  const hostsOf = (gateway: string): readonly SimulatedHost[] => {
    const teepods = layout.placements.filter((placement) => placement.gateway === gateway).map(({ teepod }) => teepod);
    return actors
      .filter(({ situation }) => teepods.includes(situation.teepod))
      .flatMap((actor) => actor.situation.hosts.map((spec) => hostOf(spec, actor, identities)));
  };

  const teepods = layout.placements.map(
    ({ teepod }): SimulatedTeepod => ({ name: teepod, vms: vmsOn(teepod), faults: layout.faults[teepod] ?? {} }),
  );
  const gateways = [...new Set(layout.placements.map(({ gateway }) => gateway))].map(
    (name): SimulatedGateway => ({ name, hosts: hostsOf(name), faults: layout.faults[name] ?? {} }),
  );
  return {
    workspaces: [
      { id: "demo-member", name: "The member's" },
      { id: "demo-other", name: "Another member's" },
      { id: "demo-admin", name: "The admin's" },
    ],
    cvms,
    placements: layout.placements,
    world: { teepods, gateways },
  };
};
