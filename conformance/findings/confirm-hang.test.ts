import { expect, it } from "vitest";
import type { Case } from "../cases/case.ts";
import { CauseNames } from "../engine/cause-names.ts";
import { PreviewsStoppedError } from "../engine/previews/previews-stopped-error.ts";
import { suspectOf } from "../engine/suspect-of.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { contract } from "../testing/example-judge.ts";
import { sampleLaw } from "../testing/sample-law.ts";
import { confirmHang } from "./confirm-hang.ts";

it("what hangs is made no smaller where previews were stopped, and says so", async () => {
  const names = new CauseNames(onlyOperation(contract), []);
  const smaller: Case = { plans: [], relation: null, simpler: () => [] };
  const testCase: Case = { ...smaller, simpler: () => [smaller] };
  const law = sampleLaw("never-a-server-error");
  const breach = { law, violation: { message: "", expected: "", actual: "", discriminator: "timeout" }, step: 0 };
  const trial = { readings: [], breaches: [breach], exercised: [] };
  const suspect = suspectOf(names, testCase, { trial, breach }, { phase: "fuzz", order: 0 });
  const waiting = { wait: { limitMs: 1 }, heardMs: () => 1, hangsForGood: async () => true, end: () => {} };
  const verdict = await confirmHang(
    {
      names,
      maySend: (one) => one !== smaller,
      isBarred: (one) => one === smaller,
      recovery: { isWell: async () => true, recover: async () => {} },
      tryBriefly: async (one) => {
        if (one === smaller) throw new PreviewsStoppedError();
        return { trial, waiting };
      },
    },
    suspect,
    () => false,
  );
  expect(verdict).toMatchObject({ kind: "hangs", confirmed: { isCutShort: true, testCase } });
});
