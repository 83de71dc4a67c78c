import { afterEach, describe, expect, it } from "vitest";
import { mergeReports, type Report, type ReportedFinding, type RunOptions } from "../../conformance/index.ts";
import { demoKeys } from "../../reference-impl/index.ts";
import { loadMutant } from "../load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";
import { gate } from "./gate.ts";

const SHARDS = 4;

/** Four of each law that compares previews, so that each shard has one. */
const CASES = 160;

const keyOf = (name: string): string | null => demoKeys.find((key) => key.name === name)?.key ?? null;

const worlds: MutantWorld[] = [];
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())));

/** Runs the gate against a fresh start of a mutant: alone, or in shards that each have a start of their own. */
const startGate = async (mutantName: string, cases: number, changes: Partial<RunOptions>) => {
  const world = await openMutantWorld();
  worlds.push(world);
  const mutant = await loadMutant(mutantName);
  return async (shard: RunOptions["shard"]): Promise<Report> => {
    const server = await world.start(mutant.changes);
    try {
      const url = new URL(server.url);
      return await gate({ url, key: keyOf("member"), allowWrites: false }, cases, {
        isEmbedded: true,
        stateUrl: new URL("/__state", url),
        shard,
        ...changes,
      });
    } finally {
      await server.close();
    }
  };
};

const inShards = async (run: (shard: RunOptions["shard"]) => Promise<Report>): Promise<Report> => {
  const reports: Report[] = [];
  for (let index = 1; index <= SHARDS; index += 1) reports.push(await run({ index, count: SHARDS }));
  expect(new Set(reports.map(({ casesDigest }) => casesDigest)).size).toBe(SHARDS);
  const { report, notes } = mergeReports(reports.map((each) => ({ name: each.shard ?? "", report: each })));
  expect(notes).toEqual([]);
  return report;
};

/**
 * A finding without what differs from one start of a server to the next: its port, and the time of an answer; and without what only the
 * shards that found it have counted of it.
 */
const lasting = ({ steps, curl: _, met: __, formerly: ___, ...finding }: ReportedFinding) => ({
  ...finding,
  steps: steps.map(({ response, ...step }) => ({
    ...step,
    response: "fault" in response ? response : { ...response, headers: {} },
  })),
});

/** What one machine and several must agree on to the letter. */
const essence = ({ cases, casesDigest, knowledgeDigest, outcome, laws, coverage, findings }: Report) => ({
  cases,
  casesDigest,
  knowledgeDigest,
  outcome,
  laws,
  coverage,
  findings: findings.map(lasting),
});

describe("shards, merged, are one run: the same cases, findings and evidence", () => {
  it("of previews on a server that breaks a law for several causes, and holds the others", async () => {
    const run = await startGate("limit-off-by-one", CASES, {});
    const whole = await run(null);
    expect(whole.findings.length).toBeGreaterThan(1);
    expect(whole.laws.filter(({ verdict }) => verdict === "held").length).toBeGreaterThan(40);
    expect(essence(await inShards(run))).toEqual(essence(whole));
  });

  // A shard that meets such a bug in special requests alone would tell those as its cause: of these cases none does.
  it("of previews on a server that breaks a law where few requests show it", async () => {
    const run = await startGate("repeated-ids-counted", 400, { phases: ["probe", "boundary", "fuzz"] });
    expect(essence(await inShards(run))).toEqual(essence(await run(null)));
  });

  it("of writes that each start from the initial state", async () => {
    const run = await startGate("persists-half", 400, {
      allowWrites: true,
      phases: ["probe", "relations", "writes"],
    });
    const whole = await run(null);
    expect(whole.findings.map(({ foundIn }) => foundIn.phase)).toContain("writes");
    expect(essence(await inShards(run))).toEqual(essence(whole));
  });
});
