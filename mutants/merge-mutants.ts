import type { Mutant, MutantChange } from "./define-mutant.ts";

/** The bugs of several mutants in one server. Throws where one of them lies in the store: only steps can be changed by several. */
export const mergeMutants = (mutants: readonly Mutant[]): MutantChange => {
  const makes = mutants.map(({ name, changes }) => {
    if (changes.at === "steps") return changes.make;
    throw new Error(`${name} changes the store, so it can't be merged with others. Take a mutant that changes steps.`);
  });
  return {
    at: "steps",
    make: (own, store) => {
      let seams = own;
      for (const make of makes) seams = { ...seams, ...make(seams, store) };
      return seams;
    },
  };
};
