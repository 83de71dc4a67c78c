import { type Caller, callerOf } from "./access.ts";
import { countsOf } from "./counts.ts";
import { createFleet, type Fleet, type FleetCvm, type Outcome } from "./fleet.ts";
import { mediaType, REFRESH_PATH, type Received, type Reply } from "./json-listener.ts";
import { asModel, pydanticTypes } from "./pydantic-types.ts";
import { type BodyFault, isFaulty, type RefreshOptions, readOptions } from "./refresh-options.ts";

/** Python gives up on JSON that is nested deeper. */
const RECURSION_LIMIT = 990;

/** Python converts no integer of more than 4,300 digits. */
const ENDLESS_INTEGER = /\d{4301}/;

const UTF_8 = new TextDecoder("utf-8", { fatal: true });

type ParsedBody =
  | { readonly kind: "json"; readonly json: unknown }
  | { readonly kind: "refused"; readonly reply: Reply };

const refused = (status: number, detail: unknown): ParsedBody => ({
  kind: "refused",
  reply: { status, json: { detail } },
});

const outsideStrings = (text: string): string => text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, "");

const isDeeperThan = (text: string, limit: number): boolean => {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of outsideStrings(text).matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest > limit;
};

/** Python reads NaN and Infinity, which are no JSON; here as null, for the tests send them only where nothing is known. */
const withoutConstants = (text: string): string =>
  /NaN|Infinity/.test(outsideStrings(text))
    ? text.replaceAll(/(?<=[:[,]\s*)(NaN|-?Infinity)(?=\s*[,\]}])/g, "null")
    : text;

/** Takes any JSON content type and none; a decoder that swallows a byte order mark. */
const parseBody = (request: Received): ParsedBody => {
  const { body } = request;
  if (body.length === 0) return refused(422, [{ type: "missing", loc: ["body"], msg: "Field required", input: null }]);
  const type = mediaType(request);
  if (type !== "" && !/^application\/(.+\+)?json$/.test(type)) return { kind: "json", json: body.toString("latin1") };
  try {
    const text = UTF_8.decode(body);
    if (isDeeperThan(text, RECURSION_LIMIT) || ENDLESS_INTEGER.test(outsideStrings(text)))
      return refused(400, "There was an error parsing the body");
    return { kind: "json", json: JSON.parse(withoutConstants(text)) };
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) return refused(400, "There was an error parsing the body");
    const ctx = { error: problem.message };
    return refused(422, [{ type: "json_invalid", loc: ["body", 0], msg: "JSON decode error", input: {}, ctx }]);
  }
};

const detailOf = ({ at, problem }: BodyFault) => ({
  type: "value_error",
  loc: ["body", ...at],
  msg: `Value error, ${problem}`,
});

interface Entry {
  readonly identifier: string;
  readonly cvm: FleetCvm | null;
}

const byNameDescending = (left: Entry, right: Entry): number => {
  const [a, b] = [left.cvm?.name ?? "", right.cvm?.name ?? ""];
  if (a === b) return 0;
  return a < b ? 1 : -1;
};

const excludedBy = (cvm: FleetCvm, { runningOnly, missingOnly }: RefreshOptions): string | null => {
  if (runningOnly && !cvm.isRunning) return "not_running";
  return missingOnly && cvm.instanceId !== null ? "already_has_instance_id" : null;
};

const select = (fleet: Fleet, caller: Caller, options: RefreshOptions): readonly Entry[] => {
  const { cvmIds } = options;
  const home = fleet.cvms().filter(({ workspace }) => workspace === caller.workspace);
  if (cvmIds === null)
    return home
      .filter((cvm) => excludedBy(cvm, options) === null)
      .map((cvm) => ({ identifier: cvm.vmUuid, cvm }))
      .sort(byNameDescending);
  const visible = caller.isAdmin ? fleet.cvms() : home;
  const named = new Map(
    visible.flatMap((cvm) =>
      [String(cvm.cvmId), cvm.vmUuid, cvm.vmUuid.replaceAll("-", ""), cvm.name].map((name) => [name, cvm]),
    ),
  );
  const found = new Map<string, Entry>();
  for (const identifier of new Set(cvmIds)) {
    const cvm = named.get(identifier) ?? null;
    const key = cvm === null ? `? ${identifier}` : cvm.vmUuid;
    if (!found.has(key)) found.set(key, { identifier, cvm });
  }
  return [...found.values()].sort(byNameDescending);
};

const REASONS: Readonly<Record<NonNullable<Outcome["problem"]>, string>> = {
  same: "already_synced",
  differs: "instance_id_differs",
  taken: "instance_id_in_use",
  "nothing found": "instance_id_not_found",
  trouble: "teepod_rpc_failed",
};

const NOTHING = { new_instance_id: null, source: "none", verified_with_gateway: false } as const;

const itemOf = ({ identifier, cvm }: Entry, options: RefreshOptions, outcome: Outcome | undefined) => {
  if (cvm === null)
    return { cvm_id: 0, identifier, status: "skipped", old_instance_id: null, ...NOTHING, reason: "not_found" };
  const { cvmId, instanceId, evidence } = cvm;
  const known = { cvm_id: cvmId, identifier, old_instance_id: instanceId };
  if (outcome === undefined) return { ...known, status: "skipped", ...NOTHING, reason: excludedBy(cvm, options) };
  const { status, foundId, problem } = outcome;
  const told = evidence.kind === "found" ? evidence : { source: "none", isVerified: false };
  return {
    ...known,
    status,
    new_instance_id: foundId,
    source: told.source,
    verified_with_gateway: told.isVerified,
    reason: problem === null ? null : REASONS[problem],
  };
};

const refresh = (fleet: Fleet, caller: Caller, options: RefreshOptions): Reply => {
  const selected = select(fleet, caller, options);
  const entries = selected.slice(0, options.limit);
  const chosen = entries.flatMap(({ cvm }) => (cvm === null || excludedBy(cvm, options) !== null ? [] : [cvm]));
  const outcomes = new Map(fleet.refresh(chosen, options).map((outcome) => [outcome.cvm.cvmId, outcome]));
  const items = entries.map((entry) => itemOf(entry, options, outcomes.get(entry.cvm?.cvmId ?? 0)));
  // Python can't write a lone surrogate as UTF-8.
  if (!items.every(({ identifier }) => identifier.isWellFormed()))
    return { status: 500, json: { detail: "Internal Server Error" } };
  return { status: 200, json: { total: selected.length, scanned: items.length, ...countsOf(items), items } };
};

/**
 * Answers as FastAPI with pydantic does: reads types laxly, redirects from a trailing slash, knows no bound of a body's size.
 * Items go by name, descending; an unknown identifier is counted, and skipped.
 */
export const lenientFastapi = (): ((request: Received) => Reply) => {
  const fleet = createFleet((instanceId) => instanceId);
  return (request) => {
    if (request.path === `${REFRESH_PATH}/`) return { status: 307, json: null, headers: { location: REFRESH_PATH } };
    if (request.path !== REFRESH_PATH) return { status: 404, json: { detail: "Not Found" } };
    if (request.method !== "PATCH")
      return { status: 405, json: { detail: "Method Not Allowed" }, headers: { allow: "PATCH" } };
    const body = parseBody(request);
    if (body.kind === "refused") return body.reply;
    const caller = callerOf(request);
    if (caller === null) return { status: 401, json: { detail: "Not authenticated" } };
    const options = readOptions(asModel(body.json), pydanticTypes);
    if (isFaulty(options)) return { status: 422, json: { detail: options.map(detailOf) } };
    return refresh(fleet, caller, options);
  };
};
