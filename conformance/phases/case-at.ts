import type { Case } from "../cases/case.ts";

/** The case of a number, of cases that were all made beforehand. */
export const caseAt = (cases: readonly Case[], index: number): Case => {
  const testCase = cases[index];
  if (testCase === undefined) throw new RangeError(`There is no case ${index}.`);
  return testCase;
};
