import type { Random } from "./random.ts";

/** What can befall an answer on its way. */
export const FAULTS = ["reset", "stall", "truncate", "503"] as const;

/**
 * `reset`: the connection is torn down in place of an answer. `stall`: no answer ever comes. `truncate`: half of the body, then the
 * connection ends. `503`: that status with `Retry-After`.
 */
export type Fault = (typeof FAULTS)[number];

/** How often which fault befalls an answer. */
export interface FaultRates {
  /** As it was given. */
  readonly text: string;
  /** The fault of the next answer, or null where it comes through. */
  readonly next: (random: Random) => Fault | null;
}

/** What `faultRatesFrom` takes, for messages. */
export const FAULT_RATE_FORMS = `a rate from 0 to 1, rates of ${FAULTS.join(", ")} such as reset=0.01,503=0.05 (1 at most in all), or off`;

/** The fault of that name, or null where there is none. */
export const faultNamed = (name: string): Fault | null => FAULTS.find((fault) => fault === name) ?? null;

const rateIn = (text: string): number | null => {
  const rate = /^(?:\d{1,3}(?:\.\d{1,9})?|\.\d{1,9})$/.test(text.trim()) ? Number(text) : Number.NaN;
  return rate >= 0 && rate <= 1 ? rate : null;
};

const ratesIn = (text: string): readonly (readonly [Fault, number])[] | null => {
  const even = rateIn(text);
  if (even !== null) return FAULTS.map((fault) => [fault, even / FAULTS.length] as const);
  const rates: (readonly [Fault, number])[] = [];
  for (const part of text.split(",")) {
    const [name = "", amount = "", ...rest] = part.split("=");
    const fault = faultNamed(name.trim());
    const rate = rateIn(amount);
    if (fault === null || rate === null || rest.length > 0 || rates.some(([other]) => other === fault)) return null;
    rates.push([fault, rate]);
  }
  return rates.reduce((sum, [, rate]) => sum + rate, 0) <= 1 ? rates : null;
};

/** Nothing goes wrong. */
export const noFaults: FaultRates = Object.freeze({ text: "off", next: () => null });

/** Reads fault rates: one for all kinds together, or one for each kind named. Null where they are none. */
export const faultRatesFrom = (given: string): FaultRates | null => {
  const text = given.trim();
  if (text === "off") return noFaults;
  const rates = ratesIn(text);
  if (rates === null) return null;
  return {
    text,
    next: (random) => {
      let left = random();
      for (const [fault, rate] of rates) {
        if (left < rate) return fault;
        left -= rate;
      }
      return null;
    },
  };
};
