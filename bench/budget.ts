import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadMutants, type Trial, type TrialTerms, tryAll } from "../mutants/index.ts";
import { budgetPage, type PairedRun, type SeedResult } from "./budget-page.ts";

/**
 * `npm run bench:budget`: what the default budget misses of what `--thorough` finds, over the whole kill matrix, and what it costs beside it;
 * writes docs/budget.md. `-- --every N` takes every Nth mutant for the whole runs with both budgets, which take long.
 */

const PAGE = new URL("../docs/budget.md", import.meta.url);
const PROGRAM = fileURLToPath(new URL("../scripts/try-mutants.ts", import.meta.url));
const SEEDS = [20260121, 1, 2] as const;
const SOUND_SEEDS = 10;
/** What `check` sends where it is not told otherwise. */
const CASES = 5_000;
const TIMEOUT_MS = 600_000;
const CONTROL = "no-bug-at-all";

const { values } = parseArgs({ options: { every: { type: "string", default: "30" } } });
const every = Number(values.every);
if (!Number.isSafeInteger(every) || every < 1) {
  console.error(`--every takes a whole number from 1, not ${JSON.stringify(values.every)}.`);
  process.exit(2);
}

const mutants = (await loadMutants()).filter(({ killedBy }) => killedBy.length > 0);

const tryThem = async (names: readonly string[], terms: Omit<TrialTerms, "cases">): Promise<readonly Trial[]> => {
  const trials = await tryAll({
    mutants: names,
    program: PROGRAM,
    args: [JSON.stringify({ ...terms, cases: CASES })],
    processes: 2,
    timeoutMs: TIMEOUT_MS,
    onTrial: ({ mutant, requests, durationMs, budget }) =>
      console.log(`seed ${terms.seed}, ${mutant}: ${requests} requests, ${durationMs} ms, ${budget}`),
  });
  const failed = trials.find(({ failure }) => failure !== null);
  if (failed !== undefined) throw new Error(`${failed.mutant} came to no verdict: ${failed.failure}.`);
  return trials;
};

const whatIsMissed = async (seed: number): Promise<SeedResult> => {
  const trials = await tryThem(
    mutants.map(({ name }) => name),
    { seed, isThorough: false, isWhole: false },
  );
  const notByAll = trials.filter(({ budget }) => budget === "thorough").map(({ mutant }) => mutant);
  const whole = await tryThem(notByAll, { seed, isThorough: false, isWhole: true });
  const lost = whole.filter(({ kills }) => kills.length === 0).map(({ mutant }) => mutant);
  return {
    seed,
    mutants: mutants.length,
    killed: mutants.length - lost.length,
    killedByAll: mutants.length - notByAll.length,
    lost,
  };
};

const pairedRuns = async (seed: number): Promise<readonly PairedRun[]> => {
  const names = mutants.filter((_, index) => index % every === 0).map(({ name }) => name);
  const learning = await tryThem(names, { seed, isThorough: false, isWhole: true });
  const thorough = await tryThem(names, { seed, isThorough: true, isWhole: true });
  return learning.flatMap(({ mutant, requests, durationMs }, index) => {
    const other = thorough[index];
    return other === undefined
      ? []
      : {
          mutant,
          seed,
          requests: { learning: requests, thorough: other.requests },
          durationMs: { learning: durationMs, thorough: other.durationMs },
        };
  });
};

const seeds: SeedResult[] = [];
const runs: PairedRun[] = [];
for (const seed of SEEDS) {
  seeds.push(await whatIsMissed(seed));
  runs.push(...(await pairedRuns(seed)));
}
const soundRequests: number[] = [];
for (let seed = 1; seed <= SOUND_SEEDS; seed += 1) {
  const [trial] = await tryThem([CONTROL], { seed, isThorough: false, isWhole: true });
  soundRequests.push(trial?.requests ?? 0);
}
const page = budgetPage({ seeds, runs, soundRequests });
await writeFile(PAGE, page);
console.log(page);
