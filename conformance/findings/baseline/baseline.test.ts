import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReportedFinding, ReportedLaw } from "../../report/report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { type BaselineEntry, markKnown, reportBaseline, updatedEntries } from "./baseline.ts";
import { baselineText, readBaseline } from "./baseline-text.ts";

const entry = (changes: Partial<BaselineEntry> = {}): BaselineEntry => ({
  fingerprint: "aaaaaaaaaaaa",
  law: "some-law",
  level: "must",
  message: "It is broken.",
  ...changes,
});

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
  const known = (entries: readonly BaselineEntry[], nowMs = 0, isUpdating = false) =>
    markKnown([finding()], { entries, isUpdating }, nowMs)[0]?.known;

  it("is known where the baseline has its fingerprint, and not where it has another of the same law", () => {
    expect(known([entry()])).toBe(true);
    expect(known([entry({ fingerprint: "bbbbbbbbbbbb" })])).toBe(false);
    expect(markKnown([finding()], null, 0)[0]?.known).toBe(false);
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
  const told = (findings: readonly ReportedFinding[], laws: readonly ReportedLaw[], isWhole = true) => {
    const entries = [entry({ reason: "known bug", expires: "2026-02-28" })];
    const of = { nowMs: at("2026-03-01T00:00:00Z"), isWhole };
    const { fixed, expired } = reportBaseline({ entries, isUpdating: false }, findings, laws, of);
    return { fixed: fixed.length, expired: expired.length };
  };

  it("is that it is fixed where its law was put to the test and the finding is gone", () => {
    expect(told([], [law("held")])).toEqual({ fixed: 1, expired: 0 });
    expect(told([finding({ fingerprint: "bbbbbbbbbbbb" })], [law("broken")])).toEqual({ fixed: 1, expired: 0 });
  });

  it.each(["not-exercised", "skipped", "harness-error", "unstable"] as const)(
    "is nothing where its law is %s",
    (verdict) => {
      expect(told([], [law(verdict)])).toEqual({ fixed: 0, expired: 0 });
    },
  );

  it("is nothing where the run ended early", () => {
    expect(told([], [law("held")], false)).toEqual({ fixed: 0, expired: 0 });
  });

  it("is that it has expired where it is still found", () => {
    expect(told([finding()], [law("broken")])).toEqual({ fixed: 0, expired: 1 });
  });
});

describe("an updated baseline", () => {
  it("has what was found with reason and expiry as they were, keeps what was not tested, and drops what is fixed", () => {
    const kept = entry({ fingerprint: "cccccccccccc", law: "untested-law" });
    const gone = entry({ fingerprint: "dddddddddddd" });
    const old = entry({ message: "Once said so.", reason: "known bug", expires: "2026-02-28" });
    const added = finding({ fingerprint: "bbbbbbbbbbbb", message: "New." });
    const findings = [finding({ message: "Said otherwise." }), added];
    const run = { entries: [old, kept, gone], isUpdating: true };
    const reported = reportBaseline(run, findings, [law("broken")], { nowMs: 0, isWhole: true });
    expect(updatedEntries(run.entries, findings, reported)).toEqual([
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

  const lines = baselineText([
    entry({ reason: "known bug", expires: "2026-12-31" }),
    entry({ fingerprint: "bbbbbbbbbbbb" }),
  ]);

  it.each<[string, string, string]>([
    ["cut short", lines.slice(0, lines.indexOf('"level"')), "line 7: it is not JSON"],
    ["empty", "", "line 1: it is not JSON (value expected)"],
    ["with a comment", `// known\n${lines}`, "line 1: it is not JSON (invalid comment token)"],
    ["with conflict marks", lines.replace('      "law"', '<<<<<<< HEAD\n      "law"'), "line 6: it is not JSON"],
    ["of another version", lines.replace(": 1", ": 2"), "line 2: a baseline of this version has schemaVersion 1"],
    ["no object", "[]", "line 1: a baseline of this version has schemaVersion 1"],
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
