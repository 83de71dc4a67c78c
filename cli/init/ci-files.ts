import { readFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { isThere } from "../output/write-new-files.ts";
import { type Repository, textOrNothing } from "./repository.ts";

/** A file that `init` writes, and what is left to do for it to work. */
export interface NewCiFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  readonly toDo: string;
}

/** The address that stands in the templates, which are meant to be copied by hand, too. */
const TEMPLATE_ADDRESS = /'\.\/vendor\/cvm-contract-[^']+\.tgz'/g;

/** A file of templates/, which lies beside package.json, both in a clone and installed. */
const templateText = async (name: string, address: string): Promise<string> => {
  const manifest = findPackageJSON(import.meta.url);
  if (manifest === undefined) throw new Error("package.json is missing. Install the package anew.");
  const text = await readFile(join(dirname(manifest), "templates", name), "utf8");
  return text.replaceAll(TEMPLATE_ADDRESS, () => `'${address}'`);
};

const githubFile = async (address: string): Promise<NewCiFile> => ({
  path: ".github/workflows/cvm-contract.yml",
  text: await templateText("github-workflow.yml", address),
  toDo: "On GitHub, in Settings > Secrets and variables > Actions, set the variable CVM_CONTRACT_TARGET to the server's address and the secret CVM_CONTRACT_API_KEY to a member's key. Without them the job fails.",
});

/** A pipeline that is there stays as it is: the job goes to a file of its own, to be included, unless the pipeline has it already. */
const gitlabFile = async (address: string, folder: string): Promise<NewCiFile> => {
  const pipeline = join(folder, ".gitlab-ci.yml");
  const hasPipeline = (await isThere(pipeline)) && !/^cvm-contract:/m.test(await textOrNothing(pipeline));
  const path = hasPipeline ? ".gitlab/cvm-contract.yml" : ".gitlab-ci.yml";
  const include = hasPipeline ? `Add to .gitlab-ci.yml, under include: "- local: ${path}". ` : "";
  return {
    path,
    text: await templateText("gitlab-ci.yml", address),
    toDo: `${include}On GitLab, in Settings > CI/CD > Variables, set CVM_CONTRACT_TARGET to the server's address and CVM_CONTRACT_API_KEY, masked, to a member's key. Without them the job fails.`,
  };
};

/** The files for the CI systems that a repository shows signs of, or for both where it shows none. `address` is the package's. */
export const ciFiles = async (
  { isOnGithub, isOnGitlab }: Repository,
  address: string,
  folder: string,
): Promise<readonly NewCiFile[]> => {
  const isUnknown = !isOnGithub && !isOnGitlab;
  return [
    ...(isOnGithub || isUnknown ? [await githubFile(address)] : []),
    ...(isOnGitlab || isUnknown ? [await gitlabFile(address, folder)] : []),
  ];
};
