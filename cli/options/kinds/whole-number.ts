import { invalid, type Kind, valid } from "../kind.ts";

const rangeText = (min: number, max: number): string =>
  max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min} up` : `a whole number from ${min} to ${max}`;

/** An integer from `min` to `max`, in decimal digits. */
export const wholeNumber = (min: number, max: number = Number.MAX_SAFE_INTEGER): Kind<number> => ({
  placeholder: "N",
  isRepeatable: false,
  decode: (given) => {
    const number = typeof given === "string" && /^-?\d+$/.test(given) ? Number(given) : given;
    return typeof number === "number" && Number.isSafeInteger(number) && number >= min && number <= max
      ? valid(number)
      : invalid(rangeText(min, max));
  },
});
