import type { Report } from "../report/report.ts";
import { counted, countText, perSecondText } from "./number-text.ts";

/** What is to be said of the pace of a run, a sentence each; nothing where the target answered as fast as it was asked. */
export const paceTexts = ({ pace, requests }: Pick<Report, "pace" | "requests">): readonly string[] => {
  const { refusals, unanswered, perSecond, allowed = 0 } = pace;
  return [
    ...(refusals === 0
      ? []
      : [
          `${counted(refusals, "answer")} ${refusals === 1 ? "was" : "were"} 429 (too many requests), each sending of a request counted${perSecond === null ? "" : `; in the end there was leave for ${perSecondText(perSecond)}`}.`,
        ]),
    ...(unanswered === 0
      ? []
      : [
          `${countText(unanswered)} of ${counted(requests, "request")} got 429 or 503 for the last answer: none of these is evidence that a law holds. A 503 counts as a failure where it comes again.`,
        ]),
    ...(allowed === 0
      ? []
      : [
          `${countText(allowed)} of ${counted(requests, "request")} got an answer that --allow-status lets pass: that is no evidence for any law.`,
        ]),
  ];
};
