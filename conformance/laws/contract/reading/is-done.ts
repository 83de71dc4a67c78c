import type { Reading } from "../../../cases/reading.ts";

/** Whether an answer is one of the operation's own, whatever path was asked. */
export const isDone = ({ outcome, answer }: Reading): boolean =>
  outcome.kind === "response" && outcome.status === 200 && answer.kind === "json" && answer.breaches?.length === 0;

/** Whether an answer is a refusal for good: a 4xx, and not for the pace. */
export const isRefused = ({ outcome }: Reading): boolean =>
  outcome.kind === "response" && outcome.status >= 400 && outcome.status < 500 && outcome.status !== 429;
