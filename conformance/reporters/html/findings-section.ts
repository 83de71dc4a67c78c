import type { Report, ReportedBody, ReportedFinding, ReportedStep } from "../../report/report.ts";
import type { LawText } from "../backdrop.ts";
import { bodyWords } from "../body-words.ts";
import { alsoText, metText, takesText } from "../cause-words.ts";
import { counted } from "../number-text.ts";
import { abridged } from "../printable.ts";
import { failsGate, whyTolerated } from "../standing.ts";
import { differenceOf } from "./difference.ts";
import { indentedJson } from "./indented-json.ts";
import { markedJson } from "./marked-json.ts";
import { type Html, html } from "./markup.ts";
import { prose } from "./prose.ts";
import { variablesTexts } from "../variables-texts.ts";

/** More of a body than this is for a program to read. */
const MAX_BODY_CHARS = 20_000;
const MAX_VALUE_CHARS = 4_000;

const shown = (body: ReportedBody): string => {
  if (body === null) return "(no body)";
  if (body === "") return "(empty body)";
  const { text, rest } = bodyWords(body);
  return `${abridged(rest === "" ? indentedJson(text) : text, MAX_BODY_CHARS)}${rest}`;
};

/** The body of an answer, with the places marked at which a law is broken, where it is shown as a whole. */
const shownAnswer = (body: ReportedBody, at: readonly string[]): Html => {
  const text = shown(body);
  return typeof body === "string" && text === indentedJson(body) ? markedJson(text, at) : html`${text}`;
};

/** Text that may be wider or longer than its place; a keyboard can scroll it. */
const scrolling = (label: string, text: string | Html): Html =>
  html`<pre class="scrolls" tabindex="0" role="group" aria-label="${label}">${text}</pre>`;

const headersOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");

const exchange = (
  { credential, method, path, headers, body, response }: ReportedStep,
  index: number,
  at: readonly string[],
): Html => {
  const key = credential === "none" ? "" : html` <span class="quiet">with the key <code>${credential}</code></span>`;
  const answer =
    "fault" in response
      ? html`<p class="line"><b>No answer:</b> ${response.fault}</p>${scrolling(`Why request ${index + 1} got no answer`, response.detail)}`
      : html`<p class="line"><b>${response.status}</b></p>${scrolling(`Answer ${index + 1}`, html`${headersOf(response.headers)}\n${shownAnswer(response.body, at)}`)}`;
  return html`<li class="exchange">
<div><p class="line"><b>${method}</b> <code>${abridged(path, MAX_VALUE_CHARS)}</code>${key}</p>${scrolling(`Request ${index + 1}`, `${headersOf(headers)}\n${shown(body)}`)}</div>
<div>${answer}</div>
</li>`;
};

const command = (text: string, name: string): Html =>
  html`<div class="command"><pre class="scrolls" tabindex="0" role="group" aria-label="${name}"><code>${text}</code></pre><button type="button" class="copy" hidden>Copy</button></div>`;

const badges = (finding: ReportedFinding, report: Report): Html => {
  const tolerated = whyTolerated(finding, report);
  return html`<span class="badge level-${finding.level}">${finding.level}</span>${
    finding.writes ? html`<span class="badge quiet">writes</span>` : null
  }${
    tolerated === null
      ? null
      : html`<span class="badge quiet">${finding.known ? "known" : "does not fail the gate"}</span>`
  }`;
};

const told = (label: string, text: string | null): Html | null =>
  text === null ? null : html`<p class="line quiet">${label}: ${prose(abridged(text, MAX_VALUE_CHARS))}</p>`;

/** The commands that send it again; null where there are none. */
const againPart = (finding: ReportedFinding): Html | null => {
  const lines = [...finding.curl, ...(finding.replay === null ? [] : [finding.replay])];
  if (lines.length === 0) return null;
  return html`<details class="part"><summary>Send ${finding.steps.length > 1 ? "them" : "it"} again</summary>${variablesTexts(finding).map((text) => html`<p class="quiet">First ${text}.</p>`)}${lines.map((line, nth) => command(line, `Command ${nth + 1}`))}</details>`;
};

const findingArticle = (finding: ReportedFinding, index: number, text: LawText | undefined, report: Report): Html => {
  const { expected, actual } = differenceOf(
    abridged(finding.expected, MAX_VALUE_CHARS),
    abridged(finding.actual, MAX_VALUE_CHARS),
  );
  const many = finding.steps.length > 1;
  return html`<details class="finding ${failsGate(finding, report) ? "fails" : "tolerated"}" id="finding-${finding.fingerprint}"${index === 0 ? html` open` : null}>
<summary><h3>${prose(finding.message)}</h3><span class="message"><code>${finding.law}</code> ${badges(finding, report)}</span></summary>
${[told("Also broken by it", alsoText(finding)), told("It takes", takesText(finding)), told("Met", metText(finding, report))]}
<dl class="difference">
<div><dt>expected</dt><dd>${expected}</dd></div>
<div><dt>actual</dt><dd>${actual}</dd></div>
</dl>
<details class="part"><summary>${many ? counted(finding.steps.length, "exchange") : "The exchange"}</summary><ol class="exchanges">${finding.steps.map((step, nth) => exchange(step, nth, finding.at ?? []))}</ol></details>
${againPart(finding)}
${text === undefined ? null : html`<details class="part"><summary>The law</summary><p>${prose(text.says)}</p><p class="quiet">Source: ${prose(text.source)}</p></details>`}
<p class="quiet fingerprint">Finding <code>${finding.fingerprint}</code></p>
</details>`;
};

/** Every finding, those that fail the gate first, each with its diff, its exchanges and the line that sends them again. */
export const findingsSection = (report: Report, laws: readonly LawText[]): Html | null => {
  if (report.findings.length === 0) return null;
  const ordered = [
    ...report.findings.filter((finding) => failsGate(finding, report)),
    ...report.findings.filter((finding) => !failsGate(finding, report)),
  ];
  return html`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings <span class="count">${report.findings.length}</span></h2>
${ordered.map((finding, index) =>
  findingArticle(
    finding,
    index,
    laws.find(({ id }) => id === finding.law),
    report,
  ),
)}
</section>`;
};
