import type { Exchange, Outcome } from "../cases/exchange.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Breach } from "../cases/trial.ts";
import { groupsOf } from "../generate/groups-of.ts";
import type { ReportedBody, ReportedFinding, ReportedResponse, ReportedStep } from "../report/report.ts";
import { curlLine } from "./curl.ts";

/** Bytes in the form that reports and the corpus carry. */
export const reportedBody = (body: Uint8Array | null): ReportedBody => {
  if (body === null) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return { base64: Buffer.from(body).toString("base64") };
  }
};

const reportedResponse = (outcome: Outcome): ReportedResponse =>
  outcome.kind === "fault"
    ? { fault: outcome.fault, detail: outcome.detail }
    : { status: outcome.status, headers: outcome.headers, body: reportedBody(outcome.body) };

const reportedStep = ({ request, outcome }: Exchange): ReportedStep => ({
  credential: request.credential,
  method: request.method,
  path: request.path,
  headers: request.headers,
  body: reportedBody(request.body),
  response: reportedResponse(outcome),
});

/** A breach, and the exchanges that show it. */
export interface Shown {
  readonly suspect: {
    readonly fingerprint: string;
    readonly phase: ReportedFinding["foundIn"]["phase"];
    readonly order: number;
  };
  /** Where several requests were sent, what they were made from. */
  readonly testCase?: { readonly plans: readonly RequestPlan[] };
  readonly trial: { readonly readings: readonly Exchange[] };
  readonly breach: Breach;
}

/** The lines that send the requests again, one for those that were sent at the same time. */
const curlLines = ({ trial: { readings }, testCase }: Shown, target: URL): readonly string[] => {
  const lines = readings.map(({ request }) => curlLine(request, target));
  if (testCase === undefined) return lines;
  return groupsOf(testCase.plans).map((group) => {
    const together = lines.splice(0, group.length);
    return together.length > 1 ? `${together.join(" & ")} & wait` : together.join("");
  });
};

/** A breach in the form that reports carry. `target` is only for the curl lines. */
export const toReportedFinding = (shown: Shown, target: URL): Omit<ReportedFinding, "replay"> => {
  const { suspect, trial, breach } = shown;
  return {
    fingerprint: suspect.fingerprint,
    foundIn: { phase: suspect.phase, order: suspect.order },
    law: breach.law.id,
    level: breach.violation.level ?? breach.law.level,
    known: false,
    message: breach.violation.message,
    expected: breach.violation.expected,
    actual: breach.violation.actual,
    steps: trial.readings.map(reportedStep),
    curl: curlLines(shown, target),
  };
};
