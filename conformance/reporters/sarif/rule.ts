import type { Level } from "../../cases/judgement.ts";
import type { ReportedLaw } from "../../report/report.ts";
import type { LawText } from "../backdrop.ts";
import { literal } from "./literal.ts";

/** How grave a broken law is in the words of SARIF. */
export const severities = { must: "error", should: "warning", reference: "note" } as const satisfies Record<
  Level,
  string
>;

/** A law as a SARIF rule. `text` is what the law says, where this version knows it. Source: SARIF 2.1.0 section 3.49. */
export const sarifRule = (law: ReportedLaw, text: LawText | undefined) => {
  const says = text?.says ?? `The law ${law.id}.`;
  const source = text?.source ?? "a version that knows this law";
  return {
    id: law.id,
    shortDescription: { text: literal(says) },
    help: {
      text: literal(`${says}\n\nLevel: ${law.level}. Source: ${source}\nMore: cvm-contract laws ${law.id}`),
      markdown: literal(
        `${says}\n\nLevel **${law.level}**. Source: ${source}\n\nMore: \`cvm-contract laws ${law.id}\``,
      ),
    },
    defaultConfiguration: { level: severities[law.level] },
    properties: { tags: ["contract", law.level], verdict: law.verdict, evidence: law.evidence },
  };
};
