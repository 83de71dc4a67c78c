import { describe, expect, it } from "vitest";
import { outcomeOf } from "./outcome.ts";
import type { ReportedLaw } from "./report.ts";

const end = {
  failOn: "must",
  strictEvidence: false,
  interrupted: false,
  isLost: false,
  storeDoubted: false,
  requests: 45,
  pace: { unanswered: 0, allowed: 0 },
} as const;

const law = (level: ReportedLaw["level"], verdict: ReportedLaw["verdict"]): ReportedLaw => ({
  id: `${level}-${verdict}`,
  level,
  verdict,
  evidence: 0,
  missing: null,
});

describe("the outcome of a run without findings", () => {
  it("is inconclusive where no must law was put to the test, whatever held of the others", () => {
    expect(outcomeOf(end, [law("must", "not-exercised"), law("must", "skipped"), law("should", "held")], [])).toBe(
      "inconclusive",
    );
    expect(outcomeOf(end, [law("should", "not-exercised")], [])).toBe("inconclusive");
  });

  it("is that it conforms where one must law held, or none was looked for and another held", () => {
    expect(outcomeOf(end, [law("must", "not-exercised"), law("must", "held")], [])).toBe("conforms");
    expect(outcomeOf(end, [law("should", "held"), law("should", "not-exercised")], [])).toBe("conforms");
  });
});
