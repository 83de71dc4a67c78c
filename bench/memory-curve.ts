/** What a process had at one moment. */
export interface MemorySample {
  readonly atMs: number;
  readonly heapMiB: number;
  readonly rssMiB: number;
}

/** One minute of a process: the least that it had in it, which garbage that waits to be collected counts in least. */
export interface MemoryMinute {
  readonly heapMiB: number;
  readonly rssMiB: number;
}

/** How much more is no growth: so much of the earlier level, or so many MiB, whichever is more. */
const SLACK = Object.freeze({
  heapMiB: { share: 0.1, atLeastMiB: 8 },
  // The allocator keeps what it once had, in pieces that do not fit again at once.
  rssMiB: { share: 0.2, atLeastMiB: 32 },
});

const MINUTE_MS = 60_000;

/** The least of each whole minute since `startMs`. */
export const minutesOf = (samples: readonly MemorySample[], startMs: number): readonly MemoryMinute[] => {
  const minutes = Map.groupBy(samples, ({ atMs }) => Math.floor((atMs - startMs) / MINUTE_MS));
  return [...minutes.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, within]) => ({
      heapMiB: Math.min(...within.map(({ heapMiB }) => heapMiB)),
      rssMiB: Math.min(...within.map(({ rssMiB }) => rssMiB)),
    }));
};

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Says in words what grew: the average of the last third of the minutes is above that of the first third by more than the slack. The
 * very first minute, in which code is compiled and caches fill, does not count. Needs four minutes at least; null where nothing grew.
 */
export const growth = (minutes: readonly MemoryMinute[]): string | null => {
  const counted = minutes.slice(1);
  const third = Math.max(1, Math.floor(counted.length / 3));
  for (const part of ["heapMiB", "rssMiB"] as const) {
    const values = counted.map((minute) => minute[part]);
    const [early, late] = [average(values.slice(0, third)), average(values.slice(-third))];
    const { share, atLeastMiB } = SLACK[part];
    if (late > early + Math.max(share * early, atLeastMiB))
      return `${part === "heapMiB" ? "heap" : "RSS"} grew from ${early.toFixed(1)} to ${late.toFixed(1)} MiB`;
  }
  return null;
};
