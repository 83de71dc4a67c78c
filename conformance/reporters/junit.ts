import XmlBuilder from "fast-xml-builder";
import type { Report } from "../report/report.ts";
import { outcomeText } from "./outcome-text.ts";
import { printableLines } from "./printable.ts";
import { type Mishap, type TestCase, testCasesOf } from "./test-cases.ts";

const NAME = "cvm-contract";

/** XML 1.0 has no place for most control characters, nor for the last two code points, escaped or not. */
const legal = (text: string): string => printableLines(text).replace(/\p{Noncharacter_Code_Point}/gu, "\ufffd");

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
  const cases = testCasesOf(report);
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
