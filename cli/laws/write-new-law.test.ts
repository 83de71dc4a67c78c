import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeContext } from "../testing/fake-context.ts";
import { writeNewLaw } from "./write-new-law.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const LAWS = join("conformance", "laws", "instance-ids");
const MUTANTS = join("mutants", "catalogue", "answers");

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "new-law-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (id: string, place: string | null = null): Promise<void> =>
  writeNewLaw(id, place, ["counts-match-items"], fakeContext([], { folder }).context);

describe("a new law", () => {
  it("is written into the folder laws, or the one that was named", async () => {
    await write("ids-are-short");
    await write("ids-are-short", join(folder, "mine"));
    for (const place of ["laws", "mine"])
      expect(await readFile(join(folder, place, "ids-are-short.ts"), "utf8")).toContain('id: "ids-are-short"');
  });

  it("is written with its mutant in the project's repository, with imports that lead somewhere", async () => {
    for (const place of [LAWS, MUTANTS]) await mkdir(join(folder, place), { recursive: true });
    await write("ids-are-short");
    for (const file of [join(LAWS, "ids-are-short.ts"), join(MUTANTS, "breaks-ids-are-short.ts")]) {
      const text = await readFile(join(folder, file), "utf8");
      expect(text).toContain("ids-are-short");
      const specifiers = [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, specifier = ""]) => specifier);
      expect(specifiers.length).toBeGreaterThan(1);
      for (const specifier of specifiers) await access(join(ROOT, dirname(file), specifier));
    }
  });

  it("leaves what is there as it is", async () => {
    await mkdir(join(folder, "laws"));
    await writeFile(join(folder, "laws", "ids-are-short.ts"), "mine");
    await expect(write("ids-are-short")).rejects.toThrow("is there already, and stays as it is");
    expect(await readFile(join(folder, "laws", "ids-are-short.ts"), "utf8")).toBe("mine");
  });

  it.each([
    ["Short Ids", "--new needs a law's id"],
    ["../escape", "--new needs a law's id"],
    ["counts-match-items", "There is a law counts-match-items already."],
  ])("is not written under %s", async (id, text) => {
    await expect(write(id)).rejects.toThrow(text);
  });
});
