import type { Fault } from "../../../cases/expectation.ts";
import { essentialFaults } from "../../../judge/essential-faults.ts";

/** A kind of fault: where it stands, with `*` for every index, and the first place of its kind. */
export interface DistinctFault<Place extends Fault> {
  /** Keyword and place; the same for whichever index and whatever value. */
  readonly name: string;
  readonly first: Place;
  readonly count: number;
}

/** A JSON Pointer with `*` in place of every index. */
const placeName = (pointer: string): string => pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*");

/** Faults of one kind as one, in the order in which the kinds first occur, without the noise of `anyOf`. */
export const distinctFaults = <Place extends Fault>(faults: readonly Place[]): readonly DistinctFault<Place>[] => {
  const kinds = new Map<string, { first: Place; count: number }>();
  for (const fault of faults) {
    const name = `${fault.keyword} at ${placeName(fault.at)}`;
    const known = kinds.get(name);
    if (known === undefined) kinds.set(name, { first: fault, count: 1 });
    else known.count += 1;
  }
  const essential = new Set(essentialFaults([...kinds.values()].map(({ first }) => first)));
  return [...kinds].filter(([, { first }]) => essential.has(first)).map(([name, kind]) => ({ name, ...kind }));
};
