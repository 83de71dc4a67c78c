import { describe, expect, it } from "vitest";
import type { Report } from "../report/report.ts";
import type { Reporter, RunEvent } from "../report/run-event.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { finishedReporter } from "./finished.ts";
import { jsonText } from "./json.ts";
import { abridged, printable } from "./printable.ts";
import { progressReporter } from "./progress.ts";
import { styleFor } from "./style.ts";
import { ttyText } from "./tty.ts";

const outputOf = (make: (write: (text: string) => void) => Reporter, events: readonly RunEvent[]): string => {
  let output = "";
  const reporter = make((text) => {
    output += text;
  });
  for (const event of events) reporter.onEvent(event);
  return output;
};

const finished: RunEvent = { kind: "run-finished", report: sampleReport };
const plain = styleFor(false);

describe("the tty report", () => {
  const output = ttyText(sampleReport, { style: plain });
  const verbose = ttyText(sampleReport, { style: plain, isVerbose: true });

  it("names the law, what was expected and what came, the request, the answer and a line to paste", () => {
    for (const text of [
      "counts-sum-to-scanned (must)",
      "The counters do not add up.",
      "5 (scanned)",
      "6 (2 updated + 4 skipped)",
      "PATCH /api/v1/cvms/instance-ids",
      '{"dry_run":true}',
      "(key: member)",
      "curl -X PATCH",
    ])
      expect(output).toContain(text);
  });

  it("shows a request that is sent again and again once, and each of its answers", () => {
    const again: Report = {
      ...sampleReport,
      findings: sampleReport.findings.map((one) => ({ ...one, steps: [...one.steps, ...one.steps, ...one.steps] })),
    };
    const shown = ttyText(again, { style: plain });
    const { length } = sampleReport.findings.flatMap(({ steps }) => steps);
    expect(sampleReport.findings.every(({ steps }) => steps.length === 1)).toBe(true);
    expect(shown.match(/request {3}PATCH/g)).toHaveLength(length);
    expect(shown.match(/request {3}the same again/g)).toHaveLength(2 * length);
    expect(shown.match(/^ {4}answer /gm)).toHaveLength(3 * length);
  });

  it("marks what does not fail the gate, and says why", () => {
    const known: Report = { ...sampleReport, findings: sampleReport.findings.map((one) => ({ ...one, known: true })) };
    expect(ttyText(known, { style: plain })).toMatch(
      /^! The counters do not add up\.\n +law +counts-sum-to-scanned \(must, known from the baseline\) {2}0123456789ab$/m,
    );
    expect(output).toMatch(/^✗ The counters do not add up\.$/m);
  });

  it("gives each law its verdict and evidence, and says what was missing", () => {
    for (const line of [
      /✗ counts-sum-to-scanned +must +broken +300/,
      /- each-cvm-once +must +not exercised +0/,
      /A CVM was never seen\./,
      /~ defaults-are-sent +should +unstable +9/,
      /! body-matches-schema +must +harness error +1/,
    ]) {
      expect(output).toMatch(line);
      expect(verbose).toMatch(line);
    }
  });

  it("does not say that what was sent after the last phase confirmed something, which looks alone do not", () => {
    const after = sampleReport.requests - sampleReport.phases.reduce((sum, { requests }) => sum + requests, 0);
    const text = ttyText({ ...sampleReport, requests: sampleReport.requests - after + 2 }, { style: plain });
    expect(text).toContain("  afterwards 2 requests, to look at what is stored or to confirm what was left\n");
  });

  it("has rows for laws that held, or were skipped, only where it is verbose", () => {
    for (const line of [/✓ status-is-declared +must +held +400/, /· oversized-body-is-refused +reference +skipped/]) {
      expect(verbose).toMatch(line);
      expect(output).not.toMatch(line);
    }
  });

  it("counts those that have no row, the skipped ones by what is missing", () => {
    const law = (verdict: "held" | "skipped", missing: string | null) =>
      ({ id: "a-law", level: "must", verdict, evidence: 1, missing }) as const;
    const skipped = [
      ["needs --other-key", 1],
      ["needs --allow-writes", 3],
      ["not among --laws", 2],
      ["checked only with --profile reference", 1],
    ] as const;
    const laws = [
      ...Array.from({ length: 1_200 }, () => law("held", null)),
      ...skipped.flatMap(([why, count]) => Array.from({ length: count }, () => law("skipped", why))),
    ];
    const text = ttyText({ ...sampleReport, findings: [], laws }, { style: plain });
    expect(text.split("\n").slice(1, 9)).toEqual([
      "",
      "  ✓ 1,200 laws held",
      "  · 3 laws need --allow-writes",
      "  · 2 laws are not among --laws",
      "  · 1 law needs --other-key",
      "  · 1 law is checked only with --profile reference",
      "",
      "  probe      2 requests in 0.0 s",
    ]);
    expect(text).not.toContain("evidence");
  });

  it("speaks of one case and of one request as of one", () => {
    const text = ttyText({ ...sampleReport, cases: 1, requests: 1 }, { style: plain });
    expect(text).toMatch(/^ {2}1 case, 1 request, /m);
  });

  it("passes no escape sequence of the target's on to the terminal", () => {
    expect(output).not.toContain("\u001b");
    expect(output).toContain("\\u001b[31mred");
  });

  it("is coloured where the output has colours", () => {
    expect(ttyText(sampleReport, { style: styleFor(true) })).toContain("\u001b[31m✗");
  });

  it("says in its first line that it is about the embedded reference, where it is", () => {
    const settings = { ...sampleReport.settings, embedded: true };
    expect(ttyText({ ...sampleReport, settings }, { style: plain }).split("\n")[0]).toContain(
      ": the embedded reference, http://",
    );
    expect(output.split("\n")[0]).not.toContain("embedded");
  });

  it("ends with the verdict", () => {
    expect(output.trimEnd().split("\n").at(-1)).toBe("Broken: 1 must law.");
  });
});

