import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saveFile } from "../output/save-file.ts";
import { openCorpusFolder } from "./corpus-folder.ts";

const NOW_MS = Date.parse("2026-01-21T12:00:00Z");
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "corpus-folder-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (path = folder) => openCorpusFolder(path, "corpus", { saveFile, nowMs: () => NOW_MS });

describe("a corpus's folder", () => {
  it("is made where it is not there, and gives back what is saved, by name", async () => {
    const corpus = await open(join(folder, "deep", "corpus"));
    await corpus.save("input-b.json", "b");
    await corpus.save("finding-a.json", "a");
    const texts = [
      { name: "finding-a.json", text: "a" },
      { name: "input-b.json", text: "b" },
    ];
    expect(await corpus.read()).toEqual(texts);
    expect(await corpus.readOne("input-b.json")).toBe("b");
    await corpus.remove("input-b.json");
    await corpus.remove("input-b.json");
    expect(await corpus.readOne("input-b.json")).toBeNull();
  });

  it("is refused where none can be made, even where making it would go on for ever", async () => {
    await expect(open("/proc/nowhere/corpus")).rejects.toThrow("The corpus corpus can't be used: ");
  });

  it("passes over what is not its own", async () => {
    await writeFile(join(folder, "README.md"), "hello");
    await writeFile(join(folder, "finding-a.json.1234.tmp"), "half");
    expect(await (await open()).read()).toEqual([]);
  });

  it("is swept of what was being written long ago, not of what is being written now", async () => {
    for (const [name, ageMs] of [
      ["finding-a.json.1.tmp", 7_200_000],
      ["finding-b.json.2.tmp", 1_000],
      ["notes.tmp", 7_200_000],
    ] as const) {
      await writeFile(join(folder, name), "half");
      await utimes(join(folder, name), new Date(NOW_MS - ageMs), new Date(NOW_MS - ageMs));
    }
    await open();
    expect((await readdir(folder)).toSorted()).toEqual(["finding-b.json.2.tmp", "notes.tmp"]);
  });
});
