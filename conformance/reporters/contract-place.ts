import { type Contract, type Region, valueAt } from "../../contract/index.ts";
import type { LawText } from "./backdrop.ts";
import type { ContractFile } from "./contract-file.ts";

const POINTER = /\/(?:components|paths)\/[\w~/-]+/;

/** Where in the contract a finding points. */
export interface Place {
  readonly pointer: string;
  readonly region: Region | null;
}

/** Where in the contract a law comes from: the pointer that its source names first, or the operation where it names none. */
export const contractPlace = (source: string, { document, operations }: Contract): string => {
  const named = POINTER.exec(source)?.[0];
  if (named !== undefined && valueAt(document, named) !== undefined) return named;
  return operations[0]?.pointer ?? "";
};

/** What finding a law's place draws on. */
export interface PlaceBackdrop {
  readonly laws: readonly LawText[];
  readonly contract: Contract;
  readonly file: ContractFile;
}

/** The place of a law in the file: the operation where the file lacks what the law names, as an edited copy may. */
export const placeOfLaw = (id: string, { laws, contract, file }: PlaceBackdrop): Place => {
  const pointer = contractPlace(laws.find((law) => law.id === id)?.source ?? "", contract);
  const region = file.locate(pointer);
  if (region !== null) return { pointer, region };
  const operation = contract.operations[0]?.pointer ?? "";
  return { pointer: operation, region: file.locate(operation) };
};
