import { listed } from "../cases/listed.ts";
import { hadNothingToReplay, NO_FINDING } from "../report/nothing-to-replay.ts";
import { gravest, isMostlyUnanswered, RUN_WAS_OVER, testedNothing } from "../report/outcome.ts";
import type { PhaseEnd } from "../report/phase-end.ts";
import type { Report } from "../report/report.ts";
import { mayBeUnreported } from "../report/reported-unreported.ts";
import { mayHaveWritten, type PreviewsStop, whyPreviewsStopped } from "../report/why-previews-stopped.ts";
import { lostText } from "./lost-text.ts";
import { previewsText } from "./previews-text.ts";
import { replaysText } from "./replays-text.ts";
import { settingsTexts } from "./settings-texts.ts";
import type { Tone } from "./style.ts";
import { unreportedText } from "./unreported-text.ts";

/** A run's outcome as one sentence. `brief` is the same in one word. */
export interface OutcomeText {
  readonly tone: Extract<Tone, "good" | "bad" | "warning">;
  readonly brief: string;
  readonly text: string;
}

const levels = ["must", "should", "reference"] as const;

const byLevel = (laws: Report["laws"]): readonly string[] =>
  levels.flatMap((level) => {
    const count = laws.filter((law) => law.level === level).length;
    return count === 0 ? [] : [`${count} ${level} ${count === 1 ? "law" : "laws"}`];
  });

/** What is said of laws that were broken, and not each time the same was sent: they are no reason to rest assured. */
const unstable = ({ laws }: Report): string => {
  const must = laws.filter(({ verdict, level }) => verdict === "unstable" && level === "must");
  const [first] = must;
  if (first === undefined) return "";
  return must.length === 1
    ? ` Of the must law ${first.id} there is no verdict: it is unstable.`
    : ` Of ${must.length} must laws there is no verdict, for they are unstable: ${listed(must.map(({ id }) => id))}.`;
};

const ENDED: Readonly<Record<PhaseEnd, string>> = {
  time: "Its time (--time) was up",
  interruption: "It was interrupted",
  findings: "It had as many findings as --max-findings asked for",
  "target lost": "It lost its target",
};

const phasesNamed = (names: readonly string[]): string =>
  `the ${names.length === 1 ? "phase" : "phases"} ${listed(names)}`;

/** Why, and where, a run ended that did not come to its own end; empty where it did. */
const cutShort = ({ phases, interrupted }: Report): string => {
  // A merged report may tell of several shards why they did not begin a phase.
  const unfinished = phases.filter(({ skipped, endedBy }) =>
    skipped === null ? endedBy !== undefined : skipped.includes(RUN_WAS_OVER),
  );
  if (unfinished.length === 0) return interrupted ? " It was interrupted." : "";
  // Shards may have ended for different reasons.
  const [first] = unfinished.flatMap(({ endedBy }) => endedBy ?? []);
  return [...Map.groupBy(unfinished, ({ endedBy = first }) => endedBy)]
    .map(([endedBy, own]) => {
      const cut = own.filter(({ skipped }) => skipped === null);
      const unreached = own.filter(({ skipped }) => skipped !== null);
      const where = [
        ...(cut.length === 0 ? [] : [`in the middle of ${phasesNamed(cut.map(({ name }) => name))}`]),
        ...(unreached.length === 0 ? [] : [`before ${phasesNamed(unreached.map(({ name }) => name))}`]),
      ];
      return ` ${endedBy === undefined ? "It ended" : ENDED[endedBy]} ${listed(where)}.`;
    })
    .join("");
};

const conforms = (report: Report, broken: Report["laws"]): string => {
  const left = cutShort(report);
  const verdict = left !== "" ? "Conforms as far as it got" : "Conforms";
  const told = `${left}${unstable(report)}`;
  if (broken.length === 0) return `${verdict}: no law is broken.${told}`;
  const unknown = report.findings.filter(({ known }) => !known);
  const anew = broken.flatMap((law) => {
    const level = gravest(unknown, law.id);
    return level === null ? [] : [{ ...law, level }];
  });
  const known = broken.length - anew.length;
  const parts = [
    ...(known === 0 ? [] : [`${known} ${known === 1 ? "law" : "laws"} that the baseline knows`]),
    ...byLevel(anew),
  ];
  return `${verdict}: what is broken does not fail the gate (${listed(parts)}).${told}`;
};

const STOPPED: Readonly<Record<PreviewsStop, string>> = {
  written: "previews write, by the state probe, so that no more valid ones were sent with a key that was given.",
  told: "previews write, by what answers tell, so that no more valid ones were sent with a key that was given.",
  refused: "the server writes on what it refuses or fails on, by the state probe, so that nothing more was sent.",
  unseen:
    "it could not be seen whether previews write, so that no more valid ones were sent with a key that was given.",
};

