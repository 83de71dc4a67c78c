import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What in a clone's tree is not as it was committed, a line each as `git status --short` has it, new files included. Throws where `root` is no clone. */
export const changedFiles = async (root: string): Promise<readonly string[]> => {
  const { stdout } = await run("git", ["status", "--short"], { cwd: root });
  return stdout.split("\n").filter((line) => line !== "");
};
