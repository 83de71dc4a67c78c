import type { Report, ReportedStep } from "../report/report.ts";
import { bodyWords } from "./body-words.ts";
import { abridged, printable } from "./printable.ts";

/** Longer bodies are abridged. */
const MAX_BODY_CHARS = 200;

const stepText = ({ method, path, body, credential }: ReportedStep): string => {
  const key = credential === "none" ? "" : ` (key: ${credential})`;
  if (body === null) return `${method} ${printable(path)}${key}`;
  const { text, rest } = bodyWords(body);
  return `${method} ${printable(path)}${key} ${abridged(printable(text), MAX_BODY_CHARS)}${rest}`;
};

const lastSentText = ({ lastSent }: Pick<Report, "lastSent">): string => {
  if (lastSent === undefined) return "";
  const texts = lastSent.steps.map(stepText).join("; ");
  const [first] = lastSent.steps;
  if (first !== undefined && "status" in first.response)
    return ` The last request that met it was answered ${first.response.status}: ${texts}.`;
  return lastSent.steps.length === 1
    ? ` The last request that met it got no answer: ${texts}.`
    : ` From these requests on none that met it got an answer: ${texts}.`;
};

/** What became of the target where it was lost, and what was sent before, as far as that is known; else an empty text. */
export const lostText = (report: Pick<Report, "lost" | "lastSent">): string =>
  report.lost === null ? "" : `${report.lost}${lastSentText(report)}`;
