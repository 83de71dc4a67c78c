/** The members of an answer that count its items by status. */
export interface Counts {
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly conflicts: number;
  readonly errors: number;
}

/** Counts items by their status. */
export const countsOf = (items: readonly { readonly status: string }[]): Counts => {
  const count = (status: string): number => items.filter((item) => item.status === status).length;
  return {
    updated: count("updated"),
    unchanged: count("unchanged"),
    skipped: count("skipped"),
    conflicts: count("conflict"),
    errors: count("error"),
  };
};
