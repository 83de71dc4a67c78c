import { type Situation, situation } from "./situation.ts";

const numbered = (count: number, make: (number: number) => Situation): readonly Situation[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

/** Stored, told by the teepod and listed by the gateway: settled by one `Status` call, and nothing to do. */
const synced = (name: string, but: Partial<Omit<Situation, "name">> = {}): Situation =>
  situation(name, { stored: "own", ...but });

/** Nothing is told by the teepod. */
const SILENT = { state: "none", info: "none" } as const;

/** CVMs that lack their id and can get it, by each source. */
const resolvable: readonly Situation[] = [
  ...numbered(8, (number) => situation(`fresh-${number}`, { teepod: number % 2 === 0 ? "teepod-1" : "teepod-2" })),
  situation("fresh-never-met", { hosts: ["own-never-met"] }),
  situation("fresh-after-restart", { hosts: ["old-gone"], teepod: "teepod-2" }),
  situation("fresh-upper-case", { state: "upper" }),
  situation("fresh-state-before-info", { info: "old" }),
  situation("info-after-blank-state", { state: "blank", info: "own" }),
  situation("info-after-absent-state", { state: "absent", info: "upper" }),
  situation("info-where-status-fails", { teepod: "teepod-3" }),
  situation("info-where-status-fails-unlisted", { teepod: "teepod-3", hosts: [] }),
  situation("gateway-only", SILENT),
  situation("gateway-where-teepod-fails", { teepod: "teepod-4" }),
  synced("pair-known", { app: "pair" }),
  situation("pair-one-free-host", { ...SILENT, app: "pair" }),
];

/** CVMs whose evidence is missing, doubtful or contradictory. */
const unresolvable: readonly Situation[] = [
  situation("silent", { ...SILENT, hosts: [] }),
  situation("silent-but-for-a-gone-host", { state: "blank", info: "absent", hosts: ["old-gone"], teepod: "teepod-2" }),
  situation("unknown-to-teepod", { hosts: [], isUnknownToTeepod: true }),
  situation("no-instance-id", { ...SILENT, noInstanceId: true, hosts: [] }),
  situation("no-instance-id-but-told", { noInstanceId: true }),
  situation("ambiguous-replica-1", { ...SILENT, app: "ambiguous" }),
  situation("ambiguous-replica-2", { ...SILENT, app: "ambiguous" }),
  situation("garbage-state", { state: "garbage", info: "own" }),
  situation("garbage-info", { state: "none", info: "garbage" }),
  situation("prefixed-state", { state: "prefixed", info: "own" }),
  situation("vm-uuid-as-state", { state: "vm-uuid", info: "own" }),
  situation("under-another-app", { hosts: ["own-under-another-app"] }),
  situation("teepod-fails", { teepod: "teepod-4", hosts: [] }),
  situation("gateway-fails-after-state", { teepod: "teepod-5" }),
  situation("gateway-fails-after-info", { teepod: "teepod-5", state: "none", info: "own" }),
  situation("gateway-fails-silent", { ...SILENT, teepod: "teepod-5" }),
];

/** CVMs that lay claim to one id. */
const rivals: readonly Situation[] = [
  situation("claims-a-colleague", { state: "of synced-1", hosts: [], app: "app-of-synced-1" }),
  situation("claims-a-stranger", { state: "of other-synced-1", hosts: [], app: "other-synced-1" }),
  situation("twin-1", { app: "twins" }),
  situation("twin-2", { app: "twins", state: "of twin-1", hosts: [] }),
  situation("heir-1", { ...SILENT, app: "heirs", hosts: ["stray"] }),
  situation("heir-2", { ...SILENT, app: "heirs", hosts: [] }),
  synced("swapped-1", { app: "swapped", stored: "of swapped-2" }),
  synced("swapped-2", { app: "swapped", stored: "of swapped-1" }),
];

/** CVMs with an id stored that is not, or not simply, the one found. */
const doubtful: readonly Situation[] = [
  ...numbered(4, (number) => synced(`differs-${number}`, { stored: "old", teepod: `teepod-${1 + (number % 2)}` })),
  synced("differs-unlisted", { stored: "old", hosts: [] }),
  synced("differs-with-stale-host", { stored: "old", hosts: ["old", "own"] }),
  synced("differs-by-info", { stored: "old", state: "none", info: "own" }),
  synced("stored-silent", { ...SILENT, hosts: [] }),
  synced("stored-garbage", { state: "garbage" }),
  synced("stored-under-another-app", { hosts: ["own-under-another-app"] }),
  synced("stored-gateway-fails", { teepod: "teepod-5" }),
  synced("stored-by-info", { teepod: "teepod-3" }),
];

/** CVMs that do not run. */
const idle: readonly Situation[] = [
  ...["exited", "stopped", "stopping", "removing", "creating"].flatMap((status) => [
    situation(`idle-${status}`, { status, hosts: [] }),
    synced(`idle-${status}-synced`, { status, teepod: "teepod-2", hosts: [] }),
  ]),
  synced("idle-differs", { status: "stopped", stored: "old" }),
];

/** Names that several CVMs share, and names that careless readers of identifiers stumble over. */
const oddlyNamed: readonly Situation[] = [
  ...numbered(3, (number) => synced("web", { app: `web-${number}` })),
  ...[
    "__proto__",
    "constructor",
    "null",
    "true",
    "100%",
    "%s%n",
    "'; --",
    "a/b\\c",
    " between blanks ",
    "1e3",
    // The first CVM's key: as an identifier it means that CVM, never this name.
    "1001",
    "instance_of-nothing",
    "na\u00efve-\u{1F9EA}",
    "\u540D\u524D",
    // One name to the eye, two to a computer.
    "caf\u00E9",
    "cafe\u0301",
    "\u202Ereversed",
    "x".repeat(255),
  ].map((name) => synced(name, { teepod: "teepod-2", app: `app of ${name}` })),
];

const ofOthers: readonly Situation[] = [
  ...numbered(3, (number) => situation(`other-fresh-${number}`, { workspace: "demo-other" })),
  ...numbered(4, (number) => synced(`other-synced-${number}`, { workspace: "demo-other", teepod: "teepod-2" })),
  situation("other-silent", { ...SILENT, workspace: "demo-other", hosts: [] }),
  situation("other-stopped", { workspace: "demo-other", status: "stopped" }),
  synced("other-differs", { workspace: "demo-other", stored: "old" }),
  synced("shared-name", { workspace: "demo-other", app: "shared-name-of-other" }),
  synced("shared-name", { app: "shared-name-of-member" }),
  ...numbered(2, (number) => situation(`admin-fresh-${number}`, { workspace: "demo-admin" })),
  ...numbered(2, (number) => synced(`admin-synced-${number}`, { workspace: "demo-admin" })),
  synced("admin-differs", { workspace: "demo-admin", stored: "old" }),
];

/** So many that the member has over a hundred CVMs and the default limit can be seen to cut. */
const SYNCED_COUNT = 60;

/** The situations of the small fleet: each status, source and reason of a refresh occurs among them. */
export const smallSituations: readonly Situation[] = Object.freeze([
  ...resolvable,
  ...unresolvable,
  ...rivals,
  ...doubtful,
  ...idle,
  ...oddlyNamed,
  ...ofOthers,
  ...numbered(SYNCED_COUNT, (number) =>
    synced(`synced-${number}`, { app: `app-of-synced-${number}`, teepod: `teepod-${1 + (number % 2)}` }),
  ),
]);
