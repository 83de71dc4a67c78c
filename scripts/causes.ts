import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import {
  causesPage,
  openMutantWorld,
  pairs,
  stabilityMutants,
  tryPair,
  tryStability,
  wrapProse,
} from "../mutants/index.ts";

const SEED = 20260121;

const { values } = parseArgs({ options: { seeds: { type: "string", default: "20" } } });
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);

const world = await openMutantWorld();
const inTurn = async <Member, Result>(
  members: readonly Member[],
  work: (member: Member) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const member of members) {
    results.push(await work(member));
    console.error(JSON.stringify(results.at(-1)));
  }
  return results;
};

try {
  const pairTrials = await inTurn(pairs, (pair) => tryPair(world, pair, SEED));
  const stability = await inTurn(stabilityMutants, (mutant) => tryStability(world, mutant, seeds));
  const page = new URL("../docs/causes.md", import.meta.url);
  await writeFile(page, wrapProse(causesPage(pairTrials, stability)));
} finally {
  await world.close();
}
