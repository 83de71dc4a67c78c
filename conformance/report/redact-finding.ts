import { carriesSecret, secretsInHeader, secretsInSetCookie, withoutCookieValues } from "../secrets/carried-secrets.ts";
import type { Secret } from "../secrets/needles.ts";
import { createRedactor, type Redact } from "../secrets/redactor.ts";
import type { ReportedFinding } from "./report.ts";

type Step = ReportedFinding["steps"][number];
type Body = Step["body"];

const CUT = "...";

const redactBody = (body: Body, redact: Redact): Body => {
  if (body === null) return null;
  if (typeof body === "string") return redact(body);
  // What is cut off in the middle of a secret is known by a mark after it.
  const redactCut = (text: string): string => redact(`${text}${CUT}`).slice(0, -CUT.length);
  if ("text" in body) return { ...body, text: redactCut(body.text) };
  // Byte by byte as characters: a key that is echoed among bytes that are no text is a key all the same.
  const bytes = Buffer.from(body.base64, "base64").toString("latin1");
  const shown = "leftOutBytes" in body ? redactCut(bytes) : redact(bytes);
  return { ...body, base64: Buffer.from(shown, "latin1").toString("base64") };
};

const placeholderOf = (name: string): string => `[${name}]`;

/** The secrets that answers hand out: what `Set-Cookie` and the like say. They may be repeated in any other part of an answer. */
const handedOut = (responses: readonly Step["response"][]): readonly Secret[] =>
  responses.flatMap((response) =>
    "fault" in response
      ? []
      : Object.entries(response.headers).flatMap(([name, value]) =>
          (name === "set-cookie" ? secretsInSetCookie(value) : secretsInHeader(name, value)).map((text) => ({
            text,
            placeholder: placeholderOf(name),
          })),
        ),
  );

/** The same function, which hides what these answers hand out as well. */
export const redactingAnswers = (redact: Redact, responses: readonly Step["response"][]): Redact => {
  const redactHandedOut = createRedactor(handedOut(responses));
  return (text) => redactHandedOut(redact(text));
};

/** Where a header is there to hand out a secret, its value goes however short it is. */
const redactAnswerHeader = (name: string, value: string): string => {
  if (name === "set-cookie") return withoutCookieValues(value, placeholderOf(name));
  return carriesSecret(name) ? placeholderOf(name) : value;
};

const redactHeaders = (headers: Step["headers"], redact: Redact): Step["headers"] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [redact(name), redact(value)]));

/** The same answer without secrets. */
export const redactResponse = (response: Step["response"], redact: Redact): Step["response"] =>
  "fault" in response
    ? { ...response, detail: redact(response.detail) }
    : {
        ...response,
        headers: Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [
            redact(name),
            redact(redactAnswerHeader(name, value)),
          ]),
        ),
        body: redactBody(response.body, redact),
      };

const redactStep = (step: Step, redact: Redact): Step => ({
  ...step,
  path: redact(step.path),
  headers: redactHeaders(step.headers, redact),
  body: redactBody(step.body, redact),
  response: redactResponse(step.response, redact),
});

/** The same exchange without secrets: those that `redact` knows, and those that its answer hands out. */
export const redactExchange = (step: Step, redact: Redact): Step =>
  redactStep(step, redactingAnswers(redact, [step.response]));

/** The same finding without secrets: those that `redact` knows, and those that its answers hand out. */
export const redactFinding = (finding: ReportedFinding, redact: Redact): ReportedFinding => {
  const redactAll = redactingAnswers(
    redact,
    finding.steps.map(({ response }) => response),
  );
  return {
    ...finding,
    also: finding.also.map((one) => ({
      ...one,
      message: redactAll(one.message),
      expected: redactAll(one.expected),
      actual: redactAll(one.actual),
    })),
    discriminator: redactAll(finding.discriminator),
    traits: finding.traits.map(redactAll),
    takes: finding.takes.map(redactAll),
    message: redactAll(finding.message),
    expected: redactAll(finding.expected),
    actual: redactAll(finding.actual),
    ...(finding.at === undefined ? {} : { at: finding.at.map(redactAll) }),
    steps: finding.steps.map((step) => redactStep(step, redactAll)),
    curl: finding.curl.map(redactAll),
    replay: finding.replay === null ? null : redactAll(finding.replay),
  };
};
