import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/**
 * `npm run sequences -- --sequences N`: plays N sequences of requests over each store, in rounds that each have a seed of their own,
 * and holds them to the properties of the endpoint; the tests do the same with fewer. `--store NAME` takes one store alone, `--seed N`
 * is the first round's, `--workers N` plays so many rounds at once, each with a file or a database server of its own (as many as there
 * are cores where not given). Files are in memory where Linux has /dev/shm, since no property is about the disk. Prints how many were
 * played, and how long it took; ends with 1 at the first that lacks a property.
 */

const STORES = ["memory", "SQLite", "PostgreSQL"];
const PER_ROUND = 1_000;

const { values } = parseArgs({
  options: {
    sequences: { type: "string", default: "100000" },
    store: { type: "string", multiple: true },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: String(availableParallelism()) },
  },
});
const wanted = Number(values.sequences);
const firstSeed = Number(values.seed);
const workers = Number(values.workers);
const stores = STORES.filter((name) => values.store?.includes(name) ?? true);
if (!(wanted > 0 && workers > 0) || !Number.isSafeInteger(firstSeed) || stores.length < (values.store?.length ?? 1)) {
  console.error(`--sequences and --workers take a number, --seed a whole number, --store one of ${STORES.join(", ")}.`);
  process.exit(2);
}

const IN_MEMORY = "/dev/shm";
const folder = existsSync(IN_MEMORY) ? { TMPDIR: IN_MEMORY } : {};

/** Rounds under way. */
const children = new Set<ChildProcess>();

/** Plays one round; its output is shown where it fails. */
const playRound = async (store: string, sequences: number, seed: number): Promise<boolean> => {
  const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
  const tests = ["run", "reference-impl/testing/properties", "-t", `over the ${store} store`];
  const child = spawn(process.execPath, [vitest, ...tests], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, ...folder, ENDPOINT_SEQUENCES: String(sequences), FAST_CHECK_SEED: String(seed) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const code = await new Promise((resolve) => child.once("close", resolve));
  children.delete(child);
  const isPlayed = code === 0 && output.includes("1 passed");
  if (!isPlayed) console.error(output);
  return isPlayed;
};

for (const store of stores) {
  const startMs = Date.now();
  let [begun, played, seed] = [0, 0, firstSeed];
  const work = async (): Promise<void> => {
    while (begun < wanted) {
      const sequences = Math.min(PER_ROUND, wanted - begun);
      const own = seed;
      begun += sequences;
      seed += 1;
      if (!(await playRound(store, sequences, own))) {
        for (const child of children) child.kill();
        process.exit(1);
      }
      played += sequences;
      console.log(
        `${store}: ${played} sequences, seed ${own} the last, ${Math.round((Date.now() - startMs) / 1_000)} s`,
      );
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}
