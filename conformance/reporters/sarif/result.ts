import type { Region } from "../../../contract/index.ts";
import type { Report, ReportedBody, ReportedFinding, ReportedStep } from "../../report/report.ts";
import { bodyWords } from "../body-words.ts";
import { failsGate } from "../standing.ts";
import { literal } from "./literal.ts";
import { severities } from "./rule.ts";

/** Where in the contract a finding points. */
export interface Place {
  readonly pointer: string;
  readonly region: Region | null;
}

/** The contract as SARIF results name it. */
export const CONTRACT_LOCATION = { uri: "openapi.json", uriBaseId: "%SRCROOT%" } as const;

const content = (body: ReportedBody) => {
  if (body === null) return {};
  if (typeof body !== "string" && "base64" in body) return { body: { binary: body.base64 } };
  const { text, rest } = bodyWords(body);
  return { body: { text: `${text}${rest}` } };
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

/** A finding as a SARIF result. Source: SARIF 2.1.0 section 3.27. */
export const sarifResult = (finding: ReportedFinding, ruleIndex: number, place: Place, report: Report) => {
  const { law, level, message, expected, actual, steps, curl, replay, fingerprint } = finding;
  const [only, ...others] = steps;
  return {
    ruleId: law,
    ruleIndex,
    kind: "fail",
    level: failsGate(finding, report) ? "error" : severities[level],
    message: { text: literal(`${message}\nExpected: ${expected}\nActual: ${actual}\nTry: ${curl.join("\n     ")}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { ...CONTRACT_LOCATION, index: 0 },
          ...(place.region === null ? {} : { region: place.region }),
        },
        logicalLocations: [{ fullyQualifiedName: place.pointer, kind: "member" }],
      },
    ],
    // The second is what GitHub tells alerts apart by; without it all findings at one place would be one.
    partialFingerprints: { "cvmContract/v1": fingerprint, primaryLocationLineHash: `${fingerprint}:1` },
    ...novelty(finding, report),
    ...(only === undefined || others.length > 0 ? {} : exchange(only, report.target)),
    properties: { level, expected, actual, curl, replay },
  };
};
