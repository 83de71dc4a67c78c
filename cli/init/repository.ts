import { dirname, join } from "node:path";
import { isObject } from "../../contract/index.ts";
import { textOfFile } from "../output/json-text.ts";
import { isThere } from "../output/write-new-files.ts";

/** What `init` goes by in the folder that it is to set up. */
export interface Repository {
  /** The folder that holds `.git`: this one or one above it; null where there is none. */
  readonly root: string | null;
  readonly isOnGithub: boolean;
  readonly isOnGitlab: boolean;
  /** Where package.json says that the package comes from, as it says it: `file:vendor/cvm-contract-0.1.0.tgz`; null where it doesn't. */
  readonly dependency: string | null;
}

const rootAbove = async (folder: string): Promise<string | null> => {
  if (await isThere(join(folder, ".git"))) return folder;
  return dirname(folder) === folder ? null : rootAbove(dirname(folder));
};

/** The text of a file, empty where there is none or it can't be read: what it would have told is then not known. */
export const textOrNothing = async (path: string): Promise<string> =>
  (await textOfFile(path, path).catch(() => null)) ?? "";

const dependencyIn = (manifestText: string, name: string): string | null => {
  try {
    const manifest: unknown = JSON.parse(manifestText);
    if (!isObject(manifest)) return null;
    const specs = [manifest.devDependencies, manifest.dependencies].map((list) => (isObject(list) ? list[name] : null));
    return specs.find((spec) => typeof spec === "string") ?? null;
  } catch {
    return null;
  }
};

/** Looks at a folder: at the repository that it is in, and at signs of GitHub and of GitLab. `packageName` is looked for in its package.json. */
export const lookAround = async (folder: string, packageName: string): Promise<Repository> => {
  const remotes = (await textOrNothing(join(folder, ".git", "config"))).match(/^\s*url\s*=.*$/gm) ?? [];
  const isAt = (host: string): boolean => remotes.some((remote) => remote.toLowerCase().includes(host));
  return {
    root: await rootAbove(folder),
    isOnGithub: isAt("github") || (await isThere(join(folder, ".github"))),
    isOnGitlab: isAt("gitlab") || (await isThere(join(folder, ".gitlab-ci.yml"))),
    dependency: dependencyIn(await textOrNothing(join(folder, "package.json")), packageName),
  };
};
