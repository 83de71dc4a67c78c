import type {
  Corpus,
  RecordedFinding,
  ReplayVerdict,
  ReportedFinding,
  ReportedReplay,
  Reporter,
} from "../conformance/index.ts";
import { checkServer } from "./check/check-server.ts";
import { isLog, type ReportTarget, reportTarget, REPORT_FORMATS } from "./check/report-target.ts";
import { checkOptions as options } from "./check/options.ts";
import { connectionOptions } from "./check/connection/options.ts";
import type { Command } from "./command.ts";
import type { Output, TextStyle } from "./context.ts";
import { corpusKept, DEFAULT_CORPUS, openCorpusAt, replayLine } from "./corpus/open-run-corpus.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";
import { onOff } from "./options/kinds/on-off.ts";
import { repeated } from "./options/kinds/repeated.ts";
import { option } from "./options/option.ts";
import { suggestion } from "./options/suggest.ts";
import { UsageError } from "./options/usage-error.ts";

const corpusOption = {
  ...options.corpus,
  says: `the folder that findings were kept in; ${DEFAULT_CORPUS} where not given`,
};

const prune = option("prune", onOff, "remove from the corpus what is fixed", false);

const reports = option<readonly ReportTarget[]>(
  "report",
  repeated(reportTarget),
  `${REPORT_FORMATS.join(", ")}: to standard output or a file, beside what is said of each finding; none where not given`,
  [],
);

const words: Readonly<
  Record<ReplayVerdict, { readonly text: string; readonly mark: string; readonly style: TextStyle }>
> = {
  broken: { text: "still broken", mark: "✗", style: "red" },
  unstable: { text: "unstable", mark: "~", style: "yellow" },
  fixed: { text: "fixed", mark: "✓", style: "green" },
  untested: { text: "untested", mark: "-", style: "yellow" },
};

/** The findings that fingerprints, or unique beginnings of some, name. Throws `UsageError` where one names none, or several. */
const findingsNamed = (
  ids: readonly string[],
  findings: readonly RecordedFinding[],
  place: string,
): readonly RecordedFinding[] => {
  if (ids.length === 0) return findings;
  const named = ids.map((id) => {
    const [finding, ...more] = findings.filter(({ fingerprint }) => fingerprint.startsWith(id));
    const known = findings.map(({ fingerprint }) => fingerprint);
    if (finding === undefined)
      throw new UsageError(
        known.length === 0
          ? `The corpus ${place} holds no finding that could be sent again, and so none called ${JSON.stringify(id)}. Name another folder with --corpus.`
          : `The corpus ${place} holds no finding called ${JSON.stringify(id)}.${suggestion(id, known)} It holds ${known.length}: ${known.slice(0, 8).join(", ")}${known.length > 8 ? ", ..." : ""}.`,
      );
    if (more.length > 0)
      throw new UsageError(
        `${JSON.stringify(id)} could be any of ${[finding, ...more].map(({ fingerprint }) => fingerprint).join(", ")}. Give more of it.`,
      );
    return finding;
  });
  return [...new Set(named)];
};

/** Prints what became of each finding as it is known. */
const teller = (
  findings: readonly RecordedFinding[],
  out: Output,
  replayText: (replay: Pick<ReportedReplay, "message" | "why">) => string,
): Reporter => ({
  name: "replay",
  onEvent: (event) => {
    if (event.kind !== "replayed") return;
    const { fingerprint, verdict, why } = event;
    const finding = findings.find((one) => one.fingerprint === fingerprint);
    if (finding === undefined) return;
    const { text, mark, style } = words[verdict];
    out.write(
      `${out.style(style, `${mark} ${text.padEnd(12)}`)}  ${finding.fingerprint}  ${finding.law} (${finding.level})\n    ${replayText({ message: finding.message, why })}\n`,
    );
  },
});

/** How many files of findings can't be used: nothing is known of what they hold. */
const unreadIn = ({ leftAlone }: Corpus): number => leftAlone.filter((name) => name.startsWith("finding-")).length;

/** What is said where a corpus holds no finding, though it may well hold cases. */
const noFinding = ({ inputs }: Corpus, place: string): string => {
  const { length } = inputs;
  const are = length === 1 ? "is 1 case that was" : `are ${length} cases that were`;
  const cases = length === 0 ? "" : `; there ${are} the first to show something, for check and fuzz to send`;
  return `The corpus ${place} holds no finding that could be sent again${cases}.\n`;
};

