import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReportedFinding, ReportedLaw } from "../../report/report.ts";
import type { ReplayVerdict } from "../../report/reported-replays.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { identityOf } from "../../engine/fingerprint.ts";
import { sampleRecord, sampleStep } from "../testing/sample-record.ts";
import { type BaselineEntry, markKnown, reportBaseline, updatedEntries, type Verdicts } from "./baseline.ts";
import { baselineText, readBaseline } from "./baseline-text.ts";

const entry = (changes: Partial<BaselineEntry> = {}): BaselineEntry => ({
  fingerprint: "aaaaaaaaaaaa",
  law: "some-law",
  level: "must",
  message: "It is broken.",
  ...changes,
});

const record = (fingerprint: string) => sampleRecord({ fingerprint });

const [sample] = sampleReport.findings;
if (sample === undefined) throw new Error("The sample report lost its finding.");
const finding = (changes: Partial<ReportedFinding> = {}): ReportedFinding => ({
  ...sample,
  fingerprint: "aaaaaaaaaaaa",
  law: "some-law",
  ...changes,
});
const law = (verdict: ReportedLaw["verdict"], evidence = 1): ReportedLaw => ({
  id: "some-law",
  level: "must",
  verdict,
  evidence,
  missing: null,
});
const at = (day: string): number => Date.parse(day);

describe("a finding", () => {
  const known = (entries: readonly BaselineEntry[], nowMs = 0, isUpdating = false, verdicts: Verdicts = new Map()) =>
    markKnown([finding()], { entries, isUpdating }, verdicts, nowMs)[0]?.known;

  it("is known where the baseline has its fingerprint, and not where it has another of the same law", () => {
    expect(known([entry()])).toBe(true);
    expect(known([entry({ fingerprint: "bbbbbbbbbbbb" })])).toBe(false);
    expect(markKnown([finding()], null, new Map(), 0)[0]?.known).toBe(false);
  });

  it("is not known where the requests of its entry show nothing any more: it is another that looks alike", () => {
    const entries = [entry({ record: record("aaaaaaaaaaaa") })];
    expect(known(entries, 0, false, new Map([["aaaaaaaaaaaa", "broken"]]))).toBe(true);
    expect(known(entries, 0, false, new Map([["aaaaaaaaaaaa", "untested"]]))).toBe(true);
    expect(known(entries, 0, false, new Map([["aaaaaaaaaaaa", "fixed"]]))).toBe(false);
  });

  it("is known where it was found together with a graver law before", () => {
    expect(known([entry({ fingerprint: "bbbbbbbbbbbb", also: ["aaaaaaaaaaaa"] })])).toBe(true);
  });

  it("is known by the name that version 0.1.0 gave to it, where its entry is of that version", () => {
    const [former = ""] = sample.formerly;
    expect(known([entry({ fingerprint: former })])).toBe(true);
    expect(known([entry({ fingerprint: former, record: record(former) })])).toBe(false);
  });

  it("is known to the end of its entry's last day", () => {
    const entries = [entry({ expires: "2026-02-28" })];
    expect(known(entries, at("2026-02-28T23:59:59.999Z"))).toBe(true);
    expect(known(entries, at("2026-03-01T00:00:00.000Z"))).toBe(false);
  });

  it("is known as soon as the baseline is written with it, unless its entry has expired", () => {
    expect(known([], 0, true)).toBe(true);
    expect(known([entry({ expires: "1969-01-01" })], 0, true)).toBe(false);
  });
});

