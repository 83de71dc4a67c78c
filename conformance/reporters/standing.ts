import { isAbout } from "../report/is-about.ts";
import { isStillBroken } from "../report/judge-replays.ts";
import { testedNothing } from "../report/outcome.ts";
import type { Report, ReportedFinding, ReportedLaw } from "../report/report.ts";

/**
 * What a law means to the gate. `fails`: its break turns the gate red. `tolerated`: broken, but all that is is below `--fail-on` or
 * known from the baseline. `lacks-evidence`: never put to the test where `--strict-evidence` asks for that, and the gate is red for
 * it. `unproven`: nothing can be said, and the gate does not mind. `harness-error`: the harness failed, not the target.
 */
export type Standing = "held" | "fails" | "tolerated" | "lacks-evidence" | "unproven" | "harness-error";

/** Whether a finding turns the gate red: of `replay` that is what was sent again and is still broken. */
export const failsGate = (finding: ReportedFinding, { settings, replays }: Report): boolean => {
  if (replays !== undefined) return isStillBroken(finding, replays);
  const { level, known } = finding;
  return !known && (level === "must" || (level === "should" && settings.failOn === "should"));
};

/** The findings about one law, those that fail the gate first. */
export const findingsOf = ({ id }: ReportedLaw, report: Report): readonly ReportedFinding[] => {
  const own = report.findings.filter((finding) => isAbout(finding, id));
  return [
    ...own.filter((finding) => failsGate(finding, report)),
    ...own.filter((finding) => !failsGate(finding, report)),
  ];
};

/** Whether a run is inconclusive for want of evidence of must laws, whatever else it is for. */
const wantsEvidence = ({ outcome, replays, settings, interrupted, laws }: Report): boolean =>
  outcome === "inconclusive" &&
  replays === undefined &&
  (settings.strictEvidence || interrupted || testedNothing(laws));

/** What a law's verdict means to the gate of its run. */
export const standingOf = (law: ReportedLaw, report: Report): Standing => {
  switch (law.verdict) {
    case "held":
      return "held";
    case "broken":
      return findingsOf(law, report).some((finding) => failsGate(finding, report)) ? "fails" : "tolerated";
    case "not-exercised":
      return law.level === "must" && wantsEvidence(report) ? "lacks-evidence" : "unproven";
    case "unstable":
    case "skipped":
      return "unproven";
    case "harness-error":
      return "harness-error";
  }
};

/** Why a finding that is told does not turn the gate red; null where it does. */
export const whyTolerated = (finding: ReportedFinding, report: Report): string | null => {
  if (failsGate(finding, report)) return null;
  if (report.replays !== undefined) return "beside what was sent again";
  return finding.known ? "known from the baseline" : `below --fail-on ${report.settings.failOn}`;
};
