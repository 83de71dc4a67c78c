import type { CredentialName, Fault } from "../cases/exchange.ts";
import type { ReportedNotCarried } from "./reported-not-carried.ts";
import type { ReportedReplays } from "./reported-replays.ts";
import type { ReportedRefusedKey } from "./reported-refused-key.ts";
import type { ReportedPace } from "./reported-pace.ts";
import type { ReportedPhase } from "./reported-phase.ts";
import type { ReportedPreviews } from "./reported-previews.ts";
import type { ReportedUnreported } from "./reported-unreported.ts";
import type { Level } from "../cases/judgement.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { KeywordHits } from "./coverage.ts";

/** A body as it was: text where it is UTF-8, base64 where it is not, null where there was none. */
export type WholeBody = string | { readonly base64: string } | null;

/** The beginning of a body that is too long for a report: text where that is UTF-8, base64 where it is not. `leftOutBytes` come after it. */
export type CutBody =
  | { readonly text: string; readonly leftOutBytes: number }
  | { readonly base64: string; readonly leftOutBytes: number };

/** A body in a report. */
export type ReportedBody = WholeBody | CutBody;

/** What a recorded request got. */
export type ReportedResponse =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: ReportedBody }
  | { readonly fault: Fault; readonly detail: string };

/** One request of a finding. It names a credential and holds none. */
export interface ReportedStep {
  readonly credential: CredentialName;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReportedBody;
  readonly response: ReportedResponse;
}

/** A law that a finding breaks beside the one that it is told under. */
export interface ReportedBreach {
  readonly law: string;
  readonly level: Level;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** Names the bug as the finding of this law alone. */
  readonly fingerprint: string;
}

/** In how many cases of a run a law was broken for one reason, all and by kind of request. */
export interface ReportedMet {
  readonly cases: number;
  readonly kinds: readonly { readonly kind: string; readonly cases: number }[];
}

/**
 * A way in which a law was broken, made small, with the requests that show it.
 *
 * @example
 * import type { ReportedFinding } from "cvm-contract";
 *
 * export const title = ({ law, message, fingerprint }: ReportedFinding): string => `${law}: ${message} (${fingerprint})`;
 */
export interface ReportedFinding {
  /** Names the bug: the law, the way in which it is broken, and what the smallest requests that show it have in them. */
  readonly fingerprint: string;
  /** The case that showed it first: its phase, and its place in the run's order of generation; in a proxy, the place of the exchange in the traffic. */
  readonly foundIn: { readonly phase: PhaseName | "traffic"; readonly order: number };
  readonly law: string;
  readonly level: Level;
  readonly known: boolean;
  /** Other laws that fall over the same answer for the same reason. */
  readonly also: readonly ReportedBreach[];
  /** In which way the law is broken. */
  readonly discriminator: string;
  /** What the smallest requests have in them, as the fingerprint is made of it. */
  readonly traits: readonly string[];
  /** The same in words, a phrase each; empty where the plainest request shows it, and where its requests were not made smaller. */
  readonly takes: readonly string[];
  /** It shows only where requests may write. */
  readonly writes: boolean;
  readonly met: ReportedMet;
  /** Fingerprints by which version 0.1.0 would know it, and what it explains. */
  readonly formerly: readonly string[];
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** Where in the body of the one answer it shows, as JSON Pointers; left out where the law does not say. */
  readonly at?: readonly string[];
  readonly steps: readonly ReportedStep[];
  /** Lines for a POSIX shell that send the steps: one for those that go out at the same time, a loop for those that come several times in a row; before them one that restores the store where they write and that can be done. Keys are read from the environment. */
  readonly curl: readonly string[];
  /** The variables that these lines read, and what each is to hold; left out where there are none. */
  readonly variables?: readonly { readonly name: string; readonly holds: string }[];
  /** A command line that sends it again, where it was kept in a corpus; else null. */
  readonly replay: string | null;
}

/**
 * `held`: put to the test and never broken. `broken`: a finding stands. `unstable`: broken once, not again.
 * `not-exercised`: its premise never held. `skipped`: not asked for, or a key for it is lacking. `harness-error`: the law itself failed.
 *
 * @example
 * import { checkServer, type Verdict } from "cvm-contract";
 *
 * const open: readonly Verdict[] = ["not-exercised", "unstable"];
 * const { laws } = await checkServer({ target: "http://127.0.0.1:4020" });
 * console.log(laws.filter(({ verdict }) => open.includes(verdict)).map(({ id, missing }) => `${id}: ${missing}`));
 */
