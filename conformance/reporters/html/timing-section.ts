import type { Report } from "../../report/report.ts";
import { countText, durationText } from "../number-text.ts";
import { latencyPlot } from "./latency-plot.ts";
import { type Html, html } from "./markup.ts";
import { timelinePlot } from "./timeline-plot.ts";

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
)}</tbody>
</table>
</section>`;
