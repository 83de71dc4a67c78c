import type { Reporter, RunEvent } from "../report/run-event.ts";

/** Within a sequence of cases progress is told so often at most: a stream of hours is not full of it. */
const PROGRESS_EVERY_MS = 1_000;

/** An event as JSON can carry it: of an error of ours, its message. */
const plainEvent = (event: RunEvent): object => ("error" in event ? { ...event, error: event.error.message } : event);

/**
 * Writes each event as it happens, one JSON object a line; the last holds the whole report. docs/events.schema.json is their JSON
 * Schema.
 */
export const ndjsonReporter = (write: (text: string) => void): Reporter => {
  let toldProgressMs = Number.NEGATIVE_INFINITY;
  return {
    name: "ndjson",
    onEvent: (event) => {
      if (event.kind === "progress") {
        if (event.elapsedMs - toldProgressMs < PROGRESS_EVERY_MS && event.done !== event.planned) return;
        toldProgressMs = event.elapsedMs;
      }
      write(`${JSON.stringify(plainEvent(event))}\n`);
    },
  };
};
