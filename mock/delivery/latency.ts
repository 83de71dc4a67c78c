import type { Random } from "./random.ts";

/** How long answers take. */
export interface Latency {
  /** As it was given. */
  readonly text: string;
  /** The delay of the next answer, in milliseconds. */
  readonly nextMs: (random: Random) => number;
}

/** A share of the answers, from 0 to 1, and the delay that this share does not exceed. */
type Quantile = readonly [share: number, ms: number];

/** What `latencyFrom` takes, for messages. */
export const LATENCY_FORMS = "200ms, a range such as 100..800ms, percentiles such as p50=80ms,p95=400ms,p99=2s, or off";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["ms", 1],
  ["s", 1_000],
]);
/** Ten minutes: no client waits longer. */
export const LONGEST_DELAY_MS = 600_000;

const toMs = (text: string, fallbackUnit = ""): number | null => {
  const [, digits = "", unit = ""] = /^(\d{1,9}(?:\.\d{1,6})?)(ms|s)?$/.exec(text.trim()) ?? [];
  const ms = Number(digits) * (UNITS.get(unit === "" ? fallbackUnit : unit) ?? 1);
  return digits !== "" && ms <= LONGEST_DELAY_MS ? ms : null;
};

const unitOf = (text: string): string => /(ms|s)\s*$/.exec(text)?.[1] ?? "";

const range = (text: string): readonly Quantile[] | null => {
  const [from = "", to = "", ...rest] = text.split("..");
  const least = toMs(from, unitOf(to));
  const most = toMs(to);
  if (least === null || most === null || rest.length > 0 || least > most) return null;
  return [
    [0, least],
    [1, most],
  ];
};

const percentiles = (text: string): readonly Quantile[] | null => {
  const quantiles: Quantile[] = [];
  for (const part of text.split(",")) {
    const [, percent = "", delay = ""] = /^\s*p(\d{1,3}(?:\.\d{1,3})?)=(.*)$/.exec(part) ?? [];
    const ms = toMs(delay);
    const [lastShare, lastMs] = quantiles.at(-1) ?? [0, 0];
    const share = Number(percent) / 100;
    if (percent === "" || ms === null || share > 1 || share <= lastShare || ms < lastMs) return null;
    quantiles.push([share, ms]);
  }
  const [firstShare, firstMs] = quantiles[0] ?? [1, 0];
  const [lastShare, lastMs] = quantiles.at(-1) ?? [1, 0];
  // What lies below the first percentile is between nothing and twice its way to it, and nothing lies above the last one.
  const lead: Quantile = [0, firstShare === 1 ? 0 : firstMs / 2];
  return [lead, ...quantiles, ...(lastShare < 1 ? [[1, lastMs] as const] : [])];
};

const between = (quantiles: readonly Quantile[], at: number): number => {
  const upper = quantiles.findIndex(([share]) => share > at);
  const [lowShare, lowMs] = quantiles[upper - 1] ?? [0, 0];
  const [highShare, highMs] = quantiles[upper] ?? [1, lowMs];
  return lowMs + ((highMs - lowMs) * (at - lowShare)) / (highShare - lowShare);
};

/** No delay at all. */
export const noLatency: Latency = Object.freeze({ text: "off", nextMs: () => 0 });

/** Reads a latency: fixed, a range in which all delays are equally likely, or percentiles between which it interpolates. Null where it is none. */
export const latencyFrom = (given: string): Latency | null => {
  const text = given.trim();
  if (text === "off" || text === "0") return noLatency;
  const fixedMs = toMs(text);
  if (fixedMs !== null) return { text, nextMs: () => fixedMs };
  const quantiles = text.startsWith("p") ? percentiles(text) : range(text);
  return quantiles === null ? null : { text, nextMs: (random) => between(quantiles, random()) };
};
