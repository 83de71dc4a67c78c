import type { Report } from "../report/report.ts";
import type { Reporter } from "../report/run-event.ts";

/** Makes a text of a finished run's report. Pure, so that a report read back from a file can be written anew in any format. */
export type Renderer = (report: Report) => string;

/** Writes what `render` makes of the report when the run is over. */
export const finishedReporter = (name: string, render: Renderer, write: (text: string) => void): Reporter => ({
  name,
  onEvent: (event) => {
    if (event.kind === "run-finished") write(render(event.report));
  },
});
