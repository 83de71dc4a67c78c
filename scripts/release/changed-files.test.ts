import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { changedFiles } from "./changed-files.ts";

const run = promisify(execFile);

it("are told of a clone: what is new, and what was committed otherwise; ignored files are none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "changed-files-"));
  try {
    const git = (...args: readonly string[]) =>
      run("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
    await git("init", "--quiet");
    await writeFile(join(folder, ".gitignore"), "/release/\n");
    await writeFile(join(folder, "a"), "1");
    await git("add", ".");
    await git("commit", "--quiet", "--message", "a");
    expect(await changedFiles(folder)).toEqual([]);
    await writeFile(join(folder, "a"), "2");
    await writeFile(join(folder, "b"), "");
    expect(await changedFiles(folder)).toEqual([" M a", "?? b"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
