import type { Report, Verdict } from "../../report/report.ts";
import { counted, countText, durationText } from "../number-text.ts";
import { outcomeText } from "../outcome-text.ts";
import { placeText } from "../place-text.ts";
import { extentTexts } from "../extent-text.ts";
import { paceTexts } from "../pace-text.ts";
import { speedTexts } from "../speed-text.ts";
import { verdictMarks } from "../verdict-marks.ts";
import { type Html, html } from "./markup.ts";
import { momentText } from "./moment-text.ts";

/** The strokes within the disc beside the verdict. */
const signs = {
  good: "M7 12.5l3.5 3.5L17 9",
  bad: "M8.5 8.5l7 7m0-7l-7 7",
  warning: "M12 6.5v7m0 3.5v.1",
} as const;

const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The verdicts from the one that matters most to the one that matters least. */
export const VERDICTS: readonly Verdict[] = ["broken", "harness-error", "unstable", "not-exercised", "held", "skipped"];

/** A bar of all laws, in parts by verdict, with the counts beneath. */
const lawsBar = ({ laws }: Report): Html => {
  const parts = VERDICTS.map((verdict) => ({
    verdict,
    text: verdictMarks[verdict].text,
    count: laws.filter((law) => law.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
  const total = Math.max(1, laws.length);
  const before = (index: number): number => parts.slice(0, index).reduce((sum, { count }) => sum + count, 0);
  return html`<div class="laws-bar">
<svg class="bar" width="100%" height="12" role="img" aria-label="${parts.map(({ text, count }) => `${count} ${text}`).join(", ")}">
${parts.map(
  ({ verdict, count }, index) =>
    html`<rect class="v-${verdict}" x="${(before(index) / total) * 100}%" width="${(count / total) * 100}%" height="12"/>`,
)}
</svg>
<ul class="legend">
${parts.map(({ verdict, text, count }) => html`<li class="v-${verdict}"><b>${countText(count)}</b> ${text}</li>`)}
</ul>
</div>`;
};

const fact = (name: string, value: string | Html): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** The head of the page: the verdict, large, what it is about, and how the laws fared. */
export const verdictSection = (report: Report): Html => {
  const { tone, brief, text } = outcomeText(report);
  const { contract, settings, latencyMs } = report;
  const gate = `--fail-on ${settings.failOn}${settings.strictEvidence ? " --strict-evidence" : ""}`;
  return html`<header class="verdict ${tone}">
<p class="tool">${report.tool.name} ${report.tool.version}</p>
<h1><svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="12"/><path d="${signs[tone]}"/></svg>${brief}</h1>
<p class="sentence">${capitalized(text.replace(`${brief}: `, ""))}</p>
${lawsBar(report)}
<dl class="facts">
${fact("Target", html`<code>${placeText(report)}</code>`)}
${fact("Contract", `${contract.title} ${contract.version}`)}
${fact("Gate", html`<code>${gate}</code>`)}
${fact("Sent", `${counted(report.cases, "case")}, ${counted(report.requests, "request")}`)}
${fact("Took", durationText(report.durationMs))}
${fact("Latency", `p50 ${durationText(latencyMs.p50)}, p99 ${durationText(latencyMs.p99)}`)}
${extentTexts(report).map((text) => fact("Extent", text))}
${[...speedTexts(report), ...paceTexts(report)].map((text) => fact("Pace", text))}
${report.seed === null ? "" : fact("Seed", html`<code>${report.seed}</code>${report.shard === null ? "" : `, shard ${report.shard}`}`)}
${fact("Started", momentText(report.startedAt))}
</dl>
</header>`;
};