const mostlyUnanswered = ({ pace: { unanswered, allowed = 0 } }: Report): string => {
  if (unanswered === 0) return "most requests got an answer that --allow-status lets pass, so that little was checked.";
  const orAllowed = allowed === 0 ? "" : ", or an answer that --allow-status lets pass";
  return `most requests got 429 or 503 for the last answer${orAllowed}, so that little was checked. Set a slower pace with --rate, or let the server take more.`;
};

const whyInconclusive = (report: Report): string => {
  const stop = whyPreviewsStopped(report.previews, report.settings);
  if (stop !== null) return STOPPED[stop];
  if (mayHaveWritten(report))
    return `${report.previews?.wholeStore === "changed" ? "" : "by what answers tell, "}what is stored changed, and ${report.previews?.movesByItself === null ? "whether it went on changing once nothing was sent was not seen" : "did not go on changing once nothing was sent"}, so that this run may have written it.`;
  if (mayBeUnreported(report))
    return `by what answers tell, what is stored changed, no answer reported it, and ${report.unreported?.movesByItself === null ? "whether it went on changing once nothing was sent was not seen" : "it did not go on changing once nothing was sent"}, so that this run may have written it.`;
  if (report.requests === 0) return `not one request was answered, so that nothing was checked.${cutShort(report)}`;
  if (isMostlyUnanswered(report)) return mostlyUnanswered(report);
  if (testedNothing(report.laws))
    return `${report.interrupted ? "it was interrupted before any" : "no"} ${report.laws.some(({ level, verdict }) => level === "must" && verdict !== "skipped") ? "must law" : "law"} was put to the test.`;
  return report.interrupted
    ? "it was interrupted before every must law was put to the test."
    : "a must law was never put to the test, and --strict-evidence asks for that.";
};

/** Of findings that were sent again, and nothing else. */
const replayed = {
  conforms: { tone: "good", brief: "Fixed" },
  broken: { tone: "bad", brief: "Still broken" },
  inconclusive: { tone: "warning", brief: "Inconclusive" },
  failed: { tone: "bad", brief: "Failed" },
} as const satisfies Record<Report["outcome"], Omit<OutcomeText, "text">>;

/** Where there was no finding that could be fixed. */
const NOTHING_TO_REPLAY: OutcomeText = {
  tone: "warning",
  brief: "Nothing to send again",
  text: `Nothing to send again: ${NO_FINDING}.`,
};

const outcomeOf = (report: Report): OutcomeText => {
  if (hadNothingToReplay(report) && report.outcome === "conforms") return NOTHING_TO_REPLAY;
  if (report.replays !== undefined) {
    const { tone, brief } = replayed[report.outcome];
    const lost = report.lost === null ? "" : ` ${lostText(report)}`;
    return {
      tone,
      brief,
      text: `${brief}: of the findings that were to be sent again ${replaysText(report.replays)}.${lost}`,
    };
  }
  const broken = report.laws.filter((law) => law.verdict === "broken");
  switch (report.outcome) {
    case "conforms":
      return { tone: "good", brief: "Conforms", text: conforms(report, broken) };
    case "broken":
      return {
        tone: "bad",
        brief: "Broken",
        text: `Broken: ${listed(byLevel(broken))}.${report.lost === null ? cutShort(report) : ` Then: ${lostText(report)}`}`,
      };
    case "inconclusive":
      return {
        tone: "warning",
        brief: "Inconclusive",
        text: `Inconclusive: ${whyInconclusive(report)}`,
      };
    case "failed":
      return {
        tone: "bad",
        brief: "Failed",
        text: `Failed: ${report.lost === null ? "the harness has a fault of its own; no verdict." : lostText(report)}`,
      };
  }
};

/** Closes the outcome of a check that was given no target: nobody is to take it for that of a server of theirs. */
const EMBEDDED = "What was checked is the embedded reference, for no --target was given.";

/** What came of a run, said to people. */
export const outcomeText = (report: Report): OutcomeText => {
  const { text, ...outcome } = outcomeOf(report);
  const told = unreportedText(report);
  const sentences = [
    text,
    ...(report.previews === null || hadNothingToReplay(report) ? [] : [previewsText(report.previews, report.settings)]),
    ...(told === null ? [] : [told]),
    ...(report.settings.embedded ? [EMBEDDED] : []),
    ...settingsTexts(report),
  ];
  return { ...outcome, text: sentences.join(" ") };
};
