import type { Report, ReportedBody, ReportedFinding, ReportedStep } from "../../report/report.ts";
import { bodyWords } from "../body-words.ts";
import type { Place } from "../contract-place.ts";
import { failsGate } from "../standing.ts";
import { variablesTexts } from "../variables-texts.ts";
import { clipped, linesThatFit, MAX_LINE_CHARS } from "./limits.ts";
import { literal } from "./literal.ts";
import { severities } from "./rule.ts";

/** A file as SARIF names it: a relative URI. `path` goes from the root of the repository. */
export const artifactLocation = (path: string) => ({
  uri: path.split("/").map(encodeURIComponent).join("/"),
  uriBaseId: "%SRCROOT%",
});

/** Longer bodies are cut: the JSON report has more of them. */
const MAX_BODY_CHARS = 16_384;

/** An exchange that is longer for its path or its headers is left out. */
const MAX_EXCHANGE_CHARS = 65_536;

const content = (body: ReportedBody) => {
  if (body === null) return {};
  if (typeof body !== "string" && "base64" in body && body.base64.length <= MAX_BODY_CHARS)
    return { body: { binary: body.base64 } };
  const { text, rest } = bodyWords(body);
  return { body: { text: `${clipped(text, MAX_BODY_CHARS)}${rest}` } };
};

/** The exchange of a finding that needs no other. Source: SARIF 2.1.0 sections 3.46 and 3.47. */
const exchange = ({ method, path, headers, body, response }: ReportedStep, target: string) => ({
  webRequest: {
    protocol: "HTTP",
    version: "1.1",
    method,
    target: `${target.replace(/\/$/, "")}${path}`,
    headers,
    ...content(body),
  },
  webResponse:
    "fault" in response
      ? { noResponseReceived: true, reasonPhrase: `${response.fault}: ${response.detail}` }
      : {
          protocol: "HTTP",
          version: "1.1",
          statusCode: response.status,
          headers: response.headers,
          ...content(response.body),
          noResponseReceived: false,
        },
});

/** Known findings are told apart only where a baseline told which they are, and then all of a run. Source: SARIF 2.1.0 section 3.27.24. */
const novelty = ({ known }: ReportedFinding, { findings }: Report) => {
  if (!findings.some((finding) => finding.known)) return {};
  return known
    ? { baselineState: "unchanged", suppressions: [{ kind: "external", justification: "known from the baseline" }] }
    : { baselineState: "new" };
};

/** The exchange of a finding that has one alone, unless it is too long. */
const onlyExchange = ({ steps: [only, ...others] }: ReportedFinding, { target }: Report) => {
  if (only === undefined || others.length > 0) return {};
  const told = exchange(only, target);
  return JSON.stringify(told).length > MAX_EXCHANGE_CHARS ? {} : told;
};

/** A finding as a SARIF result. Source: SARIF 2.1.0 section 3.27. */
export const sarifResult = (
  finding: ReportedFinding,
  ruleIndex: number,
  file: ReturnType<typeof artifactLocation>,
  place: Place,
  report: Report,
) => {
  const { law, level, replay, fingerprint } = finding;
  const line = (text: string): string => clipped(text, MAX_LINE_CHARS);
  const [message, expected, actual] = [line(finding.message), line(finding.expected), line(finding.actual)];
  const curl = linesThatFit(finding.curl);
  const tries = [
    ...variablesTexts(finding).map((text) => `\nFirst: ${text}`),
    ...(curl.length === 0 ? [] : [`\nTry: ${curl.join("\n     ")}`]),
  ];
  return {
    ruleId: law,
    ruleIndex,
    kind: "fail",
    level: failsGate(finding, report) ? "error" : severities[level],
    message: { text: literal(`${message}\nExpected: ${expected}\nActual: ${actual}${tries.join("")}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { ...file, index: 0 },
          ...(place.region === null ? {} : { region: place.region }),
        },
        logicalLocations: [{ fullyQualifiedName: place.pointer, kind: "member" }],
      },
    ],
    // The second is what GitHub tells alerts apart by; without it all findings at one place would be one.
    partialFingerprints: { "cvmContract/v1": fingerprint, primaryLocationLineHash: `${fingerprint}:1` },
    ...novelty(finding, report),
    ...onlyExchange(finding, report),
    properties: { level, expected, actual, curl, replay: replay === null ? null : line(replay) },
  };
};
