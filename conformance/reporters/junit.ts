import XmlBuilder from "fast-xml-builder";
import { assertNever } from "../cases/assert-never.ts";
import { isMostlyUnanswered } from "../report/outcome.ts";
import type { Report, ReportedLaw } from "../report/report.ts";
import { findingLines } from "./finding-lines.ts";
import { outcomeText } from "./outcome-text.ts";
import { paceTexts } from "./pace-text.ts";
import { printableLines } from "./printable.ts";
import { findingsOf, standingOf, whyTolerated } from "./standing.ts";
import { styleFor } from "./style.ts";
import { verdictMarks } from "./verdict-marks.ts";

const NAME = "cvm-contract";

/** How a test case went, if not well. */
interface Mishap {
  readonly element: "failure" | "error" | "skipped";
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

interface TestCase {
  readonly name: string;
  readonly mishap: Mishap | null;
}

const plain = styleFor(false);

/** XML 1.0 has no place for most control characters, nor for the last two code points, escaped or not. */
const legal = (text: string): string => printableLines(text).replace(/\p{Noncharacter_Code_Point}/gu, "\ufffd");

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
    { name, mishap: { element: "error", type, message, text: "" } },
  ];
  if (report.lost !== null) return red("the-target-was-lost", "lost", report.lost);
  return report.outcome === "inconclusive" && isMostlyUnanswered(report)
    ? red("most-requests-were-refused", "refused", paceTexts(report).join(" "))
    : [];
};

const testcase = ({ name, mishap }: TestCase) => ({
  "@name": name,
  "@classname": NAME,
  "@time": 0,
  ...(mishap === null
    ? {}
    : { [mishap.element]: { "@message": legal(mishap.message), "@type": mishap.type, "#text": legal(mishap.text) } }),
});

/**
 * A report as JUnit XML, a law as a test case. Red are the laws that fail the gate, and under `--strict-evidence` those without
 * evidence; what is broken below `--fail-on`, or known, counts as skipped and is told all the same. A law that failed itself is an error, and so is a target that was lost, or that refused most
 * requests.
 */
export const junitText = (report: Report): string => {
  const cases = [...report.laws.map((law) => ({ name: law.id, mishap: mishapOf(law, report) })), ...endOf(report)];
  const count = (element: Mishap["element"]): number =>
    cases.filter(({ mishap }) => mishap?.element === element).length;
  const { contract, target, seed, shard, tool, requests } = report;
  const facts = {
    version: tool.version,
    contract: contract.title,
    sha256: contract.sha256,
    target,
    seed,
    shard,
    requests,
  };
  const builder = new XmlBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      testsuite: {
        "@name": NAME,
        "@package": NAME,
        "@id": 0,
        "@hostname": new URL(target).hostname,
        "@timestamp": report.startedAt.slice(0, "2026-01-21T00:00:00".length),
        "@tests": cases.length,
        "@failures": count("failure"),
        "@errors": count("error"),
        "@skipped": count("skipped"),
        "@time": (report.durationMs / 1000).toFixed(3),
        properties: {
          property: Object.entries(facts)
            .filter(([, value]) => value !== null)
            .map(([name, value]) => ({ "@name": name, "@value": legal(String(value)) })),
        },
        testcase: cases.map(testcase),
        "system-out": outcomeText(report).text,
        "system-err": "",
      },
    },
  });
};
