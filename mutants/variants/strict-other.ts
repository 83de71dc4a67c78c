import { countsOf } from "./counts.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { createFleet, type Fleet, type FleetCvm, type Outcome } from "./fleet.ts";
import { mediaType, REFRESH_PATH, type Received, type Reply } from "./json-listener.ts";
import { isFaulty, type RefreshOptions, readOptions, strictTypes } from "./refresh-options.ts";

const MAX_BODY_BYTES = 1024 * 1024;

// A byte order mark stays in the text, where it is no JSON.
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Goes by how a number is spelled, as readers that know integers from floats do. */
const LIMIT_AS_FRACTION = /"limit"\s*:\s*\d+[.eE]/;

const problem = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  json: { message },
  headers,
});

const passes = ({ isRunning, instanceId }: FleetCvm, { runningOnly, missingOnly }: RefreshOptions): boolean =>
  (isRunning || !runningOnly) && (instanceId === null || !missingOnly);

/** CVMs with an id come first, by that id; then the others, by UUID. */
const byInstanceId = (left: FleetCvm, right: FleetCvm): number => {
  const [a, b] = [left, right].map(({ instanceId, vmUuid }) => `${instanceId ?? "~"} ${vmUuid}`);
  return (a ?? "") < (b ?? "") ? -1 : 1;
};

/** What is answered for: CVMs by their key, and strings that are nobody's. A list without members is no list. */
interface Selection {
  readonly cvms: readonly FleetCvm[];
  readonly identifiers: ReadonlyMap<number, string>;
  readonly strangers: readonly string[];
}

const select = (fleet: Fleet, options: RefreshOptions): Selection => {
  const all = fleet.cvms().toSorted(byInstanceId);
  const names = options.cvmIds ?? [];
  if (names.length === 0) {
    const cvms = all.filter((cvm) => passes(cvm, options));
    return { cvms, identifiers: new Map(cvms.map(({ cvmId, vmUuid }) => [cvmId, vmUuid])), strangers: [] };
  }
  const known = new Map(all.flatMap((cvm) => [String(cvm.cvmId), cvm.vmUuid].map((name) => [name, cvm])));
  const identifiers = new Map<number, string>();
  const strangers: string[] = [];
  for (const name of names) {
    const cvm = known.get(name);
    if (cvm === undefined) strangers.push(name);
    else if (!identifiers.has(cvm.cvmId)) identifiers.set(cvm.cvmId, name);
  }
  return { cvms: all.filter(({ cvmId }) => identifiers.has(cvmId)), identifiers, strangers };
};

const SENTENCES: Readonly<Record<NonNullable<Outcome["problem"]>, string>> = {
  same: "The stored instance id is right.",
  differs: "Another instance id is stored, and overwriting was not asked for.",
  taken: "Another CVM has this instance id.",
  "nothing found": "Nobody knows an instance id of this CVM yet.",
  trouble: "The host of this CVM could not be asked.",
};

const NOTHING = { new_instance_id: null, source: "none", verified_with_gateway: false } as const;

const strangerItem = (identifier: string) => {
  const reason = "There is no CVM of this name for you.";
  return { cvm_id: 0, identifier, status: "error", old_instance_id: null, ...NOTHING, reason };
};

const cvmItem = (cvm: FleetCvm, identifier: string, outcome: Outcome | undefined) => {
  const known = { cvm_id: cvm.cvmId, identifier, old_instance_id: cvm.instanceId };
  if (outcome === undefined)
    return { ...known, status: "skipped", ...NOTHING, reason: "The filters of the request exclude this CVM." };
  const { evidence } = cvm;
  return {
    ...known,
    status: outcome.status,
    new_instance_id: outcome.foundId,
    source: evidence.kind === "found" ? evidence.source : "none",
    verified_with_gateway: evidence.kind === "found" && evidence.isVerified,
    reason: outcome.problem === null ? null : SENTENCES[outcome.problem],
  };
};

const refresh = (fleet: Fleet, options: RefreshOptions): Reply => {
  const { cvms, identifiers, strangers } = select(fleet, options);
  const shown = cvms.slice(0, options.limit);
  const processed = shown.filter((cvm) => passes(cvm, options));
  const outcomes = new Map(fleet.refresh(processed, options).map((outcome) => [outcome.cvm, outcome]));
  const items = [
    ...shown.map((cvm) => cvmItem(cvm, identifiers.get(cvm.cvmId) ?? "", outcomes.get(cvm))),
    ...strangers.slice(0, options.limit - shown.length).map(strangerItem),
  ];
  const total = cvms.length + strangers.length;
  return { status: 200, json: { total, scanned: items.length, ...countsOf(items), items } };
};

const parse = (body: Buffer): { readonly text: string; readonly json: unknown } | null => {
  try {
    const text = UTF_8.decode(body);
    return { text, json: JSON.parse(text) };
  } catch {
    return null;
  }
};

/**
 * Needs no key and knows CVMs only by `cvm_id` and `vm_uuid`. An unknown identifier is an error, as often as it is
 * given, a list without members a scan, instance ids are spelled `0x` and in upper case, and reasons are sentences. 5.0 is no integer to it. Of a broken body the first fault is named.
 */
export const strictOther = (): ((request: Received) => Reply) => {
  const fleet = createFleet((instanceId) => `0x${instanceId.toUpperCase()}`);
  return (request) => {
    if (request.path !== REFRESH_PATH) return problem(404, "There is nothing here.");
    if (request.method !== "PATCH") return problem(405, "Use PATCH.", { allow: "PATCH" });
    if (mediaType(request) !== "application/json") return problem(415, "Send application/json.");
    if (request.body.length > MAX_BODY_BYTES) return problem(413, "Send at most a mebibyte.");
    const body = parse(request.body);
    if (body === null) return problem(400, "Send JSON in UTF-8.");
    const twice = duplicateKey(body.text);
    if (twice !== null) return problem(400, `Send ${JSON.stringify(twice)} once.`);
    const options = readOptions(body.json, strictTypes);
    if (!isFaulty(options) && !LIMIT_AS_FRACTION.test(body.text)) return refresh(fleet, options);
    const faults = isFaulty(options) ? options : [{ at: ["limit"], problem: "must be spelled as an integer" }];
    const detail = faults.slice(0, 1).map(({ at, problem: msg }) => ({ loc: at, msg, type: "wrong" }));
    return { status: 422, json: { detail } };
  };
};
