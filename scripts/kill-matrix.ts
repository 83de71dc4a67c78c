import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadLaws } from "../conformance/index.ts";
import { judgeMatrix, loadMutants, matrixPage, tryAll } from "../mutants/index.ts";

/**
 * `npm run mutants`: tries every mutant, writes docs/kill-matrix.md, and ends with 1 where a law or a mutant is not what it claims.
 * `npm run mutants -- NAME...` tries these alone, shows each finding, and writes nothing.
 */

const PAGE = new URL("../docs/kill-matrix.md", import.meta.url);
const PROCESSES = 2;
/** Well beyond what the slowest mutant needs: one whose answers hang. */
const TIMEOUT_MS = 120_000;

const names = process.argv.slice(2);
const all = await loadMutants();
const unknown = names.filter((name) => !all.some((mutant) => mutant.name === name));
if (unknown.length > 0) {
  console.error(`There is no mutant ${unknown.join(", ")}. See mutants/catalogue/.`);
  process.exit(2);
}
const isWhole = names.length === 0;
const mutants = isWhole ? all : all.filter(({ name }) => names.includes(name));
const laws = await loadLaws();

const startMs = performance.now();
const trials = await tryAll({
  mutants: mutants.map(({ name }) => name),
  program: fileURLToPath(new URL("try-mutants.ts", import.meta.url)),
  processes: PROCESSES,
  timeoutMs: TIMEOUT_MS,
  onTrial: ({ mutant, kills, requests, durationMs, failure }) => {
    const verdict =
      failure ?? (kills.length === 0 ? "survives" : `killed by ${kills.map(({ law }) => law).join(", ")}`);
    const first = kills[0] === undefined ? "" : `, first after ${kills[0].requests} requests, ${kills[0].elapsedMs} ms`;
    console.log(`${mutant}: ${verdict} (${requests} requests, ${durationMs} ms${first})`);
    if (!isWhole) for (const { law, steps } of kills) console.log(`  ${law}:\n    ${steps.join("\n    ")}`);
  },
});
const totalMs = performance.now() - startMs;

const matrix = judgeMatrix(mutants, isWhole ? laws : [], trials);
if (isWhole) await writeFile(PAGE, matrixPage(matrix, mutants, { lawIds: laws.map(({ id }) => id), totalMs }));
console.log(`${trials.length} mutants in ${(totalMs / 1000).toFixed(1)} s.`);
for (const complaint of matrix.complaints) console.error(complaint);
process.exitCode = matrix.complaints.length === 0 ? 0 : 1;
