import type { Verdict } from "../report/report.ts";
import type { Tone } from "./style.ts";

/** How a verdict is shown: one character, what it means, and words. */
export interface VerdictMark {
  readonly mark: string;
  readonly tone: Tone;
  readonly text: string;
}

/** How each verdict is shown. */
export const verdictMarks: Readonly<Record<Verdict, VerdictMark>> = {
  held: { mark: "✓", tone: "good", text: "held" },
  broken: { mark: "✗", tone: "bad", text: "broken" },
  unstable: { mark: "~", tone: "warning", text: "unstable" },
  "not-exercised": { mark: "-", tone: "warning", text: "not exercised" },
  skipped: { mark: "·", tone: "faint", text: "skipped" },
  "harness-error": { mark: "!", tone: "bad", text: "harness error" },
};
