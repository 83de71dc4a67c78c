import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { saveFile } from "./save-file.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "save-file-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it("replaces a file and leaves nothing beside it", async () => {
  await writeFile(join(folder, "report.json"), "old and longer");
  await saveFile(join(folder, "report.json"), "new");
  expect(await readdir(folder)).toEqual(["report.json"]);
  expect(await readFile(join(folder, "report.json"), "utf8")).toBe("new");
});

it("leaves nothing behind where it fails", async () => {
  await mkdir(join(folder, "report.json"));
  await expect(saveFile(join(folder, "report.json"), "new")).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM/);
  expect(await readdir(folder)).toEqual(["report.json"]);
});
