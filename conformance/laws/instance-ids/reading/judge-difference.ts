import { held, type Judgement, judged } from "../../../cases/judgement.ts";
import type { Difference } from "../../comparison/settled-difference.ts";

/** The judgement where answers that had to agree were compared: held, or broken by their first difference. */
export const judgeDifference = (
  difference: Difference | null,
  message: (part: string) => string,
  expectation: string,
): Judgement => {
  if (difference === null) return held;
  const { kind, part, before, between } = difference;
  return judged([
    { message: message(part), expected: `${before}, ${expectation}`, actual: between, discriminator: kind },
  ]);
};
