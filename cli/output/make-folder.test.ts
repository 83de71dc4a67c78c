import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "./make-folder.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "make-folder-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a folder", () => {
  it("is made with those above it, once or often, by one or many at a time", async () => {
    const path = join(folder, "a", "b", "c");
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(folder, "a", "b", "d"))]);
    await makeFolder(path);
    expect((await stat(path)).isDirectory()).toBe(true);
    expect((await stat(join(folder, "a", "b", "d"))).isDirectory()).toBe(true);
  });

  it("can't be made below a file, which is said", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(makeFolder(join(folder, "file", "a", "b"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it.runIf(process.platform === "linux")(
    "can't be made below /proc, which is said and not tried for ever",
    async () => {
      await expect(makeFolder("/proc/nobody/a")).rejects.toMatchObject({ code: "ENOENT", path: "/proc/nobody" });
    },
  );
});