/** The laws of some findings, with their levels. */
const lawsOf = (findings: readonly ReportedFinding[]): readonly string[] => [
  ...new Set(findings.map(({ law, level }) => `${law} (${level})`)),
];

/** `cvm-contract replay [ID...]`: sends recorded findings again. */
export const replay: Command = {
  name: "replay",
  summary: "sends findings of the corpus again: fixed, still broken, unstable, or untested",
  operands: "[ID...]",
  options: [
    options.target,
    options.apiKey,
    options.apiKeyCommand,
    options.keyHeader,
    options.adminKey,
    options.otherKey,
    options.header,
    ...Object.values(connectionOptions),
    options.allowWrites,
    options.stateUrl,
    corpusOption,
    prune,
    reports,
    options.contractPath,
    options.rate,
    options.timeout,
    options.lawsFrom,
    options.level,
    options.allowStatus,
  ],
  notes: [
    "An ID is a finding's fingerprint or the beginning of one; without any, all findings are sent again.",
    "Each is sent three times. It is untested where its requests do not put its law to the test: a key or leave to write is missing, the server holds other data than it did, what the finding's requests wrote then is stored already, or, of one about what previews write, stored ids changed meanwhile, by whom was not seen, or the run ended before that was watched.",
    "Exit codes: 0 all are fixed; 1 one is still broken; 2 the command can't be followed; 3 the server can't be reached or was lost on the way; 4 none is still broken, but one is unstable or untested, or the file of one can't be read; 130 after ctrl-C, 143 after SIGTERM.",
  ],
  run: async (settings, context): Promise<ExitCode> => {
    const place = await corpusKept(settings, context);
    const corpus = await openCorpusAt(place, context);
    const findings = findingsNamed(settings.operands, corpus.findings, place.given);
    // Whoever names findings asks for these alone.
    const unread = settings.operands.length === 0 ? unreadIn(corpus) : 0;
    const { loadLaws, replayText } = await import("../conformance/index.ts");
    const ofReference = new Set((await loadLaws()).flatMap(({ id, level }) => (level === "reference" ? [id] : [])));
    const targets = settings.get(reports);
    const { stdout, stderr } = context;
    // A report for a program is alone on standard output.
    const out = targets.some((target) => target.path === null && !isLog(target)) ? stderr : stdout;
    return checkServer(settings, context, {
      reports: targets,
      scope: "run",
      changes: {
        phases: ["replay"],
        // Laws of the reference are looked at where a finding is of one.
        profile: findings.some(({ law, level }) => level === "reference" || ofReference.has(law))
          ? "reference"
          : "contract",
        replaysAlone: { unread },
      },
      openCorpus: async (server) => ({
        findings,
        inputs: [],
        keepFinding: async () => {},
        keepInput: async () => {},
        replayLine: (finding) =>
          findings.some(({ fingerprint }) => fingerprint === finding.fingerprint)
            ? replayLine(finding, place, server)
            : null,
      }),
      listeners: [teller(findings, out, replayText)],
      exitCode: async (report) => {
        const { isStillBroken, lostText, previewsText, replaysText } = await import("../conformance/index.ts");
        const { lost, outcome, previews, replays = { findings: [], unread } } = report;
        const isFixed = ({ fingerprint }: RecordedFinding): boolean =>
          replays.findings.some((one) => one.fingerprint === fingerprint && one.verdict === "fixed");
        const isPruned = settings.get(prune);
        if (isPruned) for (const finding of findings.filter(isFixed)) await corpus.forget(finding);
        if (findings.length === 0) out.write(noFinding(corpus, place.given));
        if (report.interrupted) out.write("It was interrupted before it was through.\n");
        out.write(`${replaysText(replays, isPruned ? " and removed" : "")}\n`);
        const others = lawsOf(report.findings.filter((finding) => !isStillBroken(finding, replays)));
        if (others.length > 0) out.write(`also broken: ${others.join(", ")}\n`);
        if (previews !== null && findings.length > 0) out.write(`${previewsText(previews, report.settings)}\n`);
        if (outcome === "failed" && lost !== null) stderr.write(`${stderr.style("red", lostText(report))}\n`);
        return exitCodes[outcome];
      },
    });
  },
};
