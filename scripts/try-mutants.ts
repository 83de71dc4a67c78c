import { decodeTrialTerms, loadMutant, openMutantWorld, tryMutant } from "../mutants/index.ts";

/**
 * Tries the mutants whose names it is sent, one after the other, and answers each with its trial. Forked by `kill-matrix.ts`, with
 * the terms as its only argument.
 */

const terms = decodeTrialTerms(process.argv[2]);
const world = await openMutantWorld();

process.on("message", (name) => {
  const tried = loadMutant(String(name)).then((mutant) => tryMutant(world, mutant, terms));
  tried.then(
    (trial) => process.send?.(trial),
    (problem: unknown) => {
      throw problem;
    },
  );
});

process.on("disconnect", () => {
  world.close().catch(() => process.exit(1));
});
