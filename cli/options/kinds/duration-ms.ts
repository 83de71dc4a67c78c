import { invalid, type Kind, valid } from "../kind.ts";

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** Node's timers take no longer delay: 2^31 - 1 milliseconds, some 24 days. */
const LONGEST_MS = 2_147_483_647;

/** A span of time above 0, such as `500ms`, `90s`, `1.5m` or `2h`, in whole milliseconds. */
export const durationMs: Kind<number> = {
  placeholder: "TIME",
  isRepeatable: false,
  decode: (given) => {
    const parts = typeof given === "string" ? /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(given) : null;
    const spanMs = Math.round(Number(parts?.[1]) * (UNIT_MS.get(parts?.[2] ?? "") ?? Number.NaN));
    return spanMs > 0 && spanMs <= LONGEST_MS
      ? valid(spanMs)
      : invalid("a time such as 500ms, 90s or 2m (24 days at most)");
  },
};
