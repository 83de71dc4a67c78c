import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { fakeContext } from "../../testing/fake-context.ts";
import { openKeyCommand } from "./open-key-command.ts";

it("ends a command that hangs, and what it started", async () => {
  const folder = await mkdtemp(join(tmpdir(), "key-command-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { context } = fakeContext([], { folder });
  const opening = openKeyCommand("sleep 60 & echo $! > pid; wait", context, 300);
  await expect(opening).rejects.toThrow("--api-key-command gave no key: it had not ended after 0.3 s.");
  const pid = Number(await readFile(join(folder, "pid"), "utf8"));
  // Nobody may have waited for it yet.
  for (let left = 100; left > 0 && isRunning(pid); left -= 1) await delay(20);
  expect(isRunning(pid)).toBe(false);
});

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it("has it run once for all who are refused, keeps the old key where it fails, and says so once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "key-command-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { context, stderr } = fakeContext([], { folder });
  const command = "echo run >> runs; [ $(wc -l < runs) -gt 2 ] && exit 1; echo key-$(wc -l < runs)";
  const { key, renew } = await openKeyCommand(command, context);
  const first = key();
  expect(await renew(first)).toBe(false);
  await delay(1_100);
  expect(await Promise.all([renew(first), renew(first), renew(first)])).toEqual([true, true, true]);
  expect([first, key()]).toEqual(["key-1", "key-2"]);
  await delay(1_100);
  expect(await renew(key())).toBe(false);
  expect(key()).toBe("key-2");
  expect(stderr()).toBe("--api-key-command gave no new key: it ended with 1. The old one is sent on.\n");
});
