import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CorpusFolder,
  openCorpus,
  type RunCorpus,
  type RunEvent,
  type RunOptions,
} from "../../conformance/index.ts";
import { isObject } from "../../contract/index.ts";
import { demoKeys, type Seams } from "../../reference-impl/index.ts";
import { changeAnswer } from "../changes/change-reply.ts";
import { changeDecision } from "../changes/change-decision.ts";
import { refusal } from "../changes/change-validation.ts";
import type { MutantChange } from "../define-mutant.ts";
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

/** Checks a server, and gives the findings with what became of recorded ones. */
const checkAt = async (url: string, folder: CorpusFolder, allowWrites: boolean, changes: Partial<RunOptions>) => {
  const replayed: unknown[] = [];
  const report = await gate(
    { url: new URL(url), key: keyOf("member"), allowWrites },
    100,
    { corpus: await openRunCorpus(folder), ...changes },
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
};

/** The same with a fresh start of a mutant, every key, and leave to write what is put back. */
const checkFresh = async (mutant: string, folder: CorpusFolder, changes: Partial<RunOptions>) => {
  const server = await world.start((await loadMutant(mutant)).changes);
  try {
    return await checkAt(server.url, folder, true, {
      credentials: ["member", "admin", "other"],
      credentialHeaders: (credential): Readonly<Record<string, string>> =>
        credential === "none" ? {} : { "x-api-key": keyOf(credential) },
      stateUrl: new URL(`${server.url}/__state`),
      ...changes,
    });
  } finally {
    await server.close();
  }
};

/** Does something with a fresh start of a server. */
const withServer = async <Result>(changes: MutantChange, work: (url: string) => Promise<Result>): Promise<Result> => {
  const server = await world.start(changes);
  try {
    return await work(server.url);
  } finally {
    await server.close();
  }
};

/** A dry run writes the first CVM that it finds registered to another app, and nothing else. */
const writesOneConflict = (): MutantChange => {
  let victim: number | null = null;
  return changeDecision((item, { options, write }) => {
    if (!options.dryRun || item.reason !== "registered_to_other_app") return item;
    victim ??= item.cvmId;
    if (item.cvmId === victim) write(item);
    return item;
  });
};

/** Ignores `dry_run`, and refuses each list, so that no look shows anything. */
const writesUnseen: MutantChange = {
  at: "steps",
  make: ({ select, validateRequest }): Partial<Seams> => ({
    validateRequest: (body) =>
      isObject(body) && Array.isArray(body.cvm_ids) ? refusal("cvm_ids") : validateRequest(body),
    select: (selected, caller, options) => select(selected, caller, Object.assign(options, { dryRun: false })),
  }),
};

const ALL = ["replay", "probe", "boundary", "fuzz", "relations", "access", "writes"] as const;
/** Those in which a finding that is wanted is made already. */
const SOME = ["probe", "boundary"] as const;

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
    const first = await checkFresh("conflicts-always-zero", folder, { phases: SOME });
    expect(first.laws.length).toBeGreaterThan(0);
    const mended = await checkFresh("no-bug-at-all", folder, { phases: ["replay"] });
    expect(mended).toEqual({ laws: [], replayed: first.laws.map((law) => [law, "fixed"]) });
  }, 60_000);
});

/** What is recorded there, without the answers, as a baseline keeps it. */
const withoutAnswers = async (folder: CorpusFolder): Promise<CorpusFolder> => {
  const bare = inMemory();
  for (const file of await folder.read()) {
    if ("problem" in file) throw new Error(file.problem);
    const record: unknown = JSON.parse(file.text, (key, value) => (key === "response" ? undefined : value));
    await bare.save(file.name, JSON.stringify(record));
  }
  return bare;
};

