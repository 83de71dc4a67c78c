/** The three forms of an HTTP-date; all of them begin with a day's name. Source: RFC 9110 section 5.6.7. */
const HTTP_DATE = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d\d:\d\d:\d\d/i;

const dateMs = (value: string | undefined): number | null => {
  if (value === undefined || !HTTP_DATE.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
};

/**
 * How many milliseconds an answer asks to wait, or null where it doesn't say in words that can be understood. A date counts from the
 * answer's own `Date`, for clocks differ, and from `nowMs` (since the Unix epoch) without one.
 * Source: RFC 9110 section 10.2.3.
 */
export const retryAfterMs = (headers: Readonly<Record<string, string>>, nowMs: number): number | null => {
  const value = headers["retry-after"]?.trim();
  if (value === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const at = dateMs(value);
  return at === null ? null : Math.max(0, at - (dateMs(headers.date) ?? nowMs));
};
