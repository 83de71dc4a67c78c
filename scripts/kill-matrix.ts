import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadLaws } from "../conformance/index.ts";
import { judgeMatrix, loadMutants, matrixPage, tryAll } from "../mutants/index.ts";

/**
 * `npm run mutants`: tries every mutant, writes docs/kill-matrix.md, and ends with 1 where a law or a mutant is not what it claims.
 *
 * - `-- NAME...` tries these alone, shows each finding, and writes nothing;
 * - `-- --check` writes nothing;
 * - `-- --whole` runs every phase to its end, which finds every law that kills a mutant, and writes nothing;
 * - `-- --thorough` sends every case, as `check --thorough` does, and writes nothing;
 * - `-- --seed N` sends other cases, and writes nothing.
 */

const PAGE = new URL("../docs/kill-matrix.md", import.meta.url);
const PROCESSES = 2;
const SEED = 20260121;
/** What `check` sends where it is not told otherwise. */
const CASES = 5_000;
/** Well beyond what the slowest mutant needs: one whose answers hang. */
const TIMEOUT_MS = 240_000;

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean", default: false },
    whole: { type: "boolean", default: false },
    thorough: { type: "boolean", default: false },
    seed: { type: "string", default: String(SEED) },
  },
});
const seed = Number(values.seed);
const all = await loadMutants();
const unknown = names.filter((name) => !all.some((mutant) => mutant.name === name));
if (unknown.length > 0) {
  console.error(`There is no mutant ${unknown.join(", ")}. See the folders of mutants/catalogue/.`);
  process.exit(2);
}
if (!Number.isSafeInteger(seed)) {
  console.error(`--seed is ${JSON.stringify(values.seed)}, which is not a whole number.`);
  process.exit(2);
}
const isEveryMutant = names.length === 0;
const mutants = isEveryMutant ? all : all.filter(({ name }) => names.includes(name));
const laws = await loadLaws();

const startMs = performance.now();
const trials = await tryAll({
  mutants: mutants.map(({ name }) => name),
  program: fileURLToPath(new URL("try-mutants.ts", import.meta.url)),
  args: [JSON.stringify({ seed, cases: CASES, isThorough: values.thorough, isWhole: values.whole })],
  processes: PROCESSES,
  timeoutMs: TIMEOUT_MS,
  onTrial: ({ mutant, kills, requests, durationMs, failure }) => {
    const verdict =
      failure ?? (kills.length === 0 ? "survives" : `killed by ${kills.map(({ law }) => law).join(", ")}`);
    const first = kills[0] === undefined ? "" : `, first after ${kills[0].requests} requests, ${kills[0].elapsedMs} ms`;
    console.log(`${mutant}: ${verdict} (${requests} requests, ${durationMs} ms${first})`);
    if (!isEveryMutant) for (const { law, steps } of kills) console.log(`  ${law}:\n    ${steps.join("\n    ")}`);
  },
});
const totalMs = performance.now() - startMs;

const matrix = judgeMatrix(mutants, isEveryMutant ? laws : [], trials);
if (isEveryMutant && !values.check && !values.whole && !values.thorough && seed === SEED)
  await writeFile(PAGE, matrixPage(matrix, mutants, { lawIds: laws.map(({ id }) => id), seed, totalMs }));
console.log(`${trials.length} ${trials.length === 1 ? "mutant" : "mutants"} in ${(totalMs / 1000).toFixed(1)} s.`);
for (const complaint of matrix.complaints) console.error(complaint);
process.exitCode = matrix.complaints.length === 0 ? 0 : 1;