describe("a finding of a preview", () => {
  it("is untested where what it told of is stored by now, whether or not its answers were kept", async () => {
    const folder = inMemory();
    const { changes } = await loadMutant("overwrite-always-on-for-lists");
    await withServer(changes, async (url) => {
      const { laws } = await checkAt(url, folder, true, { phases: ALL });
      for (const kept of [folder, await withoutAnswers(folder)]) {
        const again = await checkAt(url, kept, false, { phases: ["replay"] });
        expect(again.replayed).toEqual(laws.map((law) => [law, "untested"]));
      }
    });
  }, 60_000);

  it("is untested where a scan leaves out by now all that it told of, whether or not its answers were kept", async () => {
    const folder = inMemory();
    // Counts too few updates.
    const changes = changeAnswer((body) => ({ ...body, updated: Math.max(Number(body.updated) - 1, 0) }));
    await withServer(changes, async (url) => {
      const { laws } = await checkAt(url, folder, false, { phases: ["probe"] });
      expect(laws).toEqual(["counts-match-items"]);
      await fetch(new URL("/api/v1/cvms/instance-ids", url), {
        method: "PATCH",
        headers: { "content-type": "application/json", "x-api-key": keyOf("member") },
        body: "{}",
      });
      for (const kept of [folder, await withoutAnswers(folder)]) {
        const again = await checkAt(url, kept, false, { phases: ["replay"] });
        expect(again.replayed).toEqual([["counts-match-items", "untested"]]);
      }
    });
  }, 60_000);

  it("is fixed, without its answers too, where nothing is stored that it could have told of", async () => {
    const folder = inMemory();
    const { changes } = await loadMutant("conflicts-always-zero");
    const { laws } = await withServer(changes, (url) => checkAt(url, folder, false, { phases: SOME }));
    expect(laws.length).toBeGreaterThan(0);
    const sound = await loadMutant("no-bug-at-all");
    const bare = await withoutAnswers(folder);
    const again = await withServer(sound.changes, (url) => checkAt(url, bare, false, { phases: ["replay"] }));
    expect(again.replayed).toEqual(laws.map((law) => [law, "fixed"]));
  }, 60_000);
});

describe("a finding of a preview that wrote", () => {
  const LAW = "dry-run-writes-nothing";

  it("is still broken on a fresh start, where the first request of the replay is seen to write", async () => {
    const folder = inMemory();
    const { changes } = await loadMutant("dry-run-ignored");
    const first = await withServer(changes, (url) => checkAt(url, folder, false, { phases: SOME }));
    expect(first.laws).toContain(LAW);
    const again = await withServer(changes, (url) => checkAt(url, folder, false, { phases: ["replay"] }));
    expect(again.replayed).toContainEqual([LAW, "broken"]);
    expect(again.laws).toEqual([LAW]);
  }, 60_000);

  it("is untested where it can't be seen whether previews write, and never said to be broken for that", async () => {
    const folder = inMemory();
    const { changes } = await loadMutant("dry-run-ignored");
    await withServer(changes, (url) => checkAt(url, folder, false, { phases: SOME }));
    const again = await withServer(writesUnseen, (url) => checkAt(url, folder, false, { phases: ["replay"] }));
    expect(again.replayed).toEqual([[LAW, "untested"]]);
  }, 60_000);

  it("is not fixed, but untested, where what it wrote is stored already", async () => {
    const folder = inMemory();
    await withServer(writesOneConflict(), async (url) => {
      expect((await checkAt(url, folder, false, { phases: SOME })).laws).toEqual([LAW]);
      const again = await checkAt(url, folder, false, { phases: ["replay"] });
      expect(again).toEqual({ laws: [], replayed: [[LAW, "untested"]] });
    });
  }, 60_000);

  it("is fixed on a server without the bug that holds what that one held", async () => {
    const folder = inMemory();
    await withServer(writesOneConflict(), (url) => checkAt(url, folder, false, { phases: SOME }));
    const { changes } = await loadMutant("no-bug-at-all");
    const mended = await withServer(changes, (url) => checkAt(url, folder, false, { phases: ["replay"] }));
    expect(mended).toEqual({ laws: [], replayed: [[LAW, "fixed"]] });
  }, 60_000);
});
