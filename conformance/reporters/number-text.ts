const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** A count with its thousands apart: `11,081`. */
export const countText = (count: number): string => grouped.format(count);

/** `1 law`, `2 laws`. */
export const counted = (count: number, thing: string): string =>
  `${countText(count)} ${thing}${count === 1 ? "" : "s"}`;

/** The same with the number as it is in other reports: `1 case`, `3861 cases`. */
export const plainlyCounted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** A time as people say it: `8.66 ms`, `12.3 s`, `1 h 5 min`. */
export const durationText = (ms: number): string => {
  if (ms < 1_000) return `${precise.format(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${precise.format(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** `4.4 requests a second`, or `1,235 requests a second`. */
export const perSecondText = (perSecond: number): string => {
  const text = perSecond < 10 ? String(Number(perSecond.toFixed(1))) : countText(Math.round(perSecond));
  return `${text} ${text === "1" ? "request" : "requests"} a second`;
};
