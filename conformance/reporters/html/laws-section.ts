import type { Report, ReportedLaw, Verdict } from "../../report/report.ts";
import { isSharedHint, sharedHints } from "../../report/shared-hints.ts";
import type { LawText } from "../backdrop.ts";
import { counted, countText } from "../number-text.ts";
import { CALM } from "../calm-laws.ts";
import { verdictMarks } from "../verdict-marks.ts";
import { type Html, html } from "./markup.ts";
import { prose } from "./prose.ts";
import { logScale } from "./scale.ts";
import { VERDICTS } from "./verdict-section.ts";

/** What one row of the table is made from. */
interface Row {
  readonly law: ReportedLaw;
  readonly text: LawText | undefined;
  /** The most evidence that any law of the run has. */
  readonly most: number;
}

/** Evidence spans from a few times to a million: a bar on a linear scale would show one law and no other. */
const evidenceBar = (evidence: number, most: number): Html => {
  const width = logScale([1, Math.max(2, most)], [2, 100]);
  return html`<svg class="spark" width="100%" height="6" aria-hidden="true"><rect class="rail" width="100%" height="6"/>${
    evidence === 0 ? null : html`<rect class="fill" width="${width(evidence).toFixed(1)}%" height="6"/>`
  }</svg>`;
};

const lawRow = ({ law, text, most }: Row): Html => {
  const { mark, text: verdict } = verdictMarks[law.verdict];
  return html`<tr data-verdict="${law.verdict}">
<th scope="row"><code>${law.id}</code><span class="says">${text === undefined ? null : prose(text.says)}</span>${law.missing === null || isSharedHint(law) ? null : html`<span class="missing">${prose(law.missing)}</span>`}</th>
<td class="level"><span class="badge level-${law.level}">${law.level}</span></td>
<td class="mark v-${law.verdict}"><span aria-hidden="true">${mark}</span> ${verdict}</td>
<td class="number">${countText(law.evidence)}${evidenceBar(law.evidence, most)}</td>
</tr>`;
};

const lawTable = (caption: string, rows: readonly Row[]): Html => html`<table class="laws">
<caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">Law</th><th scope="col" class="level">Level</th><th scope="col" class="mark">Verdict</th><th scope="col" class="number">Evidence</th></tr></thead>
<tbody>${rows.map(lawRow)}</tbody>
</table>`;

/** Narrows the laws to those with a word or a verdict. The page's script shows it: without one it would do nothing. */
const lawFilter = ({ laws }: Report): Html => {
  const verdicts = VERDICTS.filter((verdict) => laws.some((law) => law.verdict === verdict));
  return html`<div class="filter" role="search" aria-label="Laws" hidden>
<label for="filter-text">Filter</label><input id="filter-text" type="search" autocomplete="off" spellcheck="false">
<label for="filter-verdict">Verdict</label><select id="filter-verdict"><option value="">any</option>${verdicts.map((verdict) => html`<option value="${verdict}">${verdictMarks[verdict].text}</option>`)}</select>
<p class="quiet" role="status"></p>
</div>`;
};

const folded = (summary: string, table: Html): Html =>
  html`<details class="part"><summary>${summary}</summary>${table}</details>`;

/** Every law with its verdict and how often it was put to the test. What needs attention is open, the rest is folded, as are laws that have no verdict for one and the same reason. */
export const lawsSection = (report: Report, texts: readonly LawText[]): Html => {
  const most = Math.max(1, ...report.laws.map(({ evidence }) => evidence));
  const row = (law: ReportedLaw): Row => ({ law, most, text: texts.find(({ id }) => id === law.id) });
  const rows = (verdict: Verdict): readonly Row[] =>
    report.laws.filter((law) => law.verdict === verdict && !isSharedHint(law)).map(row);
  const urgent = VERDICTS.filter((verdict) => !CALM.includes(verdict)).flatMap(rows);
  return html`<section id="laws" aria-labelledby="laws-title">
<h2 id="laws-title">Laws <span class="count">${report.laws.length}</span></h2>
<p class="lead">Evidence is how often a law was really put to the test; a law without any has not been passed.</p>
${lawFilter(report)}
${urgent.length === 0 ? null : lawTable("Laws that were broken or have no verdict", urgent)}
${sharedHints(report.laws).map(({ text, laws }) => folded(text, lawTable(text, laws.map(row))))}
${CALM.map((verdict) => {
  const calm = rows(verdict);
  if (calm.length === 0) return null;
  const { text } = verdictMarks[verdict];
  return folded(`${counted(calm.length, "law")} ${text}`, lawTable(`Laws that were ${text}`, calm));
})}
</section>`;
};
