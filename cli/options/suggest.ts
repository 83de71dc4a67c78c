/** How many letters must be put in, taken out, changed or swapped with their neighbour to make `from` into `to`. */
const distance = (from: string, to: string): number => {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
};

/** The candidate that `seen` most likely stands for, or null where none is near: a third of its letters may be wrong. */
export const nearest = (seen: string, candidates: readonly string[]): string | null => {
  const [best] = candidates
    .map((candidate) => ({ candidate, away: distance(seen.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, away }) => away <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.away - b.away);
  return best?.candidate ?? null;
};

/** ` Did you mean X?` with a space before it, or nothing where no candidate is near. */
export const suggestion = (seen: string, candidates: readonly string[]): string => {
  const candidate = nearest(seen, candidates);
  return candidate === null ? "" : ` Did you mean ${candidate}?`;
};
