import { createHash } from "node:crypto";
import type { Contract } from "../../../contract/index.ts";
import type { Report } from "../../report/report.ts";
import type { LawText } from "../backdrop.ts";
import { outcomeText } from "../outcome-text.ts";
import { placeText } from "../place-text.ts";
import { coverageSection } from "./coverage-section.ts";
import { findingsSection } from "./findings-section.ts";
import { lawsSection } from "./laws-section.ts";
import { type Html, html, trusted } from "./markup.ts";
import { pageScript } from "./page-script.ts";
import { stylesheet } from "./stylesheet.ts";
import { timingSection } from "./timing-section.ts";
import { verdictSection } from "./verdict-section.ts";

/** What a page is made from beside the report. */
export interface PageBackdrop {
  readonly laws: readonly LawText[];
  readonly contract: Contract;
}

const hashSource = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Only our own script and stylesheet, known by their hashes; nothing from anywhere. Should a text of a server's ever be taken for markup, it can do nothing. */
const policy = [
  "default-src 'none'",
  `script-src ${hashSource(pageScript)}`,
  `style-src ${hashSource(stylesheet)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const links = (
  sections: readonly (readonly [string, string, Html | null])[],
): Html => html`<nav aria-label="Sections"><ul>
${sections.map(([id, name, section]) => (section === null ? null : html`<li><a href="#${id}">${name}</a></li>`))}
</ul></nav>`;

/** A report as one HTML page that needs nothing else: no network, no fonts, and no script to be read. */
export const htmlText = (report: Report, { laws, contract }: PageBackdrop): string => {
  const sections = [
    ["findings", "Findings", findingsSection(report, laws)],
    ["laws", "Laws", lawsSection(report, laws)],
    ["coverage", "Coverage", coverageSection(report, contract)],
    ["timing", "Timing", timingSection(report)],
  ] as const;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${outcomeText(report).brief}: ${placeText(report)} · ${report.tool.name}</title>
<style>${trusted(stylesheet)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the results</a>
${verdictSection(report)}
${links(sections)}
<main id="content">
${sections.map(([, , section]) => section)}
</main>
<footer><p>${report.tool.name} ${report.tool.version} · contract <code>${report.contract.sha256.slice(0, 12)}</code></p></footer>
<script>${trusted(pageScript)}</script>
</body>
</html>
`.text;
};
