import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openScratchFile } from "./scratch-file.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "scratch-file-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it("gives all lines back, as they are and in the order in which they were added, as often as they are asked for", async () => {
  const file = await openScratchFile(folder);
  const lines = ["a", "", "two\u2028in one\r", "ü".repeat(1_100_000), "end"];
  try {
    await Promise.all(lines.map(file.append));
    for (let times = 0; times < 2; times += 1) {
      const read: string[] = [];
      for await (const line of file.lines()) read.push(line);
      expect(read.map(({ length }) => length)).toEqual(lines.map(({ length }) => length));
      expect(read).toEqual(lines);
    }
  } finally {
    await file.close();
  }
});

it("has no name in its folder while it is open", async () => {
  const file = await openScratchFile(folder);
  await file.append("a");
  expect(await readdir(folder)).toEqual([]);
  await file.close();
});
