import type { Reporter } from "./reporter.ts";

/** Writes the whole report as one JSON document when the run is over. */
export const jsonReporter = (write: (text: string) => void): Reporter => ({
  name: "json",
  onEvent: (event) => {
    if (event.kind === "run-finished") write(`${JSON.stringify(event.report, null, 2)}\n`);
  },
});
