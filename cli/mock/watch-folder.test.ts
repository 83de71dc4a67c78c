import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchFolder } from "./watch-folder.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watch-folder-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes a file of the folder in one go: one that is being written is two changes, to whoever looks in between. */
const put = async (name: string, text: string): Promise<void> => {
  const aside = `${folder}-${name}`;
  await writeFile(aside, text);
  await rename(aside, join(folder, name));
};

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
    await put("b.json", "1");
    await expect.poll(noticed).toBe(1);
    await put("a.json", "22");
    await expect.poll(noticed).toBe(2);
    await rm(join(folder, "b.json"));
    await expect.poll(noticed).toBe(3);
    await stop();
    expect(noticed()).toBe(3);
    expect(errors).toEqual([]);
  });
});
