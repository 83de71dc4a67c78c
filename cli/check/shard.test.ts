import { describe, expect, it } from "vitest";
import { type Given, Settings } from "../options/settings.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { shardOf } from "./shard.ts";

/** What becomes of `--shard` (null: not given) in an environment, with a seed. */
const shardIn = (shard: string | null, env: Readonly<Record<string, string>>, seed: string | null = "7") => {
  const given = new Map<string, Given>();
  if (shard !== null) given.set("shard", { value: shard, by: "--shard" });
  if (seed !== null) given.set("seed", { value: seed, by: "--seed" });
  const { context, stderr } = fakeContext([], { env });
  return { shard: shardOf(new Settings([given], []), context), stderr: stderr() };
};

const GITLAB = { CI_NODE_INDEX: "2", CI_NODE_TOTAL: "4" };

describe("the shard of a check", () => {
  it.each([
    ["no one's where nothing speaks of shards", null, {}, null],
    ["the one that is named", "3/4", {}, { index: 3, count: 4 }],
    ["the one that is named, whatever GitLab says", "3/5", GITLAB, { index: 3, count: 5 }],
    ["GitLab's, which counts from 1", null, GITLAB, { index: 2, count: 4 }],
    ["no one's in a job of GitLab's without parallel", null, { CI_NODE_TOTAL: "1" }, null],
    ["GitLab's number of a count that is named", "auto/4", GITLAB, { index: 2, count: 4 }],
    ["the Indexed Job's, which counts from 0", "auto/4", { JOB_COMPLETION_INDEX: "3" }, { index: 4, count: 4 }],
    ["no one's in an Indexed Job that names no count", null, { JOB_COMPLETION_INDEX: "3" }, null],
    ["no one's where variables are empty", null, { CI_NODE_INDEX: "", CI_NODE_TOTAL: "" }, null],
  ])("is %s", (_, given, env, shard) => {
    expect(shardIn(given, env).shard).toEqual(shard);
  });

  it("is told where the CI alone decided it", () => {
    expect(shardIn(null, GITLAB).stderr).toBe(
      "Shard 2/4, as CI_NODE_INDEX and CI_NODE_TOTAL say; --shard 1/1 sends all cases.\n",
    );
    expect(shardIn("2/4", GITLAB).stderr).toBe("");
  });

  it.each([
    [
      "auto/4",
      {},
      "--shard leaves the number of the shard to CI_NODE_INDEX or JOB_COMPLETION_INDEX, and neither is set.",
    ],
    ["auto/2", { JOB_COMPLETION_INDEX: "2" }, "JOB_COMPLETION_INDEX is 2, but of 2 shards it can be 0 to 1 only."],
    [null, { CI_NODE_INDEX: "0", CI_NODE_TOTAL: "4" }, "CI_NODE_INDEX is 0, but of 4 shards it can be 1 to 4 only."],
    [null, { CI_NODE_INDEX: "one", CI_NODE_TOTAL: "4" }, 'CI_NODE_INDEX needs a whole number, but "one" was given.'],
    ["5/4", {}, "--shard needs a part of how many, counted from 1, such as 2/4, or auto/4"],
    ["auto", {}, "--shard needs a part of how many"],
  ])("can't be made of %j and %j", (given, env, message) => {
    expect(() => shardIn(given, env)).toThrow(message);
  });

  it("needs a seed that the others can share, unless it is the only one", () => {
    expect(() => shardIn("2/4", {}, null)).toThrow("--shard makes this one shard of 4, and without a seed in common");
    expect(() => shardIn(null, GITLAB, null)).toThrow("CI_NODE_INDEX and CI_NODE_TOTAL make");
    expect(shardIn("1/1", {}, null).shard).toEqual({ index: 1, count: 1 });
  });
});