describe("what a run says of an entry", () => {
  const told = (
    findings: readonly ReportedFinding[],
    laws: readonly ReportedLaw[],
    isWhole = true,
    unfinished: readonly string[] = [],
  ) => {
    const entries = [entry({ reason: "known bug", expires: "2026-02-28" })];
    const of = {
      verdicts: new Map(),
      idle: new Set<string>(),
      nowMs: at("2026-03-01T00:00:00Z"),
      isWhole,
      unfinished: new Set(unfinished),
    };
    const { fixed, unseen, expired } = reportBaseline({ entries, isUpdating: false }, findings, laws, of);
    return { fixed: fixed.length, unseen: unseen.length, expired: expired.length };
  };

  it("is that it is not seen any more where it has no requests, its law was put to the test and the finding is gone", () => {
    expect(told([], [law("held")])).toEqual({ fixed: 0, unseen: 1, expired: 0 });
    expect(told([finding({ fingerprint: "bbbbbbbbbbbb" })], [law("broken")])).toEqual({
      fixed: 0,
      unseen: 1,
      expired: 0,
    });
  });

  it.each(["not-exercised", "skipped", "harness-error", "unstable"] as const)(
    "is nothing where its law is %s",
    (verdict) => {
      expect(told([], [law(verdict)])).toEqual({ fixed: 0, unseen: 0, expired: 0 });
    },
  );

  it("is that it is fixed only where its own requests show nothing any more, if it has any", () => {
    const entries = [entry({ record: record("aaaaaaaaaaaa") })];
    const fixed = (verdict: ReplayVerdict, findings: readonly ReportedFinding[] = []) =>
      reportBaseline({ entries, isUpdating: false }, findings, [law("broken")], {
        verdicts: new Map([["aaaaaaaaaaaa", verdict]]),
        idle: new Set(),
        nowMs: 0,
        isWhole: true,
        unfinished: new Set(),
      }).fixed.length;
    expect(fixed("fixed")).toBe(1);
    expect(fixed("fixed", [finding()])).toBe(1);
    for (const verdict of ["broken", "unstable", "untested"] as const) expect(fixed(verdict)).toBe(0);
  });

  it("is that it is not seen any more where its own requests could show nothing, and its law held in the whole run", () => {
    const entries = [entry({ record: record("aaaaaaaaaaaa") })];
    const gone = (
      verdict: ReportedLaw["verdict"],
      isWhole = true,
      idle = ["aaaaaaaaaaaa"],
      unfinished: readonly string[] = ["access"],
    ) => {
      const { fixed, unseen } = reportBaseline({ entries, isUpdating: false }, [], [law(verdict)], {
        verdicts: new Map([["aaaaaaaaaaaa", "untested"]]),
        idle: new Set(idle),
        nowMs: 0,
        isWhole,
        unfinished: new Set(unfinished),
      });
      return [fixed.length, unseen.length];
    };
    expect(gone("held")).toEqual([0, 1]);
    // It was found in the phase fuzz.
    expect(gone("held", true, ["aaaaaaaaaaaa"], ["fuzz"])).toEqual([0, 0]);
    for (const other of [gone("broken"), gone("not-exercised"), gone("held", false), gone("held", true, [])])
      expect(other).toEqual([0, 0]);
  });

  it("is nothing where the run ended early, or did without a phase that may have found it", () => {
    expect(told([], [law("held")], false)).toEqual({ fixed: 0, unseen: 0, expired: 0 });
    expect(told([], [law("held")], true, ["access"])).toEqual({ fixed: 0, unseen: 0, expired: 0 });
  });

  it("is that it has expired where it is still found", () => {
    expect(told([finding()], [law("broken")])).toEqual({ fixed: 0, unseen: 0, expired: 1 });
  });
});

describe("an updated baseline", () => {
  it("has what was found with reason and expiry as they were, keeps what was not tested, and drops what is not seen any more", () => {
    const kept = entry({ fingerprint: "cccccccccccc", law: "untested-law" });
    const gone = entry({ fingerprint: "dddddddddddd" });
    const old = entry({ message: "Once said so.", reason: "known bug", expires: "2026-02-28" });
    const added = finding({ fingerprint: "bbbbbbbbbbbb", message: "New." });
    const findings = [finding({ message: "Said otherwise." }), added];
    const run = { entries: [old, kept, gone], isUpdating: true };
    const reported = reportBaseline(run, findings, [law("broken")], {
      verdicts: new Map(),
      idle: new Set(),
      nowMs: 0,
      isWhole: true,
      unfinished: new Set(),
    });
    expect(updatedEntries(run.entries, findings, reported, new Map())).toEqual([
      { ...old, message: "Said otherwise." },
      entry({ fingerprint: "bbbbbbbbbbbb", message: "New." }),
      kept,
    ]);
  });
});