export type Verdict = "held" | "broken" | "unstable" | "not-exercised" | "skipped" | "harness-error";

/**
 * Why a law that was broken is `unstable`. `not-alike`: broken otherwise when the same was sent again. `sometimes`: broken some of the
 * times. `no-failure-again`: by a failure that did not come again. `not-sent-again`: the run ended before. `previews-write`: what would
 * show it is not sent, because previews write, or it could not be seen whether they do. `answered-late`: by a request that got its answer later. `lack-of-time`: by a request
 * that hung, and there was no time to look into it, or to wait for it for long enough.
 */
export type ReportedDoubt =
  | "not-alike"
  | "sometimes"
  | "no-failure-again"
  | "not-sent-again"
  | "previews-write"
  | "answered-late"
  | "lack-of-time";

/**
 * What became of one law in a run.
 *
 * @example
 * import type { Report, ReportedLaw } from "cvm-contract";
 *
 * export const lawNamed = ({ laws }: Report, id: string): ReportedLaw | undefined => laws.find((law) => law.id === id);
 */
export interface ReportedLaw {
  readonly id: string;
  /** The law's own level or, where it is broken in a lesser way only, the level of its gravest finding. */
  readonly level: Level;
  readonly verdict: Verdict;
  /** How often it was put to the test. */
  readonly evidence: number;
  /** Why there is no verdict, or what would put the law to the test. */
  readonly missing: string | null;
  /** The same in a word, where the law is `unstable`; absent in reports of version 0.1.0. */
  readonly doubt?: ReportedDoubt;
}

/** Requests of one stretch of time, by when they were answered. `failures` got a 5xx or no answer. */
export interface ReportedStretch {
  readonly requests: number;
  readonly failures: number;
  readonly slowestMs: number;
}

/** A run in equal stretches of time from its start on, at most 120. */
export interface ReportedTimeline {
  readonly stretchMs: number;
  readonly stretches: readonly ReportedStretch[];
}

/** A law that was held to another level than its own. */
export interface ReportedLevel {
  readonly law: string;
  readonly level: Extract<Level, "must" | "should">;
  readonly usual: Level;
}

/** A status that could be answered besides, in one phase or (null) in all. */
export interface ReportedAllowance {
  readonly status: number;
  readonly phase: PhaseName | null;
}

/** What was asked of a run beside its seed; the shards of one run were asked the same. */
export interface ReportedSettings {
  /** The server was the reference implementation, started for the run. */
  readonly embedded: boolean;
  /** The server was in the process of the run, and its `target` is only what it is called by. */
  readonly inProcess?: true;
  /** Left out where each law had its own level. */
  readonly levels?: readonly ReportedLevel[];
  /** Left out where no status could be answered besides. */
  readonly allowed?: readonly ReportedAllowance[];
  /** No certificate was looked at. */
  readonly insecure?: true;
  /** How the server was reached, such as `through the proxy http://10.0.0.1:3128`; left out where that was straight. */
  readonly reached?: string;
  readonly allowWrites: boolean;
  readonly stateProbe: boolean;
  /** The credentials that there was a key for. */
  readonly credentials: readonly CredentialName[];
  readonly profile: "contract" | "reference";
  readonly failOn: Extract<Level, "must" | "should">;
  readonly strictEvidence: boolean;
  readonly phases: readonly PhaseName[];
  /** Cases of the fuzz phase at most, all shards together; null where only time ended it. */
  readonly cases: number | null;
  /** Cases under way at once, at most; null where nothing was sent but what others send, and where shards had different ones. */
  readonly workers: number | null;
  /** Requests a second at most, or `auto`; null where it was not limited, or shards had different ones. */
  readonly rate: number | "auto" | null;
}

/** Latencies in milliseconds. */
export interface ReportedLatency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** How many answers took around 1.02^b milliseconds, by b. */
  readonly buckets: Readonly<Record<string, number>>;
}

/**
 * `conforms`: no finding fails the run. `broken`: one does. `inconclusive`: previews write, can't be looked after or may have
 * written; or much is stored otherwise that no answer reported; or most requests were answered 429, 503 or what the user lets pass, or none was answered at all, or none put a must law to the test; or
 * evidence is missing that was required, or that the run was interrupted before it could come. `failed`: the harness or the target failed.
 *
 * @example
 * import { checkServer, type RunOutcome } from "cvm-contract";
 *
 * const words: Readonly<Record<RunOutcome, string>> = {
 *   conforms: "it conforms",
 *   broken: "it does not",
 *   inconclusive: "nobody knows",
 *   failed: "the check failed",
 * };
 * const { outcome } = await checkServer({ target: "http://127.0.0.1:4020" });
 * console.log(words[outcome]);
 */
