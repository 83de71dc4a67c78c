import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { check } from "./check.ts";
import { commandHelp } from "./command-line/help.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { merge } from "./merge.ts";
import { fakeContext } from "./testing/fake-context.ts";

let folder = "";

const run = async (...argv: readonly string[]) => {
  const fake = fakeContext(argv, { folder });
  const code = await runCommandLine([check, merge], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr(), files: fake.files };
};

const QUICK = ["--no-allow-writes", "--phases", "probe,fuzz", "--cases", "60", "--seed", "7"];

/** Checks the embedded reference and gives the JSON report. */
const checked = async (...argv: readonly string[]): Promise<string> =>
  (await run("check", ...QUICK, "--report", "json", ...argv)).stdout;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "merge-"));
  for (const index of [1, 2]) await writeFile(join(folder, `${index}.json`), await checked("--shard", `${index}/2`));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const setOf = (text: string) => {
  const report: unknown = JSON.parse(text);
  return isObject(report) ? [report.shard, report.cases, report.casesDigest, report.laws] : null;
};

describe("merge", () => {
  it("gives the report of the whole run, whatever the order of the shards", async () => {
    const { code, stdout, stderr } = await run("merge", "2.json", "1.json", "--report", "json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(setOf(stdout)).toEqual(setOf(await checked()));
  });

  it("writes the reports that check writes", async () => {
    const { code, stdout, files } = await run(
      "merge",
      "1.json",
      "2.json",
      "--report",
      "tty",
      "--report",
      "json=a.json",
    );
    expect(stdout).toContain("Conforms: no law is broken.");
    expect([...files.keys()]).toEqual([join(folder, "a.json")]);
    expect(code).toBe(0);
  });

  it("ends as check would have: with 1 where a law is broken", async () => {
    const first: unknown = JSON.parse(await checked("--shard", "1/2"));
    const laws = isObject(first) && Array.isArray(first.laws) ? first.laws : [];
    const broken = {
      fingerprint: "0123456789ab",
      foundIn: { phase: "fuzz", order: 3 },
      law: "counts-sum-to-scanned",
      level: "must",
      known: false,
      also: [],
      discriminator: "d",
      traits: [],
      takes: [],
      writes: false,
      met: { cases: 1, kinds: [] },
      formerly: [],
      message: "m",
      expected: "e",
      actual: "a",
      steps: [
        {
          credential: "none",
          method: "PATCH",
          path: "/",
          headers: {},
          body: null,
          response: { fault: "dropped", detail: "" },
        },
      ],
      curl: [],
      replay: null,
    };
    await writeFile(
      join(folder, "broken.json"),
      JSON.stringify({ ...(isObject(first) ? first : {}), laws, findings: [broken], outcome: "broken" }),
    );
    const { code, stdout } = await run("merge", "broken.json", "2.json");
    expect(stdout).toMatch(/counts-sum-to-scanned +must +broken/);
    expect(code).toBe(1);
  });

  it("ends with the outcome's code where a shard was interrupted, as its help says", async () => {
    const first: unknown = JSON.parse(await checked("--shard", "1/2"));
    await writeFile(join(folder, "cut.json"), JSON.stringify({ ...(isObject(first) ? first : {}), interrupted: true }));
    const { code, stdout } = await run("merge", "cut.json", "2.json", "--report", "json");
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, outcome: "conforms" });
    expect(code).toBe(0);
    expect(commandHelp(merge).replaceAll(/\s+/g, " ")).toContain("Exit codes are those of check, save 130 and 143");
  });

  it.each([
    [[], "There is no report to merge."],
    [["none.json"], "There is no file none.json."],
    [["text.json"], "text.json is not JSON."],
    [["1.json"], "Of 2 shards 2/2 is missing."],
    [["1.json", "1.json"], "Shard 1/2 is there 2 times: 1.json, 1.json."],
    [["1.json", "2.json", "--report", "xml"], "--report needs"],
  ])("refuses %j with 2", async (argv, message) => {
    await writeFile(join(folder, "text.json"), "no JSON");
    const { code, stdout, stderr } = await run("merge", ...argv);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
