import { createHash } from "node:crypto";
import type { Report } from "../../report/report.ts";

/** Gives the same UUID for the same words of the same report, and for others another: version 8 of RFC 9562, which is for such. */
export type Identify = (...words: readonly string[]) => string;

/** What files of a report are called by: so no run's take the place of another's, and a report written twice is there once. */
export const identifierOf = (report: Report): Identify => {
  const whole = createHash("sha256").update(JSON.stringify(report)).digest("hex");
  return (...words) => {
    const hex = createHash("sha256")
      .update(JSON.stringify([whole, ...words]))
      .digest("hex");
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `8${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join("-");
  };
};
