import type { Exchange } from "../cases/exchange.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Breach } from "../cases/trial.ts";
import { groupsOf } from "../generate/groups-of.ts";
import type { ReportedFinding } from "../report/report.ts";
import { curlLine, variablesIn } from "./curl.ts";
import { type CurlChoice, PLAIN_CURL, type ShellVariable } from "./curl-choice.ts";
import { inLoops } from "./in-loops.ts";
import { MAX_REPORTED_BYTES } from "./reported-body.ts";
import { reportedStep } from "./reported-step.ts";

/** The bodies of one finding have some so many bytes together, however many requests it takes to show it. */
const MAX_FINDING_BYTES = 1024 * 1024;

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

/** What a finding tells of its cause. */
export type ToldCause = Pick<ReportedFinding, "also" | "traits" | "takes" | "writes" | "met" | "formerly">;

/** Of a cause that was not looked into nothing is told. */
export const untoldCause: ToldCause = Object.freeze({
  also: Object.freeze([]),
  traits: Object.freeze([]),
  takes: Object.freeze([]),
  writes: false,
  met: Object.freeze({ cases: 0, kinds: Object.freeze([]) }),
  formerly: Object.freeze([]),
});

/** The lines that send the requests again, one for those that were sent at the same time. */
const curlLines = (
  { trial: { readings }, testCase }: Shown,
  target: URL | null,
  choice: CurlChoice,
): readonly string[] => {
  if (target === null) return [];
  const lines = readings.map(({ request }) => curlLine(request, target, choice));
  if (testCase === undefined) return inLoops(lines);
  return inLoops(
    groupsOf(testCase.plans).map((group) => {
      const together = lines.splice(0, group.length);
      return together.length > 1 ? `${together.join(" & ")} & wait` : together.join("");
    }),
  );
};

const variables = ({ trial: { readings } }: Shown, target: URL | null, choice: CurlChoice): readonly ShellVariable[] =>
  target === null ? [] : readings.flatMap(({ request }) => variablesIn(request, target, choice));

/** Each variable once; the member is left out where there is none. */
export const reportedVariables = (all: readonly ShellVariable[]): Partial<Pick<ReportedFinding, "variables">> =>
  all.length === 0 ? {} : { variables: [...new Map(all.map((one) => [one.name, one])).values()] };

/** A breach in the form that reports carry. `target` and `choice` are only for the curl lines: there are none where `target` is null. */
export const toReportedFinding = (
  shown: Shown,
  cause: ToldCause,
  target: URL | null,
  choice: CurlChoice = PLAIN_CURL,
): Omit<ReportedFinding, "replay"> => {
  const { suspect, trial, breach } = shown;
  const maxBytes = Math.min(MAX_REPORTED_BYTES, Math.ceil(MAX_FINDING_BYTES / (2 * trial.readings.length)));
  return {
    fingerprint: suspect.fingerprint,
    foundIn: { phase: suspect.phase, order: suspect.order },
    law: breach.law.id,
    level: breach.violation.level ?? breach.law.level,
    known: false,
    discriminator: breach.violation.discriminator,
    ...cause,
    message: breach.violation.message,
    expected: breach.violation.expected,
    actual: breach.violation.actual,
    ...(breach.violation.at === undefined || trial.readings.length !== 1 ? {} : { at: breach.violation.at }),
    steps: trial.readings.map((reading) => reportedStep(reading, maxBytes)),
    curl: curlLines(shown, target, choice),
    ...reportedVariables(variables(shown, target, choice)),
  };
};
