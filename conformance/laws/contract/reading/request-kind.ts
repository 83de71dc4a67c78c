import { assertNever } from "../../../cases/assert-never.ts";
import type { Desert } from "../../../cases/expectation.ts";

/** What kind of request it was, in words that do not depend on its values. */
export const requestKind = (deserves: Desert): string => {
  switch (deserves.kind) {
    case "acceptance":
      return "a valid request";
    case "refusal":
      return "an invalid request";
    case "tolerance":
      return `a request with ${deserves.irregularities.join(" and ")}`;
    default:
      return assertNever(deserves);
  }
};
