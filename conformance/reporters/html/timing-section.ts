import type { Report } from "../../report/report.ts";
import { requestsAfterPhases } from "../../report/requests-after-phases.ts";
import { AFTER_PHASES } from "../after-phases-text.ts";
import { countText, durationText } from "../number-text.ts";
import { latencyPlot } from "./latency-plot.ts";
import { type Html, html } from "./markup.ts";
import { timelinePlot } from "./timeline-plot.ts";

/** What was sent in no phase, so that the numbers add up. */
const afterPhases = (report: Report): Html | null => {
  const after = requestsAfterPhases(report);
  return after === 0
    ? null
    : html`<tr><th scope="row">afterwards</th><td class="number">${countText(after)}</td><td class="quiet">${AFTER_PHASES}</td></tr>`;
};

/** How fast the server answered, when the requests were sent, and what each phase took. */
export const timingSection = (report: Report): Html => html`<section id="timing" aria-labelledby="timing-title">
<h2 id="timing-title">Timing</h2>
${timelinePlot(report)}
${latencyPlot(report)}
<table class="phases">
<caption class="unseen">The phases of the run</caption>
<thead><tr><th scope="col">Phase</th><th scope="col" class="number">Requests</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>${report.phases.map(
  ({ name, requests, durationMs, skipped, endedBy }) =>
    html`<tr><th scope="row"><code>${name}</code></th>${
      skipped === null
        ? html`<td class="number">${countText(requests)}</td><td class="number">${durationText(durationMs)}${endedBy === undefined ? "" : ": not all that it was to send"}</td>`
        : html`<td class="quiet" colspan="2">${skipped}</td>`
    }</tr>`,
)}${afterPhases(report)}</tbody>
</table>
</section>`;
