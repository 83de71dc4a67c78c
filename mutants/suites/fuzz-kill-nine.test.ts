import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCorpus } from "../../conformance/index.ts";
import type { Reference } from "../../reference-impl/index.ts";
import { ROOT } from "../house/source-files.ts";
import { loadMutant, type MutantWorld, openMutantWorld } from "../index.ts";

const COMMAND = join(ROOT, "bin", "cvm-contract.js");

/** Set KILL_ROUNDS for more. */
const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? 6);

/** It writes some forty files before it has nothing new to show, each with two events at least: kill it at any of these. */
const EVENTS = 60;

let world: MutantWorld;
let server: Reference;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuzz-kill-nine-"));
  world = await openMutantWorld();
  server = await world.start((await loadMutant("counters-before-filtering")).changes);
});

afterAll(async () => {
  await server.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Fuzzes until the `nth` time that something happens to a file whose name `counts`, kills it then and there, and gives the folder. */
const killedAt = async (nth: number, time: string, counts: (name: string) => boolean): Promise<string> => {
  const home = await mkdtemp(join(folder, "round-"));
  await mkdir(join(home, "corpus"));
  const child = spawn(
    process.execPath,
    [COMMAND, "fuzz", "--target", server.url, "--corpus", "corpus", "--report", "json=report.json", "--time", time],
    { cwd: home, env: { ...process.env, CVM_CONTRACT_API_KEY: "demo-member-key" }, stdio: "ignore" },
  );
  let seen = 0;
  const look = (_: unknown, name: string | null): void => {
    if (name !== null && counts(name) && ++seen === nth) child.kill("SIGKILL");
  };
  const watchers = [watch(join(home, "corpus"), look), watch(home, look)];
  expect(await once(child, "close")).toEqual([null, "SIGKILL"]);
  for (const watcher of watchers) watcher.close();
  return home;
};

/** Every file that is named like a whole one, read as the next run reads it. */
const requireReadable = async (home: string): Promise<number> => {
  const names = (await readdir(join(home, "corpus"))).filter((name) => name.endsWith(".json"));
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(home, "corpus", name), "utf8") })),
  );
  const problems: string[] = [];
  const corpus = await openCorpus(
    { read: async () => files, readOne: async () => null, save: async () => {}, remove: async () => {} },
    (problem) => problems.push(problem),
  );
  expect(problems).toEqual([]);
  expect(corpus.findings.length + corpus.inputs.length).toBe(names.length);
  if ((await readdir(home)).includes("report.json"))
    expect(JSON.parse(await readFile(join(home, "report.json"), "utf8"))).toMatchObject({ schemaVersion: 1 });
  return names.length;
};

describe("fuzz that is killed while it writes", () => {
  it("leaves a corpus of which every file can be read", async () => {
    const moments = fc.sample(fc.integer({ min: 1, max: EVENTS }), ROUNDS);
    const left: number[] = [];
    for (const nth of moments)
      left.push(await requireReadable(await killedAt(nth, "1h", (name) => /^(finding|input)-/.test(name))));
    expect(Math.max(...left)).toBeGreaterThan(0);
  }, 600_000);

  it("leaves a whole report or none", async () => {
    await requireReadable(await killedAt(1, "1s", (name) => name.startsWith("report.json")));
  }, 60_000);
});
