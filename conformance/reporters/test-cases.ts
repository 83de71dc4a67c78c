import { assertNever } from "../cases/assert-never.ts";
import { isAbout } from "../report/is-about.ts";
import { hadNothingToReplay, NO_FINDING } from "../report/nothing-to-replay.ts";
import { isMostlyUnanswered } from "../report/outcome.ts";
import type { Report, ReportedLaw } from "../report/report.ts";
import type { ReportedReplay, ReportedReplays } from "../report/reported-replays.ts";
import { findingLines } from "./finding-lines.ts";
import { outcomeText } from "./outcome-text.ts";
import { paceTexts } from "./pace-text.ts";
import { findingsOf, standingOf, whyTolerated } from "./standing.ts";
import { replayText } from "./replays-text.ts";
import { styleFor } from "./style.ts";
import { verdictMarks } from "./verdict-marks.ts";

/** How a test case went, if not well. */
export interface Mishap {
  readonly element: "failure" | "error" | "skipped";
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

/** One test in a viewer of tests: a law, or (null) a finding that was sent again, or what became of the run. */
export interface TestCase {
  readonly law: ReportedLaw | null;
  readonly name: string;
  readonly mishap: Mishap | null;
}

const plain = styleFor(false);

const evidence = (law: ReportedLaw, report: Report): string =>
  findingsOf(law, report)
    .map((finding) => findingLines(finding, report, plain).join("\n"))
    .join("\n\n");

const brokenAs = (element: Mishap["element"], law: ReportedLaw, report: Report): Mishap => {
  const [first, ...others] = findingsOf(law, report);
  const reason = first === undefined ? null : whyTolerated(first, report);
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return {
    element,
    type: first?.level ?? law.level,
    message: `${reason === null ? "" : `Broken ${reason}: `}${first?.message ?? "No finding is left."}${more}`,
    text: `\n${evidence(law, report)}\n`,
  };
};

/** A test viewer is to be red where the gate is red, and nowhere else. */
const mishapOf = (law: ReportedLaw, report: Report): Mishap | null => {
  const standing = standingOf(law, report);
  const untold = { type: law.verdict, message: `${verdictMarks[law.verdict].text}: ${law.missing ?? ""}`, text: "" };
  switch (standing) {
    case "held":
      return null;
    case "fails":
      return brokenAs("failure", law, report);
    case "tolerated":
      return brokenAs("skipped", law, report);
    case "lacks-evidence":
      return { element: "failure", ...untold };
    case "unproven":
      return { element: "skipped", ...untold };
    case "harness-error":
      return { element: "error", ...untold };
    default:
      return assertNever(standing);
  }
};

/** Red where the run was lost, or mostly refused, though no law is: the gate is red too. */
const endOf = (report: Report): readonly TestCase[] => {
  const red = (name: string, type: string, message: string): readonly TestCase[] => [
    { law: null, name, mishap: { element: "error", type, message, text: "" } },
  ];
  if (report.lost !== null) return red("the-target-was-lost", "lost", report.lost);
  if (report.outcome !== "inconclusive") return [];
  const { requests, pace } = report;
  // What the user lets pass is no refusal.
  if (isMostlyUnanswered({ requests, pace: { unanswered: pace.unanswered } }))
    return red("most-requests-were-refused", "refused", paceTexts(report).join(" "));
  // A finding that was sent again is red by itself.
  return report.replays !== undefined || report.laws.some((law) => standingOf(law, report) === "lacks-evidence")
    ? []
    : red("the-run-is-conclusive", "inconclusive", outcomeText(report).text);
};

const replayMishapOf = ({ law, level, message, verdict, why }: ReportedReplay, report: Report): Mishap | null => {
  if (verdict === "fixed") return null;
  const own = report.findings.filter((finding) => isAbout(finding, law));
  const text = own.map((finding) => findingLines(finding, report, plain).join("\n")).join("\n\n");
  const words = replayText({ message, why });
  const [type, said] = verdict === "broken" ? [level, words] : [verdict, `${verdict}: ${words}`];
  return { element: "failure", type, message: said, text: text === "" ? "" : `\n${text}\n` };
};

/** No finding is neither red nor green: nothing was tested. */
const NOTHING_TO_REPLAY: TestCase = {
  law: null,
  name: "nothing-to-send-again",
  mishap: {
    element: "skipped",
    type: "nothing-recorded",
    message: `${NO_FINDING.charAt(0).toUpperCase()}${NO_FINDING.slice(1)}.`,
    text: "",
  },
};

/** A finding that was sent again is a test case, red unless it is fixed: so is the exit code. */
const replaysOf = ({ findings, unread }: ReportedReplays, report: Report): readonly TestCase[] => {
  const unreadable: Mishap = {
    element: "error",
    type: "unread",
    message: `${unread} of them can't be read.`,
    text: "",
  };
  return [
    ...findings.map((one) => ({
      law: null,
      name: `${one.law} ${one.fingerprint}`,
      mishap: replayMishapOf(one, report),
    })),
    ...(unread === 0 ? [] : [{ law: null, name: "files-of-findings-are-readable", mishap: unreadable }]),
    ...(hadNothingToReplay(report) ? [NOTHING_TO_REPLAY] : []),
  ];
};

/**
 * A report as test cases, one a law, or one a finding where these were sent again and nothing else was. Red are those that fail the gate, and nothing else: what is tolerated, unstable or not exercised is
 * `skipped`, and `error` is what failed itself, a law of ours or the target as a whole.
 */
export const testCasesOf = (report: Report): readonly TestCase[] => [
  ...(report.replays === undefined
    ? report.laws.map((law) => ({ law, name: law.id, mishap: mishapOf(law, report) }))
    : replaysOf(report.replays, report)),
  ...endOf(report),
];
