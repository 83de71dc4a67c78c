import type { Locate } from "../../contract/index.ts";

/** The file that reports point into: its path from the root of the repository, with slashes, and where in it something stands. */
export interface ContractFile {
  readonly path: string;
  readonly locate: Locate;
}
