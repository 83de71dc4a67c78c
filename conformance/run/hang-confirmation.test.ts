import { describe, expect, it } from "vitest";
import { CauseNames } from "../engine/cause-names.ts";
import { FindingBook } from "../findings/finding-book.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { contract } from "../testing/example-judge.ts";
import { sampleLaw } from "../testing/sample-law.ts";
import { HangConfirmation } from "./hang-confirmation.ts";
import { RunState } from "./run-state.ts";

describe("suspects that hung", () => {
  it("are unstable for lack of time, where there is none left to look into them", async () => {
    const findings = new FindingBook();
    let elapsedMs = 0;
    const hangs = new HangConfirmation({
      engine: {
        restoresStore: false,
        workers: 1,
        maySend: () => true,
        isBarred: () => false,
        recovery: { isWell: async () => true, recover: async () => {} },
        tryBriefly: () => Promise.reject(new Error("Nothing is to be sent.")),
        names: new CauseNames(onlyOperation(contract), []),
      },
      findings,
      state: new RunState({
        signal: new AbortController().signal,
        timeMs: null,
        elapsedMs: () => {
          elapsedMs += 25_000;
          return elapsedMs;
        },
        hasEnough: () => false,
      }),
      isExplained: () => false,
      confirmSlowly: async () => {},
      make: () => null,
      tell: async () => {},
    });
    const law = sampleLaw("never-a-server-error");
    const breach = { law, violation: { message: "", expected: "", actual: "", discriminator: "timeout" }, step: 0 };
    const suspect = {
      fingerprint: "kind",
      level: "must",
      traits: new Set(["bom"]),
      phase: "fuzz",
      order: 0,
      testCase: { plans: [], relation: null, simpler: () => [] },
      seen: { trial: { readings: [], breaches: [breach], exercised: [] }, breach },
    } as const;
    await hangs.confirm([[suspect]]);
    expect(findings.unstable.get(law.id)).toMatchObject({
      doubt: "lack-of-time",
      text: expect.stringMatching(/^Unstable, for lack of time: /),
    });
  });
});
