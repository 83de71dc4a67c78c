/** Does so many pieces of work at once at most, and gives what came of each, in their order. Rejects as soon as one does. */
export const sideBySide = async <Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results = new Map<number, Result>();
  let next = 0;
  const goOn = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results.set(at, await work(item));
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, goOn));
  return [...results].toSorted(([one], [other]) => one - other).map(([, result]) => result);
};
