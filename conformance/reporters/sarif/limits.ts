import { countText } from "../number-text.ts";

/** GitHub stores so many results of a run and leaves out the others. Source: docs.github.com, "SARIF results exceed one or more limits". */
const MAX_RESULTS = 5_000;

/** GitHub refuses a file of more than 10 MB after gzip, which never makes one much longer. The rest of the file has a tenth. */
const MAX_RESULTS_BYTES = 9_000_000;

/** Texts of a line. */
export const MAX_LINE_CHARS = 2_000;

/** All command lines of a result together. */
const MAX_CURL_CHARS = 8_000;

/** Descriptions of a rule. Source: docs.github.com, "SARIF support for code scanning", `reportingDescriptor`. */
export const MAX_DESCRIPTION_CHARS = 1_024;

/** The beginning of a text that is too long, and how many UTF-16 code units were left out. */
export const clipped = (text: string, maxChars: number): string =>
  text.length <= maxChars
    ? text
    : `${text.slice(0, maxChars).toWellFormed()}… ${countText(text.length - maxChars)} more characters`;

/** The command lines that fit, each whole: a part of one is of no use. What is said of others stands in the place of the first of them. */
export const linesThatFit = (lines: readonly string[]): readonly string[] => {
  let chars = 0;
  const fitting = lines.findIndex((line) => {
    chars += line.length;
    return chars > MAX_CURL_CHARS;
  });
  if (fitting < 0) return lines;
  const left = lines.length - fitting;
  return [
    ...lines.slice(0, fitting),
    `(${left === 1 ? "a line" : `${countText(left)} lines`} too long for here: see the JSON report)`,
  ];
};

/** As many of the results as GitHub takes, in their order, the gravest first, and how many were left. */
export const withinLimits = <Finding, Result>(
  findings: readonly Finding[],
  toResult: (finding: Finding) => Result,
): { readonly kept: readonly Result[]; readonly left: number } => {
  const kept: Result[] = [];
  let bytes = 0;
  for (const finding of findings.slice(0, MAX_RESULTS)) {
    const result = toResult(finding);
    bytes += Buffer.byteLength(JSON.stringify(result));
    if (bytes > MAX_RESULTS_BYTES) break;
    kept.push(result);
  }
  return { kept, left: findings.length - kept.length };
};
