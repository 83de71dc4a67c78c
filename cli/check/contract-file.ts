import { access, readFile, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { type ContractFile, jsonFaultOf } from "../../conformance/index.ts";
import { type Contract, canonicalSha256, isObject, locatorOf } from "../../contract/index.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../options/usage-error.ts";

const FLAG = "--contract-path";

/** The folder above a file that a repository is rooted in, or null where it is in none. */
const repositoryOf = async (folder: string): Promise<string | null> => {
  const isRoot = await access(join(folder, ".git")).then(
    () => true,
    () => false,
  );
  if (isRoot) return folder;
  return dirname(folder) === folder ? null : repositoryOf(dirname(folder));
};

const textOf = async (path: string, given: string): Promise<string> => {
  try {
    return (await readFile(path, "utf8")).replace(/^\ufeff/, "");
  } catch (error) {
    throw new UsageError(
      `${FLAG} ${given} can't be read: ${error instanceof Error ? error.message : String(error)}. Name the file that holds the contract.`,
    );
  }
};

/** The path as reports name it: from the root of the repository, or else of the current folder, links followed, as GitHub wants it. */
const pathInRepository = async (path: string, given: string, folder: string): Promise<string> => {
  const file = await realpath(path);
  const root = (await repositoryOf(dirname(file))) ?? (await realpath(folder));
  const inside = relative(root, file);
  if (inside.startsWith("..") || isAbsolute(inside))
    throw new UsageError(
      `${FLAG} ${given} is in no Git repository and not below the current folder, so that a report can't name it. Name the file in your repository.`,
    );
  return inside.split(sep).join("/");
};

/**
 * Opens the file that reports are to point into; null where none is given. Lines are those of that file. It may differ from the contract
 * that this version knows, which is said.
 * Throws `UsageError` where it can't be read, is not JSON, or lacks the operation.
 */
export const openContractFile = async (
  given: string | null,
  contract: Contract,
  { folder, stderr }: Context,
): Promise<ContractFile | null> => {
  if (given === null) return null;
  const path = resolve(folder, given);
  const text = await textOf(path, given);
  const fault = await jsonFaultOf(text);
  if (fault !== null)
    throw new UsageError(
      `${FLAG} ${given} is not JSON: line ${fault.line}, ${fault.problem}. Reports point at lines of JSON alone: name such a file, or leave ${FLAG} out.`,
    );
  const document: unknown = JSON.parse(text);
  const locate = await locatorOf(text);
  for (const { pointer, method, path: route } of contract.operations)
    if (locate(pointer) === null)
      throw new UsageError(`${FLAG} ${given} has no ${method} ${route}. Name the file that holds the contract.`);
  if (!isObject(document) || canonicalSha256(document) !== contract.sha256)
    stderr.write(
      `${given} differs from the contract that the server is held to, which is the one that cvm-contract brings: reports point at its lines all the same, at the operation where it lacks what a law is about.\n`,
    );
  return { path: await pathInRepository(path, given, folder), locate };
};
