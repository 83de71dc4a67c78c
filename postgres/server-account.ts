import { execFile } from "node:child_process";
import { cp, readFile, symlink } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who PostgreSQL runs as, in the form that Node.js spawns with; empty for whoever runs this program. */
export type Account = { readonly uid: number; readonly gid: number } | Record<string, never>;

const idOf = async (flag: "-u" | "-g"): Promise<number> => Number((await run("id", [flag, "nobody"])).stdout);

/** PostgreSQL refuses to run as root: there it runs as nobody. */
export const serverAccount = async (): Promise<Account> =>
  userInfo().uid === 0 ? { uid: await idOf("-u"), gid: await idOf("-g") } : {};

interface Link {
  readonly source: string;
  readonly target: string;
}

const isLink = (value: unknown): value is Link =>
  typeof value === "object" &&
  value !== null &&
  "source" in value &&
  typeof value.source === "string" &&
  "target" in value &&
  typeof value.target === "string";

/** The links among the libraries, which npm does not pack: the package makes them at its installation, if it is let. */
const linkLibraries = async (nativeFolder: string): Promise<void> => {
  const links: unknown = JSON.parse(await readFile(join(nativeFolder, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of Array.isArray(links) ? links.filter(isLink) : []) {
    const place = join(dirname(nativeFolder), target);
    await symlink(relative(dirname(target), source), place).catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    });
  }
};

const canRun = async (nativeFolder: string, account: Account): Promise<boolean> => {
  try {
    await run(join(nativeFolder, "bin", "postgres"), ["--version"], account);
    return true;
  } catch {
    return false;
  }
};

/**
 * A folder with PostgreSQL that the account can run: `nativeFolder` as it is, or else a copy under `folder`, where the account
 * may not enter the place of the installation, or the package's own script was not run.
 */
export const runnableFolder = async (nativeFolder: string, account: Account, folder: string): Promise<string> => {
  if (await canRun(nativeFolder, account)) return nativeFolder;
  const copy = join(folder, "native");
  await cp(nativeFolder, copy, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(copy);
  return copy;
};
