import { markKnown, type Verdicts } from "../corpus/baseline/baseline.ts";
import type { FindingBook } from "../findings/finding-book.ts";
import { failing } from "../report/outcome.ts";
import type { RunOptions } from "./run-options.ts";

/** Whether a run has as many findings that fail it as were asked for. */
export const hasEnoughFindings = (
  { findings }: FindingBook,
  { mostFindings, baseline, failOn, now }: Pick<RunOptions, "mostFindings" | "baseline" | "failOn" | "now">,
  verdicts: Verdicts,
): boolean =>
  mostFindings !== null && failing(markKnown(findings, baseline, verdicts, now()), failOn).length >= mostFindings;
