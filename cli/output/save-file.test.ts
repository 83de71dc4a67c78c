import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, lstat, mkdir, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
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

it("keeps the mode of the file that it replaces", async () => {
  const path = join(folder, "report.json");
  await writeFile(path, "old");
  await chmod(path, 0o640);
  await saveFile(path, "new");
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});

it("writes what a symbolic link leads to, whether it is there or yet to be made, and leaves the link", async () => {
  await writeFile(join(folder, "target.json"), "old");
  await symlink("target.json", join(folder, "link.json"));
  await symlink(join("later", "made.json"), join(folder, "dangling.json"));
  for (const [link, target] of [
    ["link.json", "target.json"],
    ["dangling.json", join("later", "made.json")],
  ] as const) {
    await saveFile(join(folder, link), "new");
    expect((await lstat(join(folder, link))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, target), "utf8")).toBe("new");
  }
});

it("writes into a named pipe instead of putting a file in its place", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const [text] = await Promise.all([readFile(pipe, "utf8"), saveFile(pipe, "for the reader")]);
  expect(text).toBe("for the reader");
  expect((await stat(pipe)).isFIFO()).toBe(true);
  expect(await readdir(folder)).toEqual(["pipe"]);
});

it("makes the folders that are missing", async () => {
  await saveFile(join(folder, "a", "b", "report.json"), "new");
  expect(await readFile(join(folder, "a", "b", "report.json"), "utf8")).toBe("new");
});

it.skipIf(!existsSync("/proc/self/fd"))(
  "writes into an open file that a path stands for, and replaces no file",
  async () => {
    const path = join(folder, "open.txt");
    const file = await open(path, "w");
    try {
      const { ino } = await file.stat();
      await saveFile(`/proc/self/fd/${file.fd}`, "for the holder");
      expect((await stat(path)).ino).toBe(ino);
    } finally {
      await file.close();
    }
    expect(await readFile(path, "utf8")).toBe("for the holder");
  },
);

it.skipIf(!existsSync("/proc/self/fd"))(
  "writes into an open file that links lead to by what stands for it, and replaces no file",
  async () => {
    const path = join(folder, "open.txt");
    const file = await open(path, "a");
    try {
      const { ino } = await file.stat();
      await symlink(`/proc/self/fd/${file.fd}`, join(folder, "stdout"));
      await symlink("stdout", join(folder, "log.txt"));
      await saveFile(join(folder, "stdout"), "first, ");
      await saveFile(join(folder, "log.txt"), "second");
      expect((await stat(path)).ino).toBe(ino);
    } finally {
      await file.close();
    }
    expect(await readFile(path, "utf8")).toBe("first, second");
    expect((await readdir(folder)).toSorted()).toEqual(["log.txt", "open.txt", "stdout"]);
  },
);

it("rejects where links run in a circle", async () => {
  await symlink("b", join(folder, "a"));
  await symlink("a", join(folder, "b"));
  await expect(saveFile(join(folder, "a"), "new")).rejects.toThrow(/ELOOP/);
  expect((await readdir(folder)).toSorted()).toEqual(["a", "b"]);
});

it.skipIf(!existsSync("/dev/shm"))("replaces a file in shared memory, as anywhere", async () => {
  const shared = await mkdtemp(join("/dev/shm", "save-file-"));
  try {
    await saveFile(join(shared, "report.json"), "first");
    await saveFile(join(shared, "report.json"), "second");
    expect(await readFile(join(shared, "report.json"), "utf8")).toBe("second");
  } finally {
    await rm(shared, { recursive: true, force: true });
  }
});
