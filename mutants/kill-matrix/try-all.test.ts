import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Trial } from "./trial.ts";
import { tryAll } from "./try-all.ts";

/** Answers at once, except for names that say what else to do. */
const PROGRAM = `
process.on("message", (mutant) => {
  if (mutant === "crashes") process.exit(7);
  if (mutant === "hangs") return;
  process.send(mutant === "babbles" ? { mutant } : { mutant, kills: [], requests: 1, durationMs: 2, budget: "learning", isWhole: process.argv[2] === "whole", failure: null });
});
`;

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "try-all-"));
  await writeFile(join(folder, "program.mjs"), PROGRAM);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const tryThese = (mutants: readonly string[], onTrial: (trial: Trial) => void = () => {}): Promise<readonly Trial[]> =>
  tryAll({ mutants, program: join(folder, "program.mjs"), args: ["whole"], processes: 2, timeoutMs: 2_000, onTrial });

describe("mutants", () => {
  it("are all tried, told of as they come, and given in alphabetical order", async () => {
    const told: string[] = [];
    const trials = await tryThese(["c", "b", "a"], ({ mutant }) => told.push(mutant));
    expect(trials.map(({ mutant }) => mutant)).toEqual(["a", "b", "c"]);
    expect(told.toSorted()).toEqual(["a", "b", "c"]);
    expect(trials.map(({ isWhole }) => isWhole)).toEqual([true, true, true]);
  });

  it("that break down end neither the others nor the whole", async () => {
    const trials = await tryThese(["crashes", "hangs", "babbles", "a", "b"]);
    expect(trials.map(({ mutant, failure }) => [mutant, failure])).toEqual([
      ["a", null],
      ["b", null],
      ["babbles", 'its process answered {"mutant":"babbles"}, which is no trial'],
      ["crashes", "its process ended with 7"],
      ["hangs", "it took longer than 2000 ms"],
    ]);
  });
});
