import {
  loadLaws,
  type Report,
  type ReportedFinding,
  type Reporter,
  type RunOptions,
  runConformance,
} from "../../conformance/index.ts";
import { loadContract, openapiDocument } from "../../contract/index.ts";

/** A server to hold to the laws. `key` is a member's, or null where it asks for none. */
export interface Subject {
  readonly url: URL;
  readonly key: string | null;
  readonly allowWrites: boolean;
}

/** Runs the whole gate against a server with so many fuzz cases, and gives its report. */
export const gate = async (
  subject: Subject,
  cases: number,
  changes: Partial<RunOptions> = {},
  reporters: readonly Reporter[] = [],
): Promise<Report> => {
  const { key } = subject;
  return runConformance(
    {
      contract: loadContract(openapiDocument),
      laws: await loadLaws(),
      toolVersion: "test",
      target: subject.url,
      credentials: key === null ? [] : ["member"],
      credentialHeaders: (credential): Readonly<Record<string, string>> =>
        credential === "member" && key !== null ? { "x-api-key": key } : {},
      extraHeaders: () => ({ headers: {}, isWhole: true }),
      stateHeaders: {},
      isEmbedded: false,
      stateUrl: null,
      shard: null,
      allowWrites: subject.allowWrites,
      profile: "contract",
      failOn: "must",
      phases: ["probe", "boundary", "fuzz", "relations"],
      lawIds: null,
      skippedLawIds: [],
      cases,
      rounds: 1,
      budget: "thorough",
      mostFindings: null,
      mostRequests: null,
      timeMs: null,
      seed: 20260121,
      workers: 16,
      ratePerSecond: null,
      timeoutMs: 10_000,
      strictEvidence: false,
      corpus: null,
      baseline: null,
      signal: new AbortController().signal,
      now: Date.now,
      ...changes,
    },
    reporters,
  );
};

/** What is told of a finding that is not to be. */
export type ToldFinding = Pick<ReportedFinding, "law" | "level" | "message" | "expected" | "actual" | "curl">;

/** What a report says against a server at one level, short enough to read in a failed test. */
export const complaints = (
  report: { readonly findings: readonly ToldFinding[] },
  level: "must" | "should",
): readonly string[] =>
  report.findings
    .filter((finding) => finding.level === level)
    .map(
      ({ law, message, expected, actual, curl }) =>
        `${law}: ${message} expected ${expected}, actual ${actual}; ${curl.at(-1) ?? ""}`,
    );
