import { expect, it } from "vitest";
import type { Report } from "../report/report.ts";
import { LOOKED, STOPPED } from "../report/shared-hints.ts";
import { inconclusiveReport } from "./testing/full-reports.ts";
import { scene } from "./testing/scene.ts";
import { htmlText } from "./html/html-report.ts";
import { markdownText } from "./markdown/markdown.ts";
import { styleFor } from "./style.ts";
import { ttyText } from "./tty.ts";

const OWN = "Needs a CVM of its own.";

/** A report in which one law lacked what it needs, and `count` others were not put to the test for one reason. */
const reportOf = (missing: string, count: number): Report => ({
  ...inconclusiveReport,
  laws: inconclusiveReport.laws.map((law, index) =>
    index > count
      ? { ...law, verdict: "held", missing: null }
      : { ...law, verdict: "not-exercised", evidence: 0, missing: index === 0 ? OWN : missing },
  ),
});

const texts = (report: Report): readonly string[] => [
  ttyText(report, { style: styleFor(false) }),
  markdownText(report, scene.laws).replaceAll("&#58;", ":"),
  htmlText(report, scene),
];

it.each([
  [
    STOPPED.written,
    "5 laws were not put to the test, for previews write, by the state probe: once that was seen, no valid",
  ],
  [
    STOPPED.told,
    "5 laws were not put to the test, for previews write, by what answers tell: once that was seen, no valid preview",
  ],
  [STOPPED.unseen, "5 laws were not put to the test, for it could not be seen whether previews write"],
  [LOOKED, "The look did not put 5 laws to the test: run the whole check."],
])("why laws were not put to the test is said once, with their number: %s", (missing, said) => {
  for (const text of texts(reportOf(missing, 5))) {
    expect(text).toContain(said);
    expect(text).not.toContain(missing);
    expect(text).toContain(OWN);
  }
});

it("one law is one", () => {
  for (const text of texts(reportOf(STOPPED.written, 1))) expect(text).toContain("1 law was not put to the test, for");
});

it("verbose, each law has its line", () => {
  const text = ttyText(reportOf(LOOKED, 5), { style: styleFor(false), isVerbose: true });
  expect(text.split(LOOKED)).toHaveLength(6);
});
