import type { Level } from "../../cases/judgement.ts";
import type { ReportedLaw } from "../../report/report.ts";
import type { LawText } from "../backdrop.ts";
import { clipped, MAX_DESCRIPTION_CHARS } from "./limits.ts";
import { literal } from "./literal.ts";

/** How grave a broken law is in the words of SARIF. */
export const severities = { must: "error", should: "warning", reference: "note" } as const satisfies Record<
  Level,
  string
>;

/** The same in the words by which GitHub orders alerts. */
const problems = { must: "error", should: "warning", reference: "recommendation" } as const satisfies Record<
  Level,
  string
>;

/** What a law says, as long as a description may be. */
const description = (says: string): string => {
  const text = literal(says);
  // What is escaped has twice as many characters at most.
  return text.length <= MAX_DESCRIPTION_CHARS ? text : literal(clipped(says, MAX_DESCRIPTION_CHARS / 2 - 50));
};

/** A law as a SARIF rule. `text` is what the law says, where this version knows it. Source: SARIF 2.1.0 section 3.49. */
export const sarifRule = (law: ReportedLaw, text: LawText | undefined) => {
  const says = text?.says ?? `The law ${law.id}.`;
  const source = text?.source ?? "a version that knows this law";
  return {
    id: law.id,
    shortDescription: { text: description(says) },
    fullDescription: { text: description(says) },
    help: {
      text: literal(`${says}\n\nLevel: ${law.level}. Source: ${source}\nMore: cvm-contract laws ${law.id}`),
      markdown: literal(
        `${says}\n\nLevel **${law.level}**. Source: ${source}\n\nMore: \`cvm-contract laws ${law.id}\``,
      ),
    },
    defaultConfiguration: { level: severities[law.level] },
    properties: {
      tags: ["contract", law.level],
      // A finding was seen several times before it was told.
      precision: "high",
      "problem.severity": problems[law.level],
      verdict: law.verdict,
      evidence: law.evidence,
    },
  };
};
