/** A line that comes several times in a row is sent in a loop from so many on. */
const LOOPED_FROM = 3;

/** Lines for a POSIX shell, those that come several times in a row as a loop. */
export const inLoops = (lines: readonly string[]): readonly string[] => {
  const runs: { readonly line: string; count: number }[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.line === line) last.count += 1;
    else runs.push({ line, count: 1 });
  }
  return runs.flatMap(({ line, count }) =>
    count < LOOPED_FROM ? Array.from({ length: count }, () => line) : `for _ in $(seq ${count}); do ${line}; done`,
  );
};