describe("a baseline's text", () => {
  const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 12, maxLength: 12 });
  const filled = fc.string({ minLength: 1, unit: "grapheme" });
  const entries: fc.Arbitrary<readonly BaselineEntry[]> = fc.uniqueArray(
    fc.record(
      {
        fingerprint: hex,
        law: filled,
        level: fc.constantFrom("must" as const, "should" as const, "reference" as const),
        message: filled,
        reason: filled,
        expires: fc.constantFrom("2026-12-31", "2028-02-29"),
      },
      { requiredKeys: ["fingerprint", "law", "level", "message"], noNullPrototype: true },
    ),
    { selector: ({ fingerprint }) => fingerprint },
  );

  it("reads back as it was, and is the same in whatever order the entries come", async () => {
    await fc.assert(
      fc.asyncProperty(
        entries.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list], { minLength: list.length })),
        ),
        async ([list, shuffled]) => {
          const text = baselineText(list);
          expect(baselineText(shuffled)).toBe(text);
          const read = await readBaseline(text, "baseline.json");
          expect(baselineText(read)).toBe(text);
          expect(read).toEqual(expect.arrayContaining([...list]));
        },
      ),
    );
  });

  it("has of an entry the requests that show it, without the answers", async () => {
    const traits = ["limit given "];
    const own = sampleRecord({
      schemaVersion: 2,
      traits,
      fingerprint: identityOf("small-limits", "an-operation", "d", traits),
      steps: [{ ...sampleStep, response: { status: 200, headers: {}, body: "an answer" } }],
    });
    const { fingerprint, law, level, message } = own;
    const list = [{ fingerprint, law, level, message, also: ["bbbbbbbbbbbb"], record: own }];
    const text = baselineText(list);
    expect(text).not.toContain("an answer");
    expect(await readBaseline(text, "baseline.json")).toEqual([
      { ...list[0], record: { ...own, steps: [sampleStep] } },
    ]);
    await expect(readBaseline(text.replace('"limit given "', '"overwrite given "'), "b.json")).rejects.toThrow(
      "b.json, line 4: an entry can't be sent again: its content does not go with its name",
    );
  });

  it("that the documentation shows is read", async () => {
    const page = await readFile(new URL("../../../docs/fuzzing.md", import.meta.url), "utf8");
    const [, shown = ""] = /^```json\n(\{\n {2}"schemaVersion": 2.*?)^```$/ms.exec(page) ?? [];
    const [read, ...more] = await readBaseline(shown, "docs/fuzzing.md");
    expect(more).toEqual([]);
    expect(Object.keys(read ?? {}).toSorted()).toEqual(
      ["fingerprint", "law", "level", "message", "reason", "expires", "also", "record"].toSorted(),
    );
  });

  it("of version 0.1.0 is read", async () => {
    const text = await readFile(new URL("../testing/from-0.1.0/baseline.json", import.meta.url), "utf8");
    const read = await readBaseline(text, "baseline.json");
    expect(read).toHaveLength(11);
    expect(read.every((one) => one.record === undefined)).toBe(true);
  });

  const lines = baselineText([
    entry({ reason: "known bug", expires: "2026-12-31" }),
    entry({ fingerprint: "bbbbbbbbbbbb" }),
  ]);

  it.each<[string, string, string]>([
    ["cut short", lines.slice(0, lines.indexOf('"level"')), "line 7: it is not JSON"],
    ["empty", "", "line 1: it is not JSON (value expected)"],
    ["with a comment", `// known\n${lines}`, "line 1: it is not JSON (invalid comment token)"],
    ["with conflict marks", lines.replace('      "law"', '<<<<<<< HEAD\n      "law"'), "line 6: it is not JSON"],
    ["of another version", lines.replace(": 2", ": 3"), "line 2: a baseline of this version has schemaVersion 1 or 2"],
    ["no object", "[]", "line 1: a baseline of this version has schemaVersion 1 or 2"],
    ["without a list", '{\n"schemaVersion": 1,\n"findings": {}}', "line 3: a baseline has a list of findings"],
    [
      "with a wrong day",
      lines.replace("2026-12-31", "2026-02-30"),
      'line 10: expires is a day such as 2026-12-31, not "2026-02-30"',
    ],
    ["with a misspelt member", lines.replace('"expires"', '"expiry"'), 'line 10: an entry has no member "expiry"'],
    ["with a wrong level", lines.replace('"must"', '"severe"'), "line 7: a level is one of must, should, reference"],
    ["with a wrong fingerprint", lines.replace("aaaaaaaaaaaa", "abc"), "line 5: a fingerprint is 12 hex digits"],
    ["without a law", lines.replace('      "law": "some-law",\n', ""), "line 4: an entry needs law, a text"],
    [
      "with one twice",
      lines.replaceAll("bbbbbbbbbbbb", "aaaaaaaaaaaa"),
      "line 12: the fingerprint aaaaaaaaaaaa is there twice",
    ],
  ])("is refused where it is %s, with the line and the remedy", async (_, text, problem) => {
    await expect(readBaseline(text, "baseline.json")).rejects.toThrow(`baseline.json, ${problem}`);
    await expect(readBaseline(text, "baseline.json")).rejects.toMatchObject({
      code: "BASELINE",
      message: expect.stringContaining("--update-baseline"),
    });
  });
});
