import type { Json } from "../../contract/index.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { Level } from "../cases/judgement.ts";
import type { Damage, Spelling } from "../cases/request-plan.ts";
import type { ReportedResponse, WholeBody } from "../report/report.ts";

/** One request of a corpus file. */
export interface RecordedStep {
  readonly credential: CredentialName;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WholeBody;
  /** How the body was made, where it is not a JSON value in its plainest spelling. */
  readonly made?: { readonly value: Json; readonly spelling: Spelling; readonly damage: Damage | null };
  /** The body goes in chunks. */
  readonly chunked?: true;
  /** Sent at the same time as the one before it. */
  readonly alongside?: true;
  readonly response?: ReportedResponse;
}

/** CVMs that answers told an id of which is to come, or has just come: their `cvm_id`s, in digits, by the status that was told. */
export type PendingCvms = Readonly<Record<string, readonly string[]>>;

/** A broken law with the smallest requests that show it, as it is kept. */
export interface RecordedFinding {
  /** 1 up to version 0.1.0, whose fingerprints are made of law, operation and discriminator alone. */
  readonly schemaVersion: 1 | 2;
  readonly kind: "finding";
  readonly fingerprint: string;
  readonly law: string;
  readonly operation: string;
  readonly discriminator: string;
  /** What the requests have in them, of which the fingerprint is made too. */
  readonly traits?: readonly string[];
  readonly level: Level;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  readonly found: {
    /** ISO 8601, UTC. */
    readonly at: string;
    readonly seed: number;
    readonly phase: string;
    readonly version: string;
    readonly contract: string;
  };
  readonly needs: {
    readonly writes: boolean;
    /** It was found with a state probe. */
    readonly state: boolean;
  };
  /** By status, the `cvm_id`s, in digits, of CVMs that its answers told an id of which was to come or had just come: some of many. Left out in what version 0.1.0 wrote. */
  readonly pending?: PendingCvms;
  readonly steps: readonly RecordedStep[];
}

/** Requests that were the first to put something to the test, as they are kept. */
export interface RecordedInput {
  readonly schemaVersion: 1;
  readonly kind: "input";
  readonly id: string;
  /** What they were the first to show: `law:ID`, `status:200`, `valid:POINTER`, `invalid:POINTER`, `answer:...`. */
  readonly shows: readonly string[];
  /** The law that compares their answers, or null. */
  readonly relation: string | null;
  readonly steps: readonly RecordedStep[];
}

/** What one file of the corpus holds. */
export type CorpusEntry = RecordedFinding | RecordedInput;

/** What is sent again at the start of a run. */
export interface RecordedCases {
  readonly findings: readonly RecordedFinding[];
  readonly inputs: readonly RecordedInput[];
}

/** What a run sends again: what is in the corpus, and what a baseline knows. */
export interface RecalledCases extends RecordedCases {
  /** Sent by every shard: each has to know what is still there. */
  readonly baseline: readonly RecordedFinding[];
}

/** The name of an entry's file. */
export const fileNameOf = (entry: CorpusEntry): string =>
  entry.kind === "finding" ? `finding-${entry.fingerprint}.json` : `input-${entry.id}.json`;
