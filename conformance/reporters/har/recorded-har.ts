import { createHash } from "node:crypto";
import { redactExchange } from "../../report/redact-finding.ts";
import type { Report, ReportedStep } from "../../report/report.ts";
import type { Redact } from "../../secrets/redactor.ts";
import { findingComment } from "./finding-comment.ts";
import { harEntry, type HarTimes } from "./har-entry.ts";

/** Equal for exchanges that are alike in all that reports hold of them, secrets included: 64 hex digits. */
const keyOf = (step: ReportedStep): string => createHash("sha256").update(JSON.stringify(step)).digest("hex");

/** One exchange with `target` as a line to be kept until the run is over: key, times and entry, the entry without secrets. No line feed ends it. */
export const recordedLine = (step: ReportedStep, times: HarTimes, target: string, redact: Redact): string =>
  `${keyOf(step)} ${times.startedAt} ${times.ms} ${JSON.stringify(harEntry(redactExchange(step, redact), redact(target), times, ""))}`;

/** A finding's exchange, without secrets, and what is to be said of it. */
interface Shown {
  readonly step: ReportedStep;
  readonly comments: readonly string[];
}

const shownBy = ({ findings }: Report, redacted: Report): ReadonlyMap<string, Shown> => {
  const shown = new Map<string, Shown>();
  for (const [at, { steps }] of findings.entries())
    for (const [index, step] of steps.entries()) {
      const finding = redacted.findings[at];
      const hidden = finding?.steps[index];
      if (finding === undefined || hidden === undefined) continue;
      const key = keyOf(step);
      const before = shown.get(key);
      const comment = findingComment(finding, index, redacted);
      shown.set(key, { step: before?.step ?? hidden, comments: [...(before?.comments ?? []), comment] });
    }
  return shown;
};

const LINE = /^(?<key>\S+) (?<startedAt>\S+) (?<ms>\S+) (?<entry>.*)$/s;

const entryText = (line: string, shown: ReadonlyMap<string, Shown>, target: string): string => {
  const { key = "", startedAt = "", ms = "", entry = "" } = LINE.exec(line)?.groups ?? {};
  const found = shown.get(key);
  if (found === undefined) return entry;
  // As the finding has it: it hides what any of the finding's answers hands out.
  return JSON.stringify(harEntry(found.step, target, { startedAt, ms: Number(ms) }, found.comments.join("\n\n")));
};

/**
 * All exchanges of a run, of which there are these lines, as an HTTP Archive 1.2, piece by piece. Comments say which findings an exchange
 * shows. `redacted` is the same report without secrets.
 * Source: http://www.softwareishard.com/blog/har-12-spec/
 */
export async function* recordedHar(
  report: Report,
  redacted: Report,
  lines: AsyncIterable<string>,
): AsyncGenerator<string> {
  const { tool, target } = redacted;
  const head = {
    version: "1.2",
    creator: { name: tool.name, version: tool.version },
    comment:
      "The exchanges of a run, in the order in which the answers came; comments say which of them show a finding. `time` goes from the sending of a request to its whole answer, or until none was waited for any longer; its parts are not measured. Not in here are keys, calls of the state probe, health checks, and answers after which the same was sent again (429, or 401 with a key that was renewed). Sizes of answers are without their content codings.",
  };
  yield `{"log":{${JSON.stringify(head).slice(1, -1)},"entries":[`;
  const shown = shownBy(report, redacted);
  let separator = "\n";
  for await (const line of lines) {
    yield `${separator}${entryText(line, shown, target)}`;
    separator = ",\n";
  }
  yield "\n]}}\n";
}
