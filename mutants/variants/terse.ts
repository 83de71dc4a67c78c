import { type Caller, callerOf } from "./access.ts";
import { countsOf } from "./counts.ts";
import { createFleet, type Fleet, type FleetCvm, type Outcome } from "./fleet.ts";
import { mediaType, REFRESH_PATH, type Received, type Reply } from "./json-listener.ts";
import { isFaulty, type RefreshOptions, readOptions, strictTypes } from "./refresh-options.ts";

const MAX_BODY_BYTES = 1024 * 1024;

// A byte order mark stays in the text, where it is no JSON.
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const problem = (status: number, error: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  json: { error },
  headers,
});

const passes = ({ isRunning, instanceId }: FleetCvm, { runningOnly, missingOnly }: RefreshOptions): boolean =>
  (isRunning || !runningOnly) && (instanceId === null || !missingOnly);

/** The CVMs that are named, known, visible and pass the filters; by their key, whatever the order of their names. */
const select = (fleet: Fleet, caller: Caller, options: RefreshOptions): ReadonlyMap<FleetCvm, string> => {
  const { cvmIds } = options;
  const names = cvmIds === null ? null : new Set(cvmIds);
  const selected = new Map<FleetCvm, string>();
  for (const cvm of fleet.cvms()) {
    if (cvm.workspace !== caller.workspace && !(caller.isAdmin && names !== null)) continue;
    if (!passes(cvm, options)) continue;
    const identifier =
      names === null ? cvm.vmUuid : [String(cvm.cvmId), cvm.vmUuid, cvm.name].find((name) => names.has(name));
    if (identifier !== undefined) selected.set(cvm, identifier);
  }
  return selected;
};

const REASONS: Readonly<Record<NonNullable<Outcome["problem"]>, string>> = {
  same: "same",
  differs: "differs",
  taken: "taken",
  "nothing found": "unknown",
  trouble: "unavailable",
};

/** Leaves out whatever the contract lets it. */
const itemOf = ({ cvm, status, foundId, problem: why }: Outcome, identifier: string) => ({
  cvm_id: cvm.cvmId,
  identifier,
  status,
  ...(cvm.instanceId === null ? {} : { old_instance_id: cvm.instanceId }),
  ...(foundId === null ? {} : { new_instance_id: foundId }),
  ...(cvm.evidence.kind === "found" ? { source: cvm.evidence.source } : {}),
  ...(cvm.evidence.kind === "found" && cvm.evidence.isVerified ? { verified_with_gateway: true } : {}),
  ...(why === null ? {} : { reason: REASONS[why] }),
});

const refresh = (fleet: Fleet, caller: Caller, options: RefreshOptions): Reply => {
  const selected = select(fleet, caller, options);
  const outcomes = fleet.refresh([...selected.keys()].slice(0, options.limit), options);
  const items = outcomes.map((outcome) => itemOf(outcome, selected.get(outcome.cvm) ?? ""));
  return { status: 200, json: { total: selected.size, scanned: items.length, ...countsOf(items), items } };
};

const parse = (body: Buffer): { readonly json: unknown } | null => {
  try {
    return { json: JSON.parse(UTF_8.decode(body)) };
  } catch {
    return null;
  }
};

/**
 * Says as little as the contract allows: what a filter excludes or nobody knows is simply not there, optional members are left
 * out where they have nothing to say, and a refusal names one place. Types are strict, and so are content type and size.
 */
export const terse = (): ((request: Received) => Reply) => {
  const fleet = createFleet((instanceId) => instanceId);
  return (request) => {
    if (request.path !== REFRESH_PATH) return problem(404, "no such path");
    if (request.method !== "PATCH") return problem(405, "only PATCH", { allow: "PATCH" });
    const caller = callerOf(request);
    if (caller === null) return problem(403, "no access");
    if (mediaType(request) !== "application/json") return problem(415, "only application/json");
    if (request.body.length > MAX_BODY_BYTES) return problem(413, "too large");
    const body = parse(request.body);
    if (body === null) return problem(400, "not JSON");
    const options = readOptions(body.json, strictTypes);
    if (!isFaulty(options)) return refresh(fleet, caller, options);
    const detail = options.slice(0, 1).map(({ at }) => ({ loc: ["body", ...at], msg: "invalid", type: "invalid" }));
    return { status: 422, json: { detail } };
  };
};
