import { createHash } from "node:crypto";
import { countsOf } from "./counts.ts";
import { createFleet, type Fleet, type FleetCvm, type Outcome } from "./fleet.ts";
import { type Listener, listenJson, REFRESH_PATH, type Received, type Reply } from "./json-listener.ts";
import { isFaulty, type RefreshOptions, readOptions, strictTypes } from "./refresh-options.ts";

/** Where the store is shown, and put back. */
const STATE_PATH = "/state";

/** How often the fleet changes. */
const CHANGE_EVERY_MS = 100;
/** At each change one CVM in so many changes. */
const CHANGED_SHARE = 8;
/** A CVM stays as it is for so many changes at most. */
const LONGEST_REST = 40;

const draw = (text: string, sides: number): number =>
  createHash("sha256").update(text).digest().readUInt32LE(0) % sides;

const idOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 40);

type Mood = (cvm: FleetCvm, lastChange: number) => FleetCvm | null;

/** What can happen to a CVM; null takes it away. */
const MOODS: readonly Mood[] = [
  (cvm) => cvm,
  (cvm) => ({ ...cvm, isRunning: !cvm.isRunning }),
  (cvm) => ({ ...cvm, workspace: cvm.workspace === "ours" ? "theirs" : "ours" }),
  () => null,
  (cvm) => ({ ...cvm, instanceId: null }),
  // Someone else has refreshed it; what rivals want is not verified.
  ({ evidence, ...cvm }) =>
    evidence.kind === "found" && evidence.isVerified
      ? { ...cvm, evidence, instanceId: evidence.instanceId }
      : { ...cvm, evidence },
  (cvm, lastChange) => ({ ...cvm, instanceId: idOf(`stored ${cvm.name} ${lastChange}`) }),
  (cvm) => ({ ...cvm, evidence: { kind: "nothing" } }),
  (cvm) => ({ ...cvm, evidence: { kind: "trouble" } }),
  (cvm, lastChange) => ({
    ...cvm,
    evidence: {
      kind: "found",
      instanceId: idOf(`found ${cvm.name} ${lastChange}`),
      source: lastChange % 2 === 0 ? "teepod_state" : "gateway",
      isVerified: lastChange % 3 === 0,
    },
  }),
];

/** At which change each CVM changed last, of those that it has not rested from; asked with changes that never grow less. */
const lastChanges = (): ((cvmId: number, change: number) => number | null) => {
  const known = new Map<number, { readonly at: number; readonly last: number }>();
  return (cvmId, change) => {
    const { at, last: before } = known.get(cvmId) ?? { at: 0, last: 0 };
    let last = before;
    for (let next = change; next > Math.max(at, change - LONGEST_REST); next -= 1)
      if (draw(`${cvmId} changes at ${next}`, CHANGED_SHARE) === 0) {
        last = next;
        break;
      }
    known.set(cvmId, { at: change, last });
    return last > Math.max(0, change - LONGEST_REST) ? last : null;
  };
};

/** A CVM after the last change that happened to it. An id that was written after that stays as it was written. */
const moved = (cvm: FleetCvm, last: number | null, writtenAt: number): FleetCvm | null => {
  if (last === null) return cvm;
  const now = MOODS[draw(`${cvm.cvmId} becomes at ${last}`, MOODS.length)]?.(cvm, last) ?? null;
  return now === null || writtenAt < last ? now : { ...now, instanceId: cvm.instanceId };
};

/** A fleet that moves; it can be put back as it was stored at the start, and moves on. */
interface MovingFleet extends Fleet {
  readonly restore: () => void;
}

/** A fleet that moves: its CVMs are those of the moment. */
const moving = (create: () => Fleet, nowMs: () => number): MovingFleet => {
  let fleet = create();
  const startMs = nowMs();
  const changeNow = (): number => Math.floor((nowMs() - startMs) / CHANGE_EVERY_MS);
  const lastChange = lastChanges();
  const writtenAt = new Map<number, number>();
  // Worked out once for each change, and after each write.
  let known: { readonly change: number; readonly cvms: readonly FleetCvm[] } | null = null;
  return {
    cvms: () => {
      const change = changeNow();
      if (known?.change !== change)
        known = {
          change,
          cvms: fleet
            .cvms()
            .flatMap((cvm) => moved(cvm, lastChange(cvm.cvmId, change), writtenAt.get(cvm.cvmId) ?? -1) ?? []),
        };
      return known.cvms;
    },
    refresh: (cvms, options) => {
      const outcomes = fleet.refresh(cvms, options);
      if (options.dryRun) return outcomes;
      for (const { cvm, status } of outcomes) if (status === "updated") writtenAt.set(cvm.cvmId, changeNow());
      known = null;
      return outcomes;
    },
    restore: () => {
      fleet = create();
      writtenAt.clear();
      known = null;
    },
  };
};

