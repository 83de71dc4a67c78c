import { wholeNumber } from "./whole-number.ts";

/** A TCP port; 0 takes any free one. */
export const port = wholeNumber(0, 65_535);
