import type { Contract } from "../../../contract/index.ts";
import type { ReportedFinding, ReportedStep } from "../../report/report.ts";
import { bodyChecks } from "./checks.ts";
import { comparisonCheck } from "./comparison.ts";

/** What a test asserts, as statements. `answers` and `requests` are there in the order in which they were sent. */
export interface Assertion {
  readonly lines: readonly string[];
  readonly needsSchemas: boolean;
}

const asserting = (...lines: readonly string[]): Assertion => ({ lines, needsSchemas: false });

const eachAnswer = (...lines: readonly string[]): Assertion =>
  asserting("for (const { status, headers, bytes } of answers) {", ...lines.map((line) => `  ${line}`), "}");

const isKeyless = ({ credential }: ReportedStep): boolean => credential === "none" || credential === "bad";

/** Callers without a right key are refused, where one with a right key is let in. */
const accessCheck = (finding: ReportedFinding, isMeant: (step: ReportedStep) => boolean): Assertion | null => {
  const { steps } = finding;
  const places = [...steps.keys()].filter((place) => steps.slice(place, place + 1).some(isMeant));
  const good = steps.findIndex((step) => !isKeyless(step));
  if (places.length === 0 || good < 0) return null;
  return asserting(
    `refreshed(context, answers[${good}]);`,
    ...places.flatMap((place) => [
      `expect(answers[${place}].status, "a refusal of ${steps[place]?.credential === "none" ? "nobody's request" : "a key that nobody has"}").toBeGreaterThanOrEqual(400);`,
      `expect(answers[${place}].status).toBeLessThan(500);`,
    ]),
  );
};

/** Statuses that a law expects, as it says them: `422`, or `404`. */
const expectedStatus = ({ expected }: ReportedFinding): string | null => /^[1-5]\d\d$/.exec(expected)?.[0] ?? null;

const statusCheck = (finding: ReportedFinding): Assertion | null => {
  const status = expectedStatus(finding);
  return status === null ? null : eachAnswer(`expect(status).toBe(${status});`);
};

const declaredCheck = ({ steps }: ReportedFinding, { operations }: Contract): Assertion => {
  const declared = [...(operations[0]?.responses.keys() ?? [])];
  // What is about access is an answer to whoever has no right key.
  const allowed = steps.some(isKeyless) ? [...declared, 401, 403] : declared;
  return eachAnswer(`expect(${JSON.stringify(allowed)}, "a declared status").toContain(status);`);
};

const serverErrorCheck = ({ steps }: ReportedFinding, { operations }: Contract): Assertion =>
  // A method that the server does not know may be answered 501.
  steps.some(({ method }) => method !== operations[0]?.method)
    ? eachAnswer("if (status !== 501) expect(status).toBeLessThan(500);")
    : eachAnswer("expect(status).toBeLessThan(500);");

const schemaLines = (lines: readonly string[]): Assertion => ({
  lines: [
    "for (const { status, json } of answers) {",
    '  if (responses[status] === undefined) context.skip("answered " + status + ", of which the law says nothing");',
    ...lines.map((line) => `  ${line}`),
    "}",
  ],
  needsSchemas: true,
});

const contentTypeCheck = ({ operations }: Contract): Assertion => {
  const declared = [...(operations[0]?.responses.keys() ?? [])];
  return eachAnswer(
    `if (!${JSON.stringify(declared)}.includes(status)) context.skip("answered " + status + ", of which the law says nothing");`,
    'expect(headers.get("content-type")?.split(";")[0].trim().toLowerCase()).toBe("application/json");',
  );
};

/** Of more places than these the law names the first alone. */
const MOST_PLACES = 5;

/** A refusal points at one of the places that the law names: `a loc with limit, or cvm_ids then 3`. */
const pointingCheck = ({ expected }: ReportedFinding): Assertion | null => {
  const places = /^a loc with (.+)$/.exec(expected)?.[1]?.split(", or ") ?? [];
  if (places.length === 0 || places.length >= MOST_PLACES || !places.every((one) => /^\w+( then \w+)*$/.test(one)))
    return null;
  return asserting(
    `const places = ${JSON.stringify(places.map((place) => place.split(" then ")))};`,
    "for (const { status, json } of answers) {",
    '  if (status !== 422) context.skip("answered " + status + ", of which the law says nothing");',
    "  const locs = json.detail.map(({ loc }) => loc.map(String));",
    '  expect(locs.some((loc) => places.some((place) => pointsAt(loc, place))), "a loc that names " + places.join(" or ")).toBe(true);',
    "}",
  );
};

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** The counter that the finding is about, and no other: another one that is wrong too has a finding of its own. */
const counterCheck = ({ discriminator }: ReportedFinding): Assertion =>
  asserting(
    "for (const answer of answers) {",
    "  const body = refreshed(context, answer);",
    `  const counter = ${JSON.stringify(discriminator)};`,
    "  const count = body.items.filter((item) => item.status === COUNTERS[counter]).length;",
    '  expect(Number(body[counter]), counter + " counts the items").toBe(count);',
    "}",
  );

/** A law about the body of one answer; where it goes by what was asked for, that has to be readable. */
const bodyCheck = ({ law, steps }: ReportedFinding): Assertion | null => {
  const lines = bodyChecks[law];
  if (lines === undefined) return null;
  const usesOptions = lines.some((line) => /\boptions\b/.test(line));
  if (usesOptions && !steps.every(({ body }) => body === null || (typeof body === "string" && isJsonObject(body))))
    return null;
  return asserting(
    "answers.forEach((answer, index) => {",
    "  const body = refreshed(context, answer);",
    ...(usesOptions ? ["  const options = optionsOf(requests[index]);"] : []),
    ...lines.map((line) => `  ${line}`),
    "});",
  );
};

const compared = (finding: ReportedFinding): Assertion | null => {
  const lines = comparisonCheck(finding);
  return lines === null
    ? null
    : asserting("const bodies = answers.map((answer) => refreshed(context, answer));", ...lines);
};

/** What a finding's law says of the answers to its requests, or null where that can't be said in a few lines. */
export const assertionFor = (finding: ReportedFinding, contract: Contract): Assertion | null => {
  switch (finding.law) {
    case "never-a-server-error":
      return serverErrorCheck(finding, contract);
    case "status-is-declared":
      return declaredCheck(finding, contract);
    case "valid-request-is-accepted":
      return eachAnswer("expect(status).not.toBe(422);");
    case "invalid-request-is-refused":
      return eachAnswer("expect(status).toBeGreaterThanOrEqual(400);", "expect(status).toBeLessThan(500);");
    case "malformed-is-422":
    case "wrong-path-is-404":
    case "wrong-method-is-405":
      return statusCheck(finding);
    case "answer-is-within-8-mib":
      return eachAnswer("expect(bytes).toBeLessThanOrEqual(8 * 1024 * 1024);");
    case "content-type-is-json":
      return contentTypeCheck(contract);
    case "body-matches-schema":
      return schemaLines([
        'expect(json, "JSON").toBeDefined();',
        "expect(schemaFaults(responses[status], json)).toEqual([]);",
      ]);
    case "counts-match-items":
      return counterCheck(finding);
    case "defaults-are-sent":
      return schemaLines(["expect(unsentDefaults(responses[status], json)).toEqual([]);"]);
    case "refusal-points-at-the-fault":
      return pointingCheck(finding);
    case "bad-key-is-refused":
      return accessCheck(finding, ({ credential }) => credential === "bad");
    case "missing-key-is-refused":
      return accessCheck(finding, ({ credential }) => credential === "none");
    default:
      return bodyCheck(finding) ?? compared(finding);
  }
};
