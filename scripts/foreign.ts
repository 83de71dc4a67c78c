import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import {
  type ForeignResult,
  type ForeignTerms,
  type ForeignTrial,
  foreignBugs,
  foreignChoices,
  foreignLanguages,
  foreignPage,
  lawsFoundBroken,
  openForeign,
  tryForeign,
  whyNotHere,
} from "../mutants/index.ts";

/**
 * `npm run foreign`: tries each bug of the foreign servers, writes docs/foreign.md, and ends with 1 where a server without a bug breaks a law, or a bug
 * that is listed as found is not.
 *
 * - `-- NAME...` tries these bugs alone, and writes nothing;
 * - `-- --thorough` sends all cases, `--cases N` is as `check` takes it, and `--seed N` sends others: these write nothing either.
 */

const PAGE = new URL("../docs/foreign.md", import.meta.url);
const SEED = 7;
/** What `check` goes by where it is not told otherwise. */
const CASES = 5_000;

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: "string", default: String(CASES) },
    seed: { type: "string", default: String(SEED) },
    thorough: { type: "boolean", default: false },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
if (!(cases > 0) || !Number.isSafeInteger(seed)) {
  console.error("--cases takes a number of cases, --seed a whole number.");
  process.exit(2);
}
const budget = values.thorough ? "thorough" : "learning";
const wet: ForeignTerms = { seed, cases, budget, allowWrites: true, lawId: null };

const results: ForeignResult[] = [];
const complaints: string[] = [];
for (const language of foreignLanguages) {
  const why = await whyNotHere(language, process.env);
  if (why !== null) {
    complaints.push(`The ${language} server was left out: ${why}.`);
    continue;
  }
  const program = await openForeign(language, process.env);
  try {
    const choices = foreignChoices[language];
    const falseAlarms = lawsFoundBroken(await tryForeign(program, null, wet), choices);
    if (falseAlarms.length > 0) complaints.push(`${language} without a bug breaks ${falseAlarms.join(", ")}.`);
    const trials: ForeignTrial[] = [];
    for (const bug of foreignBugs[language]) {
      if (names.length > 0 && !names.includes(bug.name)) continue;
      const foundBy = lawsFoundBroken(await tryForeign(program, bug.name, wet), choices);
      const previews = await tryForeign(program, bug.name, { ...wet, allowWrites: false });
      const foundByPreviews = lawsFoundBroken(previews, choices);
      trials.push({ bug, foundBy, foundByPreviews });
      console.log(`${language} ${bug.name}: ${foundBy.join(", ") || "survives"}`);
      console.log(`  by previews alone: ${foundByPreviews.join(", ") || "survives"}`);
      if (bug.foundBy !== null && foundBy.length === 0) complaints.push(`${language} ${bug.name} is no longer found.`);
      if (bug.foundBy === null && foundBy.length > 0)
        complaints.push(`${language} ${bug.name} is found now: list it in mutants/foreign/foreign-bugs.ts.`);
    }
    results.push({ language, choices, falseAlarms, trials });
  } finally {
    await program.remove();
  }
}
const isUsual = cases === CASES && seed === SEED && !values.thorough;
const isWhole = names.length === 0 && isUsual && results.length === foreignLanguages.length;
if (isWhole) await writeFile(PAGE, foreignPage(results, seed));
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
