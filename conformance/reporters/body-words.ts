import type { ReportedBody } from "../report/report.ts";

/** A body that there was, as characters: `(base64) ...` where it is no text, and how many bytes came after them. */
export interface BodyWords {
  readonly text: string;
  /** `… 3,999,000 more bytes`, or nothing. */
  readonly rest: string;
}

const grouped = new Intl.NumberFormat("en");

/** A body in words; of one that is too long for the report, its beginning and how much was left out. */
export const bodyWords = (body: Exclude<ReportedBody, null>): BodyWords => {
  if (typeof body === "string") return { text: body, rest: "" };
  const text = "text" in body ? body.text : `(base64) ${body.base64}`;
  return { text, rest: "leftOutBytes" in body ? `… ${grouped.format(body.leftOutBytes)} more bytes` : "" };
};
