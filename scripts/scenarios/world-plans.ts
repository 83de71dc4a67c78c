import { type Layout, type Situation, situation } from "../../reference-impl/index.ts";

/** A workspace to be recorded as a scenario. */
export interface WorldPlan {
  readonly name: string;
  readonly title: string;
  readonly when: string;
  /** Decides all identities, so that no two scenarios share one. */
  readonly seed: number;
  readonly situations: readonly Situation[];
  readonly faults: Layout["faults"];
  /** The request that the scenario is typical for. */
  readonly request: object;
}

const FAILS = { kind: "bad-request" } as const;
const SILENT = { state: "none", info: "none" } as const;
const UNTOLD = { ...SILENT, hosts: [] } as const;

const synced = (name: string, but: Partial<Omit<Situation, "name">> = {}): Situation =>
  situation(name, { stored: "own", ...but });

const replicas = (
  name: string,
  count: number,
  make: (name: string, index: number) => Situation,
): readonly Situation[] => Array.from({ length: count }, (_, index) => make(`${name}-${index + 1}`, index));

/** What a large workspace holds: most is in order, some lacks its id, a little is odd. */
const everyday = (name: string, index: number): Situation => {
  if (index % 50 === 7) return situation(name, UNTOLD);
  if (index % 50 === 21) return synced(name, { stored: "old" });
  if (index % 50 === 33) return situation(name, { status: "stopped", hosts: [] });
  if (index % 50 === 45) return situation(name, { state: "garbage" });
  if (index % 5 === 2) return situation(name, { state: "none", info: "own" });
  return index % 2 === 0 ? situation(name) : synced(name);
};

/** The scenarios in which there is something to answer, in the order in which they are offered. */
export const worldPlans: readonly WorldPlan[] = Object.freeze([
  {
    name: "mixed",
    title: "A bit of everything",
    when: "Most days in a workspace of some size: some CVMs get their id, some have it, some can't get it.",
    seed: 11,
    situations: [
      situation("web"),
      situation("worker", { state: "blank", info: "own" }),
      situation("indexer", { ...SILENT }),
      situation("billing", { hosts: [] }),
      synced("api"),
      synced("docs-site"),
      synced("redeployed-agent", { stored: "old" }),
      situation("booting-successor", { ...SILENT, hosts: ["old-gone"] }),
      situation("stateless-job", { ...UNTOLD, noInstanceId: true }),
      situation("misreporting-host", { state: "garbage" }),
      situation("paused-staging", { status: "stopped", hosts: [] }),
      synced("paused-demo", { status: "exited", hosts: [] }),
      situation("claims-the-api-id", { state: "of api", app: "api", hosts: [] }),
    ],
    faults: {},
    request: { missing_only: false, running_only: false },
  },
  {
    name: "all-updated",
    title: "Every CVM gets its id",
    when: "Right after a batch of new CVMs has booted: all have reported, none has been written down yet.",
    seed: 12,
    situations: [
      situation("web"),
      situation("api"),
      situation("worker", { state: "none", info: "own" }),
      situation("indexer", SILENT),
      situation("cron", { hosts: [] }),
      situation("billing"),
    ],
    faults: {},
    request: {},
  },
  {
    name: "nothing-to-do",
    title: "Everything is in order",
    when: "On every run after a successful one: each stored id is the one that its host reports.",
    seed: 13,
    situations: replicas("web", 4, (name) => synced(name)),
    faults: {},
    request: { missing_only: false },
  },
  {
    name: "conflicts",
    title: "Stored and found ids differ",
    when: "After CVMs were redeployed or moved while their old ids stayed on record, or two claim one id.",
    seed: 14,
    situations: [
      synced("redeployed-web", { stored: "old" }),
      synced("redeployed-api", { stored: "old", hosts: [] }),
      synced("redeployed-worker", { stored: "old", state: "none", info: "own" }),
      synced("original"),
      situation("restored-copy", { state: "of original", app: "original", hosts: [] }),
      situation("moved-to-another-app", { hosts: ["own-under-another-app"] }),
    ],
    faults: {},
    request: { missing_only: false },
  },
  {
    name: "partial-failure",
    title: "Some CVMs fail, the others do not suffer",
    when: "While one host is unreachable or reports nonsense: its CVMs get errors, those on other hosts are updated.",
    seed: 15,
    situations: [
      situation("web"),
      situation("api", { teepod: "teepod-2", hosts: [] }),
      situation("worker", { teepod: "teepod-2", hosts: [] }),
      situation("indexer", { teepod: "teepod-2" }),
      situation("billing"),
      situation("misreporting", { state: "garbage" }),
      situation("just-booting", UNTOLD),
    ],
    faults: { "teepod-2": { Status: FAILS, GetInfo: FAILS } },
    request: {},
  },
  {
    name: "gateway-down",
    title: "The gateway does not answer",
    when: "During an outage of the gateway: ids are found but can't be verified, so nothing is written.",
    seed: 16,
    situations: [
      situation("web"),
      situation("api"),
      situation("worker", { state: "none", info: "own" }),
      situation("just-booting", UNTOLD),
      synced("billing"),
    ],
    faults: { "gateway-1": { "Admin.Status": FAILS } },
    request: {},
  },
  {
    name: "teepod-down",
    title: "No host answers",
    when: "During an outage of the hosts: only what the gateway alone can tell is still resolved.",
    seed: 17,
    situations: [
      situation("web", { hosts: [] }),
      situation("api", { hosts: [] }),
      situation("worker", { hosts: [] }),
      situation("listed-by-the-gateway"),
      synced("billing", { hosts: [] }),
    ],
    faults: { "teepod-1": { Status: FAILS, GetInfo: FAILS } },
    request: {},
  },
  {
    name: "truncated-by-limit",
    title: "More CVMs than the limit lets through",
    when: "In a workspace with more missing ids than one request processes: `total` says 130, the default limit takes 100.",
    seed: 18,
    situations: replicas("worker", 130, (name) => situation(name)),
    faults: {},
    request: {},
  },
  {
    name: "empty-workspace",
    title: "There is nothing at all",
    when: "In a new workspace, before its first CVM is deployed.",
    seed: 19,
    situations: [],
    faults: {},
    request: {},
  },
  {
    name: "unknown-ids",
    title: "Some of the named CVMs do not exist",
    when: "When a page still lists CVMs that were deleted since, or a name is misspelt, or shared by several.",
    seed: 20,
    situations: [
      situation("web"),
      situation("api"),
      synced("twin", { app: "twin-1" }),
      synced("twin", { app: "twin-2" }),
    ],
    faults: {},
    request: { cvm_ids: ["web", "999999", "misspelt-nmae", "00000000-0000-4000-8000-000000000000", "twin", "", "api"] },
  },
  {
    name: "dry-run",
    title: "A preview",
    when: "When a page asks what would change before it lets the user confirm: the same answer, nothing kept.",
    seed: 21,
    situations: [
      situation("web"),
      situation("api", { state: "none", info: "own" }),
      synced("redeployed-worker", { stored: "old" }),
      situation("just-booting", UNTOLD),
    ],
    faults: {},
    request: { dry_run: true, overwrite: true, missing_only: false },
  },
  {
    name: "five-hundred-items",
    title: "As many CVMs as one request takes",
    when: "In the largest workspaces, with the largest `limit`: a long list to render, with every status in it.",
    seed: 22,
    situations: replicas("node", 500, everyday),
    faults: {},
    request: { limit: 500, running_only: false, missing_only: false },
  },
]);
