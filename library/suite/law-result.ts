import {
  findingLines,
  findingsOf,
  type Law,
  outcomeText,
  type Report,
  standingOf,
  styleFor,
  whyTolerated,
} from "../../conformance/index.ts";
import { inCode } from "../../cli/index.ts";

/** A test that is red for a text alone: where in our own code it was thrown tells nobody anything. */
class LawFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = "LawFailure";
    this.stack = `${this.name}: ${message}`;
  }
}

/**
 * What a test of one law comes to: null where the law held, or why it says nothing. Throws where the law is broken, with the findings as text, and
 * where it failed itself.
 */
export const lawResult = (report: Report, { id }: Pick<Law, "id">): string | null => {
  const law = report.laws.find((reported) => reported.id === id);
  if (law === undefined) return "no law of this run";
  const text = (): string =>
    findingsOf(law, report)
      .flatMap((finding) => findingLines(finding, report, styleFor(false)))
      .join("\n");
  switch (standingOf(law, report)) {
    case "held":
      return null;
    case "fails":
      throw new LawFailure(`${id} is broken.\n${text()}`);
    case "lacks-evidence":
      throw new LawFailure(`${id} was never put to the test, and strictEvidence asks for that. ${law.missing ?? ""}`);
    case "harness-error":
      throw new LawFailure(`${id} itself failed: ${law.missing ?? "no reason is known"}`);
    case "tolerated":
      return inCode(
        findingsOf(law, report)
          .map((finding) => `broken, ${whyTolerated(finding, report) ?? "which fails the check"}: ${finding.message}`)
          .join("\n"),
      );
    case "unproven":
      return inCode(`${law.verdict === "skipped" ? "skipped" : law.verdict.replace("-", " ")}: ${law.missing ?? ""}`);
  }
};

/** Throws where a run did not come to an end that its verdicts can be relied on. */
export const requireWholeRun = (report: Report): void => {
  if (report.outcome === "inconclusive" || report.outcome === "failed" || report.lost !== null)
    throw new LawFailure(inCode(outcomeText(report).text));
};