const excludedBy = (cvm: FleetCvm, { runningOnly, missingOnly }: RefreshOptions): string | null => {
  if (runningOnly && !cvm.isRunning) return "not_running";
  return missingOnly && cvm.instanceId !== null ? "already_has_instance_id" : null;
};

const NOTHING = { new_instance_id: null, source: "none", verified_with_gateway: false } as const;

const itemOf = (cvm: FleetCvm, identifier: string, options: RefreshOptions, outcome: Outcome | undefined) => {
  const known = { cvm_id: cvm.cvmId, identifier, old_instance_id: cvm.instanceId };
  if (outcome === undefined) return { ...known, status: "skipped", ...NOTHING, reason: excludedBy(cvm, options) };
  const { evidence } = cvm;
  return {
    ...known,
    status: outcome.status,
    new_instance_id: outcome.foundId,
    source: evidence.kind === "found" ? evidence.source : "none",
    verified_with_gateway: evidence.kind === "found" && evidence.isVerified,
    reason: outcome.problem,
  };
};

const refresh = (fleet: Fleet, options: RefreshOptions): Reply => {
  const home = fleet.cvms().filter(({ workspace }) => workspace === "ours");
  const byName = new Map(home.flatMap((cvm) => [String(cvm.cvmId), cvm.vmUuid].map((name) => [name, cvm])));
  const selected = new Map<FleetCvm | string, string>();
  if (options.cvmIds === null)
    for (const cvm of home) {
      if (excludedBy(cvm, options) === null) selected.set(cvm, cvm.vmUuid);
    }
  else
    for (const name of options.cvmIds) {
      const key = byName.get(name) ?? name;
      if (!selected.has(key)) selected.set(key, name);
    }
  const chosen = [...selected].slice(0, options.limit);
  const processed = chosen.flatMap(([key]) =>
    typeof key === "string" || excludedBy(key, options) !== null ? [] : [key],
  );
  const outcomes = new Map(fleet.refresh(processed, options).map((outcome) => [outcome.cvm, outcome]));
  const items = chosen.map(([key, identifier]) =>
    typeof key === "string"
      ? { cvm_id: 0, identifier, status: "skipped", old_instance_id: null, ...NOTHING, reason: "not_found" }
      : itemOf(key, identifier, options, outcomes.get(key)),
  );
  return { status: 200, json: { total: selected.size, scanned: items.length, ...countsOf(items), items } };
};

/** What is stored at the moment, of every workspace. */
const stateOf = (fleet: Fleet): Reply => {
  const shown = ({ cvmId, instanceId, isRunning, workspace }: FleetCvm) => [
    cvmId,
    { instance_id: instanceId, status: isRunning ? "running" : "exited", workspace },
  ];
  return { status: 200, json: Object.fromEntries(fleet.cvms().map(shown)) };
};

const parse = (request: Received): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(request.body));
  } catch {
    return undefined;
  }
};

/**
 * Starts a correct server, on a free loopback port and without a key, whose fleet changes by itself ten times a second: CVMs start, stop, come,
 * go, pass to another workspace, are replaced, and are refreshed by others. `/state` shows all that is stored, and puts it back. `nowMs` is a
 * clock in milliseconds.
 */
export const startMovingFleet = (nowMs: () => number): Promise<Listener> => {
  const fleet = moving(() => createFleet((instanceId) => instanceId), nowMs);
  return listenJson((request) => {
    if (request.path === STATE_PATH) {
      if (request.method === "PUT") fleet.restore();
      return stateOf(fleet);
    }
    if (request.path !== REFRESH_PATH) return { status: 404, json: { detail: "Not Found" } };
    if (request.method !== "PATCH") return { status: 405, json: {}, headers: { allow: "PATCH" } };
    const options = readOptions(parse(request), strictTypes);
    if (!isFaulty(options)) return refresh(fleet, options);
    const detail = options.map(({ at, problem }) => ({ loc: ["body", ...at], msg: problem, type: "value_error" }));
    return { status: 422, json: { detail } };
  });
};
