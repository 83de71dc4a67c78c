import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchFolder } from "./watch-folder.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watch-folder-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const silent = { on: () => {}, close: () => {} };

/** Watches a folder in which the system tells of no change, and counts what is noticed. */
const watching = () => {
  const errors: unknown[] = [];
  let noticed = 0;
  const stop = watchFolder(
    folder,
    async () => {
      noticed += 1;
    },
    (error) => errors.push(error),
    { watchWith: () => silent, lookEveryMs: 10 },
  );
  return { stop, noticed: () => noticed, errors };
};

describe("a folder in which the system tells of no change", () => {
  it("is looked at every so often, and each change is noticed once", async () => {
    await writeFile(join(folder, "a.json"), "1");
    const { stop, noticed, errors } = watching();
    await writeFile(join(folder, "b.json"), "1");
    await expect.poll(noticed).toBe(1);
    await writeFile(join(folder, "a.json"), "22");
    await expect.poll(noticed).toBe(2);
    await rm(join(folder, "b.json"));
    await expect.poll(noticed).toBe(3);
    await stop();
    expect(noticed()).toBe(3);
    expect(errors).toEqual([]);
  });
});
