import { type Contract, isObject, tokensOf, valueAt } from "../../../contract/index.ts";
import type { Report } from "../../report/report.ts";
import { countText } from "../number-text.ts";
import { abridged } from "../printable.ts";
import { type Html, html } from "./markup.ts";
import { logScale } from "./scale.ts";

type Hits = Report["coverage"][number];

const MAX_VALUE_CHARS = 60;

/** Where a keyword stands below the schema of the request body: `["cvm_ids", "anyOf 1"]`. */
const pathOf = (holder: string, root: string): readonly string[] => {
  const steps: string[] = [];
  const tokens = tokensOf(holder.slice(root.length));
  for (const [index, token] of tokens.entries()) {
    if (token === "properties" && tokens[index - 1] !== "properties") continue;
    const last = steps.at(-1);
    if (/^\d+$/.test(token) && last !== undefined) steps[steps.length - 1] = `${last} ${Number(token) + 1}`;
    else steps.push(token);
  }
  return steps;
};

/** Keywords that hold further schemas are drawn by these, not by their text. */
const valueText = (value: unknown): string =>
  isObject(value) || (Array.isArray(value) && value.some(isObject))
    ? ""
    : abridged(JSON.stringify(value) ?? "", MAX_VALUE_CHARS);

/** Two bars back to back: values that break the keyword to the left, values that satisfy it to the right. */
const hitsBar = ({ valid, invalid }: Hits, most: number): Html => {
  const length = logScale([1, Math.max(2, most)], [1.5, 50]);
  const left = invalid === 0 ? 0 : length(invalid);
  const right = valid === 0 ? 0 : length(valid);
  return html`<svg class="spark" width="100%" height="10" aria-hidden="true"><rect class="rail" y="4.5" width="100%" height="1"/><rect class="broke" x="${(50 - left).toFixed(1)}%" width="${left.toFixed(1)}%" height="10"/><rect class="kept" x="50%" width="${right.toFixed(1)}%" height="10"/></svg>`;
};

const count = (hits: number): Html =>
  hits === 0 ? html`<td class="number never">never</td>` : html`<td class="number">${countText(hits)}</td>`;

const keywordRow = (hits: Hits, keyword: string, value: unknown, depth: number, most: number): Html => html`<tr>
<th scope="row" class="depth-${Math.min(depth, 5)}"><code>${keyword}</code> <span class="quiet">${valueText(value)}</span></th>
${count(hits.invalid)}<td class="bars">${hitsBar(hits, most)}</td>${count(hits.valid)}
</tr>`;

const placeRow = (path: readonly string[], description: unknown): Html => html`<tr class="place">
<th scope="colgroup" colspan="4" class="depth-${Math.min(path.length - 1, 5)}"><code>${path.join(" › ")}</code>${
  typeof description === "string" ? html` <span class="quiet">${description}</span>` : null
}</th>
</tr>`;

/** The request's schema, keyword by keyword, with how often each met a value that satisfies it and one that breaks it. */
export const coverageSection = (report: Report, { document }: Contract): Html | null => {
  const [first] = report.coverage;
  if (first === undefined) return null;
  const holderOf = ({ pointer }: Hits): string => pointer.slice(0, pointer.lastIndexOf("/"));
  const root = holderOf(first);
  const holders = [...new Set(report.coverage.map(holderOf))];
  const most = Math.max(...report.coverage.map(({ valid, invalid }) => Math.max(valid, invalid)));
  const met = report.coverage.filter(({ valid }) => valid > 0).length;
  const broken = report.coverage.filter(({ invalid }) => invalid > 0).length;
  return html`<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">Coverage of the request’s schema</h2>
<p class="lead">Of ${report.coverage.length} keywords, ${met} met a value that satisfies them, and ${broken} one that breaks them. Bars are on a logarithmic scale.</p>
<table class="coverage">
<caption class="unseen">How often each keyword was satisfied and broken</caption>
<thead><tr><th scope="col">Keyword</th><th scope="col" class="number">Broken</th><th scope="col" class="bars"><span class="unseen">Both drawn</span></th><th scope="col" class="number">Satisfied</th></tr></thead>
<tbody>
${holders.map((holder) => {
  const path = pathOf(holder, root);
  const shownPath = path.length === 0 ? [tokensOf(root).at(-1) ?? ""] : path;
  return [
    placeRow(shownPath, valueAt(document, `${holder}/description`)),
    ...report.coverage
      .filter((hits) => holderOf(hits) === holder)
      .map((hits) =>
        keywordRow(hits, tokensOf(hits.pointer).at(-1) ?? "", valueAt(document, hits.pointer), shownPath.length, most),
      ),
  ];
})}
</tbody>
</table>
</section>`;
};
