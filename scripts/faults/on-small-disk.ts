import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The mount is in a namespace of its own: it is gone with the processes in it, however they end. */
const NAMESPACE = ["--user", "--map-root-user", "--mount"];
const MOUNT = 'mount -t tmpfs -o "size=$0" cvm-contract "$1"';

/** Why this machine can mount no disk in memory, or null where it can. It takes Linux, and root or user namespaces. */
export const whyNoSmallDisk = (): string | null => {
  const tried = spawnSync("unshare", [...NAMESPACE, "sh", "-c", MOUNT, "1m", tmpdir()], { encoding: "utf8" });
  return tried.status === 0 ? null : (tried.error?.message ?? tried.stderr.trim());
};

/**
 * Runs this Node.js with `args` and, as the last of them, a folder that is a disk in memory of `size` (as `mount` takes it). Gives the
 * exit code, 1 where a signal ended it.
 */
export const onSmallDisk = async (size: string, args: readonly string[]): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), "cvm-contract-disk-"));
  try {
    const program = `${MOUNT} && shift && exec "$@"`;
    const child = spawn(
      "unshare",
      [...NAMESPACE, "sh", "-c", program, size, folder, process.execPath, ...args, folder],
      { stdio: "inherit" },
    );
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 1));
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};