export type RunOutcome = "conforms" | "broken" | "inconclusive" | "failed";

/** An entry of the baseline, as a report speaks of it. */
export interface ReportedBaselineEntry {
  readonly fingerprint: string;
  readonly law: string;
  readonly reason: string | null;
  /** A day, such as 2026-12-31. */
  readonly expires: string | null;
}

/** What a run says of a baseline. What is `fixed` or `unseen` is dropped where the baseline is written anew. */
export interface ReportedBaseline {
  /** Its own requests show nothing any more. */
  readonly fixed: readonly ReportedBaselineEntry[];
  /** It was not found by a run that put its law to the test; its own requests could not have shown it, or it has none. */
  readonly unseen: readonly ReportedBaselineEntry[];
  /** It was found although its last day is over. */
  readonly expired: readonly ReportedBaselineEntry[];
}

/** What a server got last before it was lost: the requests that it gave no answer to, or else the last one that it answered. */
export type ReportedLastSent = Pick<ReportedFinding, "steps" | "curl" | "variables">;

/** How far a run went through the cases that there are. */
export interface ReportedExtent {
  /** `thorough`: every case. `learning`: those that are telling first, and more where answers taught something. */
  readonly budget: "learning" | "thorough";
  /** How often it went through its phases. */
  readonly passes: number;
  /** Cases that a thorough run would have sent besides, of those laws and phases that it came to. */
  readonly casesLeft: number;
  /** It was ended by so many findings as were asked for. */
  readonly hadEnoughFindings: boolean;
}

/**
 * The whole result of a run. docs/report.schema.json is its JSON Schema.
 *
 * @example
 * import { checkServer, type Report } from "cvm-contract";
 *
 * const report: Report = await checkServer({ target: "http://127.0.0.1:4020" });
 * console.log(report.outcome, report.requests, report.seed);
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "cvm-contract"; readonly version: string };
  readonly contract: { readonly title: string; readonly version: string; readonly sha256: string };
  readonly target: string;
  /** Null where nothing was generated: a proxy's. */
  readonly seed: number | null;
  /** `2/4`, or null where one run did it all. */
  readonly shard: string | null;
  readonly settings: ReportedSettings;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly requests: number;
  readonly cases: number;
  /** Names the set of cases that were sent: 64 hex digits, equal for equal sets in whatever order, and the sum (modulo 2^256) of those of the shards. */
  readonly casesDigest: string;
  /** Names what the probe learned, from which the cases were made; null where it did not run, and where shards did not learn the same. */
  readonly knowledgeDigest: string | null;
  readonly outcome: RunOutcome;
  /** It was told to end before its cases were sent or its time was over. */
  readonly interrupted: boolean;
  /** What became of the target where it was lost on the way, else null. */
  readonly lost: string | null;
  /** What was sent before the target was lost; left out where that is not known, as where several requests were under way at once. */
  readonly lastSent?: ReportedLastSent;
  /** Null where requests could write, or nothing was sent but what others send. */
  readonly previews: ReportedPreviews | null;
  /** Left out where there is nothing to tell, and of runs without leave to write or with a state probe. */
  readonly unreported?: ReportedUnreported;
  /** Null where nothing was sent but what others send. */
  readonly extent: ReportedExtent | null;
  /** Left out where everything could be sent. */
  readonly notCarried?: readonly ReportedNotCarried[];
  /** Left out where every key was taken, or nothing was asked with it. */
  readonly refusedKeys?: readonly ReportedRefusedKey[];
  readonly phases: readonly ReportedPhase[];
  readonly laws: readonly ReportedLaw[];
  readonly coverage: readonly KeywordHits[];
  readonly pace: ReportedPace;
  readonly latencyMs: ReportedLatency;
  readonly timeline: ReportedTimeline;
  readonly findings: readonly ReportedFinding[];
  /** Null where there was no baseline. */
  readonly baseline: ReportedBaseline | null;
  /** Of `replay` alone: `outcome` is that of these. */
  readonly replays?: ReportedReplays;
}
