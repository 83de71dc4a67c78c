/** Where a value lies in a drawing, in pixels, and which values are worth a tick. */
export interface Scale {
  (value: number): number;
  /** Round values within the scale, ascending. */
  readonly ticks: readonly number[];
}

type Span = readonly [from: number, to: number];

/** The step that divides a length into some `count` parts and is 1, 2 or 5 times a power of ten: above 0, as a fraction's denominator below. */
const stepOf = (length: number, count: number): { readonly step: number; readonly isFraction: boolean } => {
  const rough = length / count;
  const power = Math.floor(Math.log10(rough));
  const excess = rough / 10 ** power;
  const digit = [10, 5, 2].find((candidate) => excess >= Math.sqrt((candidate * candidate) / 2)) ?? 1;
  return power < 0
    ? { step: 10 ** -power / digit, isFraction: true }
    : { step: digit * 10 ** power, isFraction: false };
};

const multiplesIn = ([from, to]: Span, count: number): readonly number[] => {
  const { step, isFraction } = stepOf(to - from, count);
  // A fraction's multiples are divided, not multiplied: 3 / 10 is 0.3, and 3 * 0.1 is not.
  const multiple = (nth: number): number => (isFraction ? nth / step : nth * step);
  const first = Math.ceil((isFraction ? from * step : from / step) - 1e-9);
  const last = Math.floor((isFraction ? to * step : to / step) + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => multiple(first + index));
};

const placed = ([from, to]: Span, [start, end]: Span, ticks: readonly number[]): Scale =>
  Object.assign((value: number): number => start + ((value - from) / (to - from || 1)) * (end - start), { ticks });

/** A linear scale with some `count` ticks. */
export const linearScale = (domain: Span, range: Span, count: number): Scale =>
  placed(domain, range, multiplesIn(domain, count));

/** A linear scale from 0 that ends at a tick, at `most` or above. */
export const roundedScale = (most: number, range: Span, count: number): Scale => {
  const { step, isFraction } = stepOf(most, count);
  const end = isFraction ? Math.ceil(most * step) / step : Math.ceil(most / step) * step;
  return linearScale([0, end], range, count);
};

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** A logarithmic scale, of values above 0; each digit of each power of ten is a tick. */
export const logScale = ([from, to]: Span, range: Span): Scale => {
  const powers: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power += 1) powers.push(power);
  const ticks = powers
    .flatMap((power) => DIGITS.map((digit) => (power < 0 ? digit / 10 ** -power : digit * 10 ** power)))
    .filter((value) => value >= from && value <= to);
  const linear = placed([Math.log(from), Math.log(to)], range, []);
  return Object.assign((value: number): number => linear(Math.log(value)), { ticks });
};
