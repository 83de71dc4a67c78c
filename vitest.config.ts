import { defineConfig } from "vitest/config";
import { LongSuitesFirst } from "./vitest.sequencer.ts";

const DEFAULT_SEED = 20_260_121;

const seedFrom = (text: string | undefined): number => {
  const seed = text === undefined || text === "" ? DEFAULT_SEED : Number(text);
  if (Number.isSafeInteger(seed)) return seed;
  throw new Error(
    `FAST_CHECK_SEED is ${JSON.stringify(text)}, which is not an integer. Set a whole number, or unset it.`,
  );
};

const fastCheckSeed = seedFrom(process.env["FAST_CHECK_SEED"]);

console.error(`Property tests use the seed ${fastCheckSeed} (set FAST_CHECK_SEED for another).`);

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "dist/**"],
    globalSetup: ["./vitest.global-setup.ts"],
    setupFiles: ["./vitest.setup.ts"],
    provide: { fastCheckSeed },
    pool: "threads",
    // One more than there are cores: some tests wait, for a pace or an outage.
    maxWorkers: 3,
    // Test files share a worker's modules, which no test changes: to load them anew for each takes a quarter of the time.
    isolate: false,
    sequence: { sequencer: LongSuitesFirst },
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
