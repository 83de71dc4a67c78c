import type { Reading } from "../../../cases/reading.ts";

/** What an answer to a valid request says of the caller: let in, or refused for want of access (whatever 4xx says so). */
export const welcomeOf = ({ expectation, outcome }: Reading): "admitted" | "refused" | "unclear" => {
  if (expectation.kind !== "acceptance" || outcome.kind === "fault" || outcome.status === 429) return "unclear";
  if (outcome.status === 200) return "admitted";
  return outcome.status >= 400 && outcome.status < 500 ? "refused" : "unclear";
};
