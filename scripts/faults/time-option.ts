import { parseArgs } from "node:util";

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["s", 1_000],
  ["m", 60_000],
]);

/** What `--time` says on the command line, five minutes where it is not given, as it was written and in milliseconds; null for what is no time. */
export const timeOption = (): { readonly text: string; readonly timeMs: number } | null => {
  const { values } = parseArgs({ options: { time: { type: "string", default: "5m" } } });
  const [, number, unit = ""] = /^(\d+)([sm])$/.exec(values.time) ?? [];
  const timeMs = Number(number) * (UNIT_MS.get(unit) ?? Number.NaN);
  return timeMs > 0 ? { text: values.time, timeMs } : null;
};
