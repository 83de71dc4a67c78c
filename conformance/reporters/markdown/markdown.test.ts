import { marked } from "marked";
import { describe, expect, it } from "vitest";
import type { Report } from "../../report/report.ts";
import { hostileReport, hostileText } from "../../testing/hostile-report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { scene } from "../testing/scene.ts";
import { fenced, literal } from "./literal.ts";
import { markdownText } from "./markdown.ts";

const textOf = (report: Report): string => markdownText(report, scene.laws);
const rendered = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true });
/** The names of the elements that a text has once it is rendered. */
const elementsIn = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/<([a-z]\w*)/gi)].map(([, name = ""]) => name));

describe("the Markdown report", () => {
  it("has the verdict as its heading, then counts, then findings with what to paste", () => {
    const text = textOf(sampleReport);
    expect(text.startsWith("## ❌ Broken: 1 must law.\n")).toBe(true);
    for (const part of [
      "| not exercised | 1 | 0 | 0 |",
      "<summary>❌ <b>The counters do not add up.</b> counts-sum-to-scanned (must)</summary>",
      "5 (scanned)",
      "curl -X PATCH",
      "cvm-contract replay 0123456789ab",
      "`0123456789ab`",
      "| each-cvm-once | not exercised | A CVM was never seen. |",
    ])
      expect(text).toContain(part);
  });

  it("has no words of sending it again where no line does, as of a server in the same process", () => {
    const findings = sampleReport.findings.map((finding) => ({ ...finding, curl: [], replay: null }));
    expect(textOf({ ...sampleReport, findings })).not.toContain("To see it again");
    const kept = sampleReport.findings.map((finding) => ({ ...finding, curl: [] }));
    expect(textOf({ ...sampleReport, findings: kept })).toMatch(/To see it again\n```sh\ncvm-contract replay/);
  });

  it("marks what does not fail the gate, after what does", () => {
    const summaries = [...textOf(hostileReport).matchAll(/<summary>(\S+) <b>.*<\/b> (\S+) \((\w+)/g)].map(
      ([, ...parts]) => parts,
    );
    expect(summaries).toEqual([
      ["❌", "counts-sum-to-scanned", "must"],
      ["⚠️", "counts-sum-to-scanned", "must"],
      ["⚠️", "defaults-are-sent", "should"],
    ]);
  });

  it("fits into a comment, and says what it left out", () => {
    const many: Report = { ...sampleReport, findings: Array.from({ length: 500 }, () => sampleReport.findings).flat() };
    expect(textOf(many).length).toBeLessThan(61_000);
    expect(textOf(many)).toMatch(/… and \d+ more findings: the other reports have them\./);
    const [finding] = sampleReport.findings;
    const long: Report = {
      ...sampleReport,
      findings: finding === undefined ? [] : [{ ...finding, curl: ["x".repeat(10_000)] }],
    };
    expect(textOf(long)).toContain("The line that sends it again has 10000 characters");
  });

  it("has the elements that it means to have, whatever a server sent", () => {
    expect(elementsIn(rendered(textOf(hostileReport)))).toEqual(elementsIn(rendered(textOf(sampleReport))));
  });
});

describe("a text of a server's in Markdown", () => {
  it("is no markup on a line", () => {
    expect(elementsIn(rendered(literal(hostileText)))).toEqual(new Set(["p"]));
    expect(
      elementsIn(rendered(literal("https://a.example www.b.example c@d.example *e* _f_ ~~g~~ `h` ![i](j) <k>"))),
    ).toEqual(new Set(["p"]));
  });

  it("names nobody and no issue", () => {
    expect(literal("@team #1")).toBe("&#64;\u200bteam &#35;\u200b1");
  });

  it("does not end the block that it stands in", () => {
    expect(elementsIn(rendered(fenced(`a\n\`\`\`\`\n<b>\n~~~`)))).toEqual(new Set(["pre", "code"]));
  });
});
