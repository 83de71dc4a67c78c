import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BaselineEntry, type RunOptions, readBaseline } from "../../conformance/index.ts";
import { type Checked, checkMerged } from "../causes/check-merged.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";

let world: MutantWorld;
/** One bug that breaks a law, another that breaks it alike, and both in one server. */
let percent: Checked;
let quote: Checked;
let both: Checked;
beforeAll(async () => {
  world = await openMutantWorld();
  percent = await check(["crash-on-percent"]);
  quote = await check(["crash-on-a-quote"]);
  both = await check(["crash-on-percent", "crash-on-a-quote"]);
});
afterAll(() => world.close());

const check = (
  names: readonly string[],
  known: readonly BaselineEntry[] | null = null,
  changes: Partial<RunOptions> = {},
) => checkMerged(world, names, known, changes);

const told = ({ report }: Checked) =>
  report.findings.map(({ fingerprint, law, known }) => ({ fingerprint, law, known }));

describe("findings by cause", () => {
  it("are one for one bug, whichever requests show it, with the laws that fall with it", () => {
    const { report } = percent;
    expect(report.findings).toMatchObject([
      {
        law: "never-a-server-error",
        also: [{ law: "status-is-declared" }],
        takes: ["an entry of `cvm_ids` with a percent sign"],
        writes: false,
        steps: [{ body: '{"cvm_ids":["%"],"dry_run":true}' }],
      },
    ]);
    expect(report.findings[0]?.met.cases).toBeGreaterThan(3);
    const broken = report.laws.filter(({ verdict }) => verdict === "broken").map(({ id }) => id);
    expect(broken.toSorted()).toEqual(["never-a-server-error", "status-is-declared"]);
  });

  it("are one where what is no JSON gets another status, in whatever way it is none", async () => {
    expect(told(await check(["400-on-malformed-json"])).map(({ law }) => law)).toEqual(["malformed-is-422"]);
  });

  it("are two for two bugs that break one law alike, under the names that each has alone", () => {
    const alone = [...told(percent), ...told(quote)];
    expect([told(percent).length, alone.length, told(both).length]).toEqual([1, 2, 2]);
    expect(new Set(told(both).map(({ fingerprint }) => fingerprint))).toEqual(
      new Set(alone.map(({ fingerprint }) => fingerprint)),
    );
  });

  it("are the same whatever the seed and the number of workers", async () => {
    const names = ["crash-on-percent", "crash-on-a-quote"];
    const namesOf = (run: Checked) =>
      told(run)
        .map(({ fingerprint }) => fingerprint)
        .toSorted();
    for (const changes of [{ workers: 1 }, { seed: 99, workers: 8 }])
      expect(namesOf(await check(names, null, changes))).toEqual(namesOf(both));
  });
});

describe("a baseline of one bug", () => {
  it("says of what was accepted that it is mended once it is refused, whatever the CVMs that it told of hold", async () => {
    const { entries } = await check(["limit-501-accepted"]);
    const { report } = await check(["null-limit-accepted"], entries);
    expect(report.baseline).toMatchObject({ fixed: [{ fingerprint: entries[0]?.fingerprint }], unseen: [] });
    expect(told({ report, entries }).map(({ known }) => known)).toEqual([false]);
  });

  it("knows it, does not forgive another that breaks the same law, and says when it is mended", async () => {
    const { entries } = percent;
    const still = await check(["crash-on-percent"], entries);
    expect(still.report).toMatchObject({ outcome: "conforms", findings: [{ known: true }], baseline: { fixed: [] } });
    const more = await check(["crash-on-percent", "crash-on-a-quote"], entries);
    expect(more.report.outcome).toBe("broken");
    expect(told(more).map(({ known }) => known)).toEqual([false, true]);
    const other = await check(["crash-on-a-quote"], entries);
    expect(other.report).toMatchObject({
      outcome: "broken",
      findings: [{ known: false }],
      baseline: { fixed: [{ fingerprint: entries[0]?.fingerprint }] },
    });
  });

  it("of version 0.1.0 knows what it knew", async () => {
    const text = await readFile(
      new URL("../../conformance/corpus/testing/from-0.1.0/baseline.json", import.meta.url),
      "utf8",
    );
    const entries = await readBaseline(text, "baseline.json");
    const { report } = await check(["crash-on-percent", "crash-on-invalid-utf-8"], entries);
    expect(report.findings.map(({ known }) => known)).toEqual([true, true]);
  });
});
