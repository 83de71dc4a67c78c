import { invalid, type Kind, valid } from "../kind.ts";
import { wholeNumber } from "./whole-number.ts";

const perSecond = wholeNumber(1, 1_000_000);

/** Requests a second, or `auto`. */
export const rateChoice: Kind<number | "auto"> = {
  placeholder: "N|auto",
  isRepeatable: false,
  decode: (given) => {
    if (given === "auto") return valid(given);
    const decoded = perSecond.decode(given);
    return decoded.isValid ? decoded : invalid(`${decoded.expected}, or auto`);
  },
};
