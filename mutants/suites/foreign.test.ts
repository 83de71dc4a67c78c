import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foreignBugs, foreignChoices } from "../foreign/foreign-bugs.ts";
import { type ForeignProgram, foreignLanguages, openForeign, whyNotHere } from "../foreign/start-foreign.ts";
import { lawsFoundBroken, tryForeign } from "../foreign/try-foreign.ts";

const SEED = 7;
/** The server without a bug is held to all laws with so many fuzz cases; `npm run foreign` sends what `check` does. */
const CASES = 300;
/** A bug is only held to the law that finds it; it makes its own cases or needs few. */
const CASES_OF_A_BUG = 500;

for (const language of foreignLanguages) {
  const why = await whyNotHere(language, process.env);
  if (why !== null) process.stderr.write(`The foreign ${language} server is not tried: ${why}.\n`);

  describe.skipIf(why !== null)(`the foreign ${language} server`, () => {
    let program: ForeignProgram | null = null;

    const theProgram = (): ForeignProgram => {
      if (program === null) throw new Error("The server was not made ready.");
      return program;
    };

    beforeAll(async () => {
      program = await openForeign(language, process.env);
    });

    afterAll(() => program?.remove());

    it("conforms without a bug, and breaks no lesser law but by its choice", async () => {
      const report = await tryForeign(theProgram(), null, {
        seed: SEED,
        cases: CASES,
        budget: "thorough",
        allowWrites: true,
        lawId: null,
      });
      expect(lawsFoundBroken(report, foreignChoices[language])).toEqual([]);
      expect(report.outcome).toBe("conforms");
    });

    it.each(foreignBugs[language].flatMap(({ name, foundBy }) => (foundBy === null ? [] : [[name, foundBy] as const])))(
      "is found with %s by %s",
      async (name, law) => {
        const { findings } = await tryForeign(theProgram(), name, {
          seed: SEED,
          cases: CASES_OF_A_BUG,
          budget: "thorough",
          allowWrites: true,
          lawId: law,
        });
        expect(findings.map((finding) => finding.law)).toContain(law);
      },
    );
  });
}
