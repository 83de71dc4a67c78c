import { type Contract, valueAt } from "../../contract/index.ts";

const POINTER = /\/(?:components|paths)\/[\w~/-]+/;

/** Where in the contract a law comes from: the pointer that its source names first, or the operation where it names none. */
export const contractPlace = (source: string, { document, operations }: Contract): string => {
  const named = POINTER.exec(source)?.[0];
  if (named !== undefined && valueAt(document, named) !== undefined) return named;
  return operations[0]?.pointer ?? "";
};
