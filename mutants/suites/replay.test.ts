import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CorpusFolder,
  openCorpus,
  type RunCorpus,
  type RunEvent,
  type RunOptions,
} from "../../conformance/index.ts";
import { demoKeys } from "../../reference-impl/index.ts";
import { loadMutant, type MutantWorld, openMutantWorld } from "../index.ts";
import { gate } from "./gate.ts";

const keyOf = (name: string): string => demoKeys.find((key) => key.name === name)?.key ?? "";

const inMemory = (): CorpusFolder => {
  const files = new Map<string, string>();
  return {
    read: async () => [...files].map(([name, text]) => ({ name, text })),
    readOne: async (name) => files.get(name) ?? null,
    save: async (name, text) => {
      files.set(name, text);
    },
    remove: async () => {},
  };
};

const openRunCorpus = async (folder: CorpusFolder): Promise<RunCorpus> => {
  const corpus = await openCorpus(folder, (problem) => {
    throw new Error(problem);
  });
  return {
    findings: corpus.findings,
    inputs: corpus.inputs,
    keepFinding: (finding, replaces) => corpus.keepFinding(finding, replaces),
    keepInput: (input) => corpus.keepInput(input),
    replayLine: () => "",
  };
};

let world: MutantWorld;
beforeAll(async () => {
  world = await openMutantWorld();
});
afterAll(() => world.close());

/** Checks a fresh start of a mutant, and gives the findings with what became of recorded ones. */
const checkFresh = async (mutant: string, folder: CorpusFolder, changes: Partial<RunOptions>) => {
  const server = await world.start((await loadMutant(mutant)).changes);
  const replayed: unknown[] = [];
  try {
    const report = await gate(
      { url: new URL(server.url), key: keyOf("member"), allowWrites: true },
      200,
      {
        credentials: ["member", "admin", "other"],
        credentialHeaders: (credential): Readonly<Record<string, string>> =>
          credential === "none" ? {} : { "x-api-key": keyOf(credential) },
        stateUrl: new URL(`${server.url}/__state`),
        corpus: await openRunCorpus(folder),
        ...changes,
      },
      [
        {
          name: "replayed",
          onEvent: (event: RunEvent) => {
            if (event.kind === "replayed") replayed.push([event.law, event.verdict]);
          },
        },
      ],
    );
    return { laws: report.findings.map(({ law }) => law).toSorted(), replayed: replayed.toSorted() };
  } finally {
    await server.close();
  }
};

const ALL = ["replay", "probe", "boundary", "fuzz", "relations", "access", "writes"] as const;

describe("a finding of one run", () => {
  // One that a single answer shows, one that several compared do, one that needs what was written, one that needs two keys.
  it.each(["conflicts-always-zero", "unknown-id-empties-the-answer", "never-persists", "member-unconfined"])(
    "is found again by its replay on a fresh start of %s, with another seed and number of workers",
    async (mutant) => {
      const folder = inMemory();
      const first = await checkFresh(mutant, folder, { phases: ALL, seed: 1 });
      expect(first.laws.length).toBeGreaterThan(0);
      const again = await checkFresh(mutant, folder, { phases: ["replay"], seed: 2, workers: 3 });
      expect(again.replayed).toEqual(first.laws.map((law) => [law, "broken"]));
      expect(again.laws).toEqual(first.laws);
    },
    60_000,
  );

  it("is found again where a shard of the run made it", async () => {
    const folder = inMemory();
    const shard = await checkFresh("conflicts-always-zero", folder, { phases: ALL, shard: { index: 2, count: 3 } });
    expect(shard.laws).toContain("counts-match-items");
    const again = await checkFresh("conflicts-always-zero", folder, { phases: ["replay"], seed: 2 });
    expect(again.replayed).toEqual(shard.laws.map((law) => [law, "broken"]));
  }, 60_000);

  it("is fixed on a server without the bug", async () => {
    const folder = inMemory();
    const first = await checkFresh("conflicts-always-zero", folder, { phases: ALL });
    const mended = await checkFresh("no-bug-at-all", folder, { phases: ["replay"] });
    expect(mended).toEqual({ laws: [], replayed: first.laws.map((law) => [law, "fixed"]) });
  }, 60_000);
});
