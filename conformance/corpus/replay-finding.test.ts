import { describe, expect, it } from "vitest";
import type { Case } from "../cases/case.ts";
import { sampleLaw } from "../testing/sample-law.ts";
import { replayFinding } from "./replay-finding.ts";
import { sampleRecord } from "./testing/sample-record.ts";

const law = sampleLaw("small-limits");
const testCase: Case = { plans: [], relation: null, simpler: () => [] };
const violation = { message: "", expected: "", actual: "", discriminator: "d" };

/** Replays against answers that break the law (`b`), hold it (`h`), hold it where the bug could not show (`i`) or don't put it to the test (`-`), one after the other. */
const replay = async (answers: string, needsState = false) => {
  const counted: boolean[] = [];
  let last: string | undefined;
  const entry = sampleRecord({ needs: { writes: false, state: needsState } });
  const { verdict, why, confirmed } = await replayFinding(
    entry,
    testCase,
    {
      attempt: async (_, counts) => {
        const answer = answers[counted.push(counts) - 1];
        last = answer;
        return {
          readings: [],
          breaches: answer === "b" ? [{ law, violation, step: 0 }] : [],
          exercised: answer === "-" ? [] : [law.id],
        };
      },
      names: { kind: () => entry.fingerprint, traitsOf: () => new Set() },
      isOver: () => false,
    },
    { order: 0, missing: "Seed a CVM.", hasStateProbe: false, whyIdle: () => (last === "i" ? "It is stored." : null) },
  );
  expect(counted).toEqual([true, false, false]);
  return { verdict, why, isConfirmed: confirmed !== null };
};

describe("a finding that is sent again", () => {
  it.each([
    ["bbb", "broken"],
    ["b--", "broken"],
    ["hhh", "fixed"],
    ["h--", "fixed"],
    ["bhb", "unstable"],
    ["hhb", "unstable"],
    ["hii", "fixed"],
    ["iii", "untested"],
    ["bii", "broken"],
    ["---", "untested"],
  ])("and gives %s is %s", async (answers, verdict) => {
    expect(await replay(answers)).toMatchObject({ verdict, isConfirmed: verdict === "broken" });
  });

  it("says why the bug may not show", async () => {
    expect((await replay("iii")).why).toBe("It is stored.");
  });

  it("says what would put its law to the test", async () => {
    expect((await replay("---")).why).toContain("Seed a CVM.");
    for (const answers of ["---", "iii"])
      expect((await replay(answers, true)).why).toBe(
        "it was found with --state-url, without which its requests may not show it",
      );
  });
});
