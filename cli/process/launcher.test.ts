import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { launcherOf, lookUp, type SeenProcess } from "./launcher.ts";

const among =
  (processes: Readonly<Record<number, SeenProcess>>) =>
  (pid: number): SeenProcess | null =>
    processes[pid] ?? null;

const NPM: SeenProcess = { parent: 1, words: ["npm exec cvm-contract fuzz"] };
const shell = (...words: readonly string[]): SeenProcess => ({ parent: 7, words });

describe("the npm that started a process", () => {
  it.each<[string, Readonly<Record<number, SeenProcess>>, number | null]>([
    ["is its parent", { 5: NPM }, 5],
    ["is the parent of its shell", { 5: shell("sh", "-c", "cvm-contract fuzz"), 7: NPM }, 7],
    ["is seen by its file", { 5: { parent: 1, words: ["node", "/usr/lib/node_modules/npm/bin/npx-cli.js"] } }, 5],
    ["is none where a terminal's shell did", { 5: shell("-bash"), 7: NPM }, null],
    ["is none where a script did", { 5: shell("/bin/sh", "./start.sh"), 7: NPM }, null],
    ["is none where it left it behind", { 5: shell("sh", "-c", "nohup cvm-contract fuzz >log &"), 7: NPM }, null],
    ["is none where another shell did", { 5: shell("sh", "-c", "cvm-contract fuzz"), 7: shell("bash") }, null],
    ["is none where nothing is seen", {}, null],
  ])("%s", (_, processes, launcher) => {
    expect(launcherOf(5, among(processes))).toBe(launcher);
  });

  it("is looked for among the real ones", () => {
    expect(lookUp(process.pid)).toMatchObject({ parent: process.ppid });
    expect(lookUp(2 ** 30)).toBeNull();
  });
});

const hasNpm = await promisify(execFile)("npm", ["--version"]).then(
  () => true,
  () => false,
);

describe("the command, started by npm", () => {
  it.skipIf(!hasNpm).each(["SIGTERM", "SIGKILL"] as const)("ends when npm ends, by %s", async (signal) => {
    const bin = join(import.meta.dirname, "..", "..", "bin", "cvm-contract.js");
    // The shell waits for it, as that of npm's scripts does.
    const serve = `'${process.execPath}' '${bin}' serve --store memory --port 0; true`;
    const child = spawn("npm", ["exec", "--offline", "-c", serve], { stdio: ["ignore", "pipe", "pipe"] });
    await new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => {
          if (chunk.toString().includes("http://")) resolve();
        });
    });
    // Whoever has started it, its end closes what it writes to.
    const ended = once(child.stderr, "close");
    child.kill(signal);
    await ended;
    expect(child.signalCode ?? child.exitCode).not.toBeNull();
  });
});
