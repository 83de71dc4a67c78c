import { isObject } from "../../contract/index.ts";
import { MockError } from "../mock-error.ts";

/** Packages that come with the mock's own package alone: they are two thirds of what both packages install, 37 of 56 MB and 138 of 197 packages. */
const OURS = /Cannot find package '(@stoplight\/prism-(core|http)|@fastify\/cors)'/;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && isObject(error) && error.code === "ERR_MODULE_NOT_FOUND" && OURS.test(error.message);

/** Loads a package that only the mock needs. Rejects with `MockError` where it is not installed. */
export const installedWithTheMock = async <Loaded>(load: () => Promise<Loaded>): Promise<Loaded> => {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new MockError(
      "NOT_INSTALLED",
      "The mock needs packages that are not installed, for the gate does without them. The package cvm-contract-mock brings them along: install its tarball and that of cvm-contract in one npm install (docs/getting-started.md).",
    );
  }
};
