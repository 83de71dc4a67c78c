import type { Contract } from "../../contract/index.ts";
import type { CredentialName, Exchange, ExtraHeaders, SentRequest } from "../cases/exchange.ts";
import type { KeyHeader } from "../cases/key-header.ts";
import type { Level } from "../cases/judgement.ts";
import type { Law } from "../cases/law.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Shard } from "../cases/shard.ts";
import type { RunBaseline } from "../corpus/baseline/baseline.ts";
import type { RunCorpus } from "../corpus/run-corpus.ts";
import type { Connection } from "../target/connection/connection.ts";
import type { RenewKey } from "../target/target.ts";
import type { ReportedAllowance, ReportedLevel } from "../report/report.ts";
import type { CurlChoice } from "../findings/curl-choice.ts";
import type { InProcessApp } from "../target/in-process/app.ts";

/** Everything that a run needs, fully resolved. The report names it; secrets are only in what the headers are. */
export interface RunOptions {
  readonly contract: Contract;
  /** All laws that there are; `lawIds` and `profile` choose among them. */
  readonly laws: readonly Law[];
  readonly toolVersion: string;
  /** Origin and path prefix of the server under test. */
  readonly target: URL;
  /** The server under test where it is in this process: `target` is then what it is called by. */
  readonly app?: InProcessApp;
  /** How the server under test and its state probe are reached; straight where that is left out. */
  readonly connection?: Connection;
  /** The server under test is the reference implementation, started for the run. */
  readonly isEmbedded: boolean;
  /** The credentials that there are, the one that cases are sent with first; empty where there is no key. */
  readonly credentials: readonly CredentialName[];
  readonly credentialHeaders: (credential: SentRequest["credential"]) => Readonly<Record<string, string>>;
  /** The header that carries keys, for what is said of it; `X-API-Key` where that is left out. */
  readonly keyHeader?: KeyHeader;
  /** What lines for a shell are made with; as for the straight way, where that is left out. */
  readonly curl?: CurlChoice;
  /** Told that a request with these headers of a credential's was answered 401; true where the credential has others by then. */
  readonly renewKey?: RenewKey;
  /** What the user has sent along, by the credential that a request goes out with. */
  readonly extraHeaders: (credential: SentRequest["credential"]) => ExtraHeaders;
  /** Sent to the state probe. */
  readonly stateHeaders: Readonly<Record<string, string>>;
  /** Where the store can be looked into and restored, or null. */
  readonly stateUrl: URL | null;
  readonly allowWrites: boolean;
  readonly profile: "contract" | "reference";
  readonly failOn: Extract<Level, "must" | "should">;
  readonly phases: readonly PhaseName[];
  /** Null for all; otherwise only these are judged. */
  readonly lawIds: readonly string[] | null;
  /** Laws whose level in `laws` is the user's and not their own; none where that is left out. */
  readonly ownLevels?: readonly ReportedLevel[];
  /** Statuses that may be answered besides, in one phase or (null) in all; none where that is left out. */
  readonly allowedStatuses?: readonly ReportedAllowance[];
  readonly skippedLawIds: readonly string[];
  /** The part of the cases that this run sends, or null for all. */
  readonly shard: Shard | null;
  /** Cases of the fuzz phase in each round at most, all shards together. */
  readonly cases: number;
  /** `thorough` sends every case that there is; `learning` those that are telling, and more where answers teach something. Shards share a thorough one. */
  readonly budget: "learning" | "thorough";
  /** The run ends when it has so many findings that fail it, or null. */
  readonly mostFindings: number | null;
  /** How often the phases are gone through, each time with other cases, steered by what was seen; infinite where only `timeMs` or `signal` ends the run. */
  readonly rounds: number;
  /** So many requests are sent at most, repetitions among them, or null. */
  readonly mostRequests: number | null;
  /** Budget of the whole run, or null. */
  readonly timeMs: number | null;
  /** A 32-bit integer. */
  readonly seed: number;
  /** Cases under way at once, at most. */
  readonly workers: number;
  /** Requests a second at most, null for as many as will go, or `auto` for what the server takes without answering slower, 429 or 503. */
  readonly ratePerSecond: number | "auto" | null;
  readonly timeoutMs: number;
  readonly strictEvidence: boolean;
  /** What earlier runs recorded and where this one adds to it, or null. */
  readonly corpus: RunCorpus | null;
  /** Where a run only sends findings again: how many are in files that can't be read. Its outcome is that of the findings. */
  readonly replaysAlone?: { readonly unread: number };
  /** What is known already, or null. */
  readonly baseline: RunBaseline | null;
  /** Told of each exchange that the report counts as a request, in the order in which the answers came; its worker waits for it. Never rejects. */
  readonly onExchange?: (exchange: Exchange) => Promise<void>;
  /** Aborted when the user wants the run to end; the report is made all the same. */
  readonly signal: AbortSignal;
  /** Wall clock, milliseconds since the Unix epoch. */
  readonly now: () => number;
}
