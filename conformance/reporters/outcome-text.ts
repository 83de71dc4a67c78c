import type { Report } from "../report.ts";
import type { Tone } from "./style.ts";

/** A run's outcome as one sentence. `brief` is the same in one word. */
export interface OutcomeText {
  readonly tone: Extract<Tone, "good" | "bad" | "warning">;
  readonly brief: string;
  readonly text: string;
}

const conforms = (broken: number): string =>
  broken === 0
    ? "Conforms: no law is broken."
    : `Conforms: no law that counts is broken (${broken} lesser ${broken === 1 ? "one is" : "ones are"}).`;

/** What came of a run, said to people. */
export const outcomeText = (report: Report): OutcomeText => {
  const broken = report.laws.filter((law) => law.verdict === "broken");
  const must = broken.filter((law) => law.level === "must").length;
  switch (report.outcome) {
    case "conforms":
      return { tone: "good", brief: "Conforms", text: conforms(broken.length) };
    case "broken":
      return {
        tone: "bad",
        brief: "Broken",
        text: `Broken: ${broken.length} ${broken.length === 1 ? "law" : "laws"}, ${must} of them at must.`,
      };
    case "inconclusive":
      return {
        tone: "warning",
        brief: "Inconclusive",
        text: "Inconclusive: a must law was never put to the test, and --strict-evidence asks for that.",
      };
    case "failed":
      return { tone: "bad", brief: "Failed", text: "Failed: the harness has a fault of its own; no verdict." };
  }
};
