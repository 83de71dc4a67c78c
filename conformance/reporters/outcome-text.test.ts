import { describe, expect, it } from "vitest";
import type { Report } from "../report/report.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { outcomeText } from "./outcome-text.ts";

const law = (id: string, level: "must" | "should"): Report["laws"][number] => ({
  id,
  level,
  verdict: "broken",
  evidence: 1,
  missing: null,
});

const [sample] = sampleReport.findings;

const textOf = (outcome: Report["outcome"], laws: Report["laws"], known: readonly string[]): string => {
  const findings = laws.flatMap(({ id, level }) =>
    sample === undefined ? [] : [{ ...sample, law: id, level, known: known.includes(id) }],
  );
  return outcomeText({ ...sampleReport, outcome, laws, findings }).text;
};

describe("a run's outcome", () => {
  it.each<[Report["outcome"], Report["laws"], readonly string[], string]>([
    ["conforms", [], [], "Conforms: no law is broken."],
    ["conforms", [law("a", "should")], [], "Conforms: what is broken does not fail the gate (1 should law)."],
    [
      "conforms",
      [law("a", "must")],
      ["a"],
      "Conforms: what is broken does not fail the gate (1 law that the baseline knows).",
    ],
    [
      "conforms",
      [law("a", "must"), law("b", "must"), law("c", "should")],
      ["a", "b"],
      "Conforms: what is broken does not fail the gate (2 laws that the baseline knows and 1 should law).",
    ],
    ["broken", [law("a", "must")], [], "Broken: 1 must law."],
    ["broken", [law("a", "must"), law("b", "should"), law("c", "must")], [], "Broken: 2 must laws and 1 should law."],
  ])("is said in one sentence: %s, %j", (outcome, laws, known, text) => {
    expect(textOf(outcome, laws, known)).toBe(text);
  });

  it("counts a law by what breaks it anew, where the baseline knows what breaks it more gravely", () => {
    if (sample === undefined) throw new Error("The sample report lost its finding.");
    const findings = [
      { ...sample, law: "a", level: "must", known: true } as const,
      { ...sample, law: "a", level: "should", known: false } as const,
    ];
    const report = { ...sampleReport, outcome: "conforms", laws: [law("a", "must")], findings } as const;
    expect(outcomeText(report).text).toBe("Conforms: what is broken does not fail the gate (1 should law).");
  });

  it("says of how many must laws there is no verdict, where a server conforms", () => {
    const unstable = (id: string, level: "must" | "should") => ({ ...law(id, level), verdict: "unstable" }) as const;
    expect(textOf("conforms", [unstable("a", "must"), unstable("b", "should")], [])).toBe(
      "Conforms: no law is broken. Of the must law a there is no verdict: it is unstable.",
    );
    expect(textOf("conforms", [unstable("a", "must"), unstable("b", "must")], [])).toBe(
      "Conforms: no law is broken. Of 2 must laws there is no verdict, for they are unstable: a and b.",
    );
  });

  it.each<["must" | "should", string]>([
    ["must", "Inconclusive: no must law was put to the test."],
    ["should", "Inconclusive: no law was put to the test."],
  ])("says that nothing was tested, where laws of level %s were looked for in vain", (level, text) => {
    const laws = [{ ...law("a", level), verdict: "not-exercised" } as const];
    expect(textOf("inconclusive", laws, [])).toBe(text);
  });

  it("says what ended a run of which not one request was answered", () => {
    const unbegun = {
      name: "probe",
      requests: 0,
      durationMs: 0,
      skipped: "the run was over",
      endedBy: "time",
    } as const;
    const report = { ...sampleReport, outcome: "inconclusive", requests: 0, phases: [unbegun] } as const;
    expect(outcomeText(report).text).toBe(
      "Inconclusive: not one request was answered, so that nothing was checked. Its time (--time) was up before the phase probe.",
    );
  });

  it("does not say that nothing is known of a server of which a should law was broken, and no must law put to the test", () => {
    const laws = [{ ...law("a", "must"), verdict: "not-exercised" } as const, law("b", "should")];
    expect(textOf("inconclusive", laws, [])).toBe("Inconclusive: no must law was put to the test.");
  });

  it("says what most requests got, where it takes two kinds of answers to make most of them", () => {
    const why = (pace: Partial<Report["pace"]>) =>
      outcomeText({ ...sampleReport, outcome: "inconclusive", requests: 100, pace: { ...sampleReport.pace, ...pace } })
        .text;
    expect(why({ unanswered: 30, allowed: 25 })).toContain(
      "most requests got 429 or 503 for the last answer, or an answer that --allow-status lets pass,",
    );
    expect(why({ unanswered: 0, allowed: 55 })).toContain("most requests got an answer that --allow-status lets pass,");
    expect(why({ unanswered: 55 })).toContain("most requests got 429 or 503 for the last answer, so that");
  });

  it("does not say that previews wrote what an invalid request may have written as well", () => {
    const alsoChanged = [{ cvmId: "7", before: null, after: "a".repeat(40) }];
    const previews: Report["previews"] = {
      ...{ cvmsLookedAt: 1, written: [], unseen: [], notLookedAt: [], casesNotSent: 0 },
      ...{ alsoChanged, wholeStore: "not looked into", movesByItself: false },
    };
    expect(outcomeText({ ...sampleReport, outcome: "inconclusive", previews }).text).toMatch(
      /did not go on changing once nothing was sent, so that this run may have written it\. .* this run did or the answers are wrong/,
    );
  });

  it("says of the embedded reference that it was that", () => {
    const settings = { ...sampleReport.settings, embedded: true };
    for (const outcome of ["conforms", "broken", "inconclusive", "failed"] as const)
      expect(outcomeText({ ...sampleReport, outcome, settings }).text).toMatch(
        /embedded reference, for no --target was given\.$/,
      );
  });

  it("names the phase that was under way when the time was up, beside those that were not begun", () => {
    const phase = { requests: 49, durationMs: 9, skipped: null };
    const cut = { ...phase, name: "access", endedBy: "time" } as const;
    const unbegun = { name: "fuzz", requests: 0, durationMs: 0, skipped: "the run was over" } as const;
    const said = (phases: Report["phases"]): string =>
      outcomeText({ ...sampleReport, outcome: "conforms", laws: [], findings: [], phases }).text;
    expect(said([{ ...phase, name: "access" }])).toBe("Conforms: no law is broken.");
    expect(said([cut])).toBe(
      "Conforms as far as it got: no law is broken. Its time (--time) was up in the middle of the phase access.",
    );
    expect(said([cut, unbegun])).toBe(
      "Conforms as far as it got: no law is broken. Its time (--time) was up in the middle of the phase access and before the phase fuzz.",
    );
    expect(
      said([
        { ...phase, name: "access" },
        { ...unbegun, endedBy: "time" },
      ]),
    ).toBe("Conforms as far as it got: no law is broken. Its time (--time) was up before the phase fuzz.");
    expect(said([cut, { ...unbegun, endedBy: "interruption" }])).toBe(
      "Conforms as far as it got: no law is broken. Its time (--time) was up in the middle of the phase access. It was interrupted before the phase fuzz.",
    );
    const broken = { ...sampleReport, outcome: "broken", laws: [law("a", "must")], findings: [] } as const;
    expect(outcomeText({ ...broken, phases: [cut, unbegun] }).text).toBe(
      "Broken: 1 must law. Its time (--time) was up in the middle of the phase access and before the phase fuzz.",
    );
  });

  it.each<[Report["outcome"], string]>([
    ["conforms", "Conforms as far as it got: no law is broken. It was interrupted."],
    ["broken", "Broken: 1 must law. It was interrupted."],
    ["inconclusive", "Inconclusive: it was interrupted before every must law was put to the test."],
  ])("says that it was interrupted: %s", (outcome, text) => {
    const laws = outcome === "broken" ? [law("a", "must")] : [];
    expect(outcomeText({ ...sampleReport, outcome, laws, findings: [], interrupted: true }).text).toBe(text);
  });
});