describe("the json report", () => {
  it("is the report, whole, and valid against its schema", () => {
    const parsed: unknown = JSON.parse(jsonText(sampleReport));
    expect(parsed).toEqual(sampleReport);
    expect(reportFaults(parsed)).toEqual([]);
  });

  it("would not be valid with a verdict that nobody knows", () => {
    const [law, ...others] = sampleReport.laws;
    expect(reportFaults({ ...sampleReport, laws: [{ ...law, verdict: "fine" }, ...others] })).not.toEqual([]);
  });
});

describe("a report that is made when the run is over", () => {
  it("is written once, of the whole report", () => {
    const events: readonly RunEvent[] = [{ kind: "phase-started", phase: "fuzz", round: 0 }, finished];
    expect(outputOf((write) => finishedReporter("json", jsonText, write), events)).toBe(jsonText(sampleReport));
  });
});

describe("progress", () => {
  const events: readonly RunEvent[] = [
    {
      kind: "run-started",
      target: "http://x/",
      seed: 7,
      shard: "2/4",
      laws: 3,
      workers: 2,
      allowWrites: false,
      timeMs: null,
    },
    { kind: "phase-started", phase: "fuzz", round: 0 },
    { kind: "progress", phase: "fuzz", done: 1, planned: 100, requests: 10, suspects: 0, elapsedMs: 1000 },
    { kind: "progress", phase: "fuzz", done: 50, planned: 100, requests: 60, suspects: 0, elapsedMs: 11_000 },
    { kind: "phase-finished", phase: "fuzz", round: 0, requests: 100, durationMs: 20, skipped: null },
  ];

  /** The line that a terminal shows at the end of these events. */
  const lineAfter = (shown: readonly RunEvent[], columns?: number): string =>
    outputOf((write) => progressReporter(write, plain, true, columns), shown)
      .split("\u001b[2K")
      .at(-1) ?? "";
  const at = (done: number, more: Partial<Extract<RunEvent, { kind: "progress" }>> = {}): RunEvent => ({
    ...{ kind: "progress", phase: "fuzz", done, planned: 100, requests: 60, suspects: 0, elapsedMs: 1000 },
    ...more,
  });
  const [start] = events;
  const timed = (timeMs: number): readonly RunEvent[] => (start?.kind === "run-started" ? [{ ...start, timeMs }] : []);

  it("shows the phase's requests, the cases of its step, findings and the time left on a terminal", () => {
    expect(lineAfter([...events.slice(0, 3), at(51, { elapsedMs: 11_000 })])).toBe(
      "fuzz: 60 requests; this step: 51 of 100 cases, about 10 s more; 0 findings",
    );
    expect(lineAfter([...timed(90_500), at(1)])).toMatch(/; 2 min left$/);
  });

  it("counts requests as they are told when the phase is through", () => {
    expect(lineAfter([...events, at(1, { requests: 130 })])).toMatch(/^fuzz: 30 requests;/);
  });

  it("never says that no time is left", () => {
    expect(lineAfter([...events.slice(0, 3), at(99, { elapsedMs: 1_001 })])).toContain(", about 1 s more;");
    expect(lineAfter([...events.slice(0, 3), at(100, { suspects: 2 })])).toContain(
      "100 of 100 cases, sending again what broke a law;",
    );
    expect(lineAfter([...timed(500), at(5)])).toMatch(/; time is over, ending$/);
  });

  it("reckons with the step that is under way", () => {
    const steps = [at(100, { elapsedMs: 60_000 }), at(1, { elapsedMs: 61_000 }), at(51, { elapsedMs: 66_000 })];
    expect(lineAfter([...events.slice(0, 3), ...steps])).toContain("about 5 s more");
  });

  it("cuts a line that a terminal could not rewrite", () => {
    expect(lineAfter([at(1)], 20)).toBe("fuzz: 60 requests; ");
  });

  it("marks a finding that the baseline knows, and counts it", () => {
    const [finding] = sampleReport.findings;
    if (finding === undefined) throw new Error("The sample has no finding.");
    const known: RunEvent = { kind: "finding", finding: { ...finding, known: true } };
    const output = outputOf(
      (write) => progressReporter(write, plain, true),
      [known, { kind: "finding", finding }, at(1)],
    );
    expect(output).toContain("! The counters do not add up. counts-sum-to-scanned (must, known from the baseline)\n");
    expect(output).toContain("✗ The counters do not add up. counts-sum-to-scanned (must)\n");
    expect(output).toContain("; 2 findings (1 known)");
  });

  it("writes whole lines elsewhere, one a phase", () => {
    const output = outputOf((write) => progressReporter(write, plain, false), events);
    expect(output).toBe(
      "Checking http://x/: 3 laws, 2 workers, seed 7, shard 2/4, previews only\nfuzz: 100 requests so far\n",
    );
  });
});

describe("printable text", () => {
  it("shows control, format and lone surrogate characters instead of sending them", () => {
    expect(printable("a\u0000\u001b\u202e\ud800é🧪")).toBe("a\\u0000\\u001b\\u202e\\ud800é🧪");
  });

  it("is abridged in the middle, with the number of characters left out", () => {
    expect(abridged("0123456789".repeat(10), 10)).toBe("0123456 … 90 characters … 789");
    expect(abridged(`a${"[".repeat(5000)}b`, 100)).toBe("a[[[[[[[[…(5000 times)…b");
    expect(abridged("short", 10)).toBe("short");
  });
});
