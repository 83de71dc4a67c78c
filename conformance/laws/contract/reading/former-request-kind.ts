import type { Expectation } from "../../../cases/expectation.ts";
import { requestKind } from "../../../cases/request-kind.ts";

/** What kind of request it was, in the words of version 0.1.0: fingerprints of that version were made of them. */
export const formerRequestKind = (expectation: Expectation): string =>
  expectation.kind === "tolerance"
    ? `a request with ${expectation.irregularities.join(" and ")}`
    : requestKind(expectation);
