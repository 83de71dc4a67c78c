import { assertNever } from "./assert-never.ts";
import type { Expectation } from "./expectation.ts";
import { irregularityWords } from "./irregularity-words.ts";

/** What kind of request it was, in words that do not depend on its values. */
export const requestKind = (expectation: Expectation): string => {
  switch (expectation.kind) {
    case "acceptance":
      return "a valid request";
    case "refusal":
      return "an invalid request";
    case "tolerance":
      return `a request with ${irregularityWords(expectation.irregularities)}`;
    default:
      return assertNever(expectation);
  }
};
