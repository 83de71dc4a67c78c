/** Marks the place that a closed set of cases never reaches; a case forgotten there does not compile. */
export const assertNever = (value: never): never => {
  throw new Error(`A case was forgotten: ${JSON.stringify(value)}. This is a fault of the harness; please report it.`);
};
