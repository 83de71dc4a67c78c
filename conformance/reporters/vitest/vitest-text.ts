import { type Contract, isObject, valueAt } from "../../../contract/index.ts";
import { NOT_ALONE } from "../../report/not-alone.ts";
import type { Report, ReportedFinding, ReportedStep } from "../../report/report.ts";
import { counted } from "../number-text.ts";
import { type Assertion, assertionFor } from "./assertion.ts";
import { fetchProblem, secretHeaders } from "./fetchable.ts";
import { prelude, schemaPrelude } from "./prelude.ts";

/** A test of one finding. */
interface WrittenTest {
  readonly code: string;
  readonly needsSchemas: boolean;
  /** It is not to be had here, and says why. */
  readonly isToDo: boolean;
}

/** JSON that is JavaScript wherever it stands, also in a comment. */
const json = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029")
    .replaceAll(/\p{Cf}/gu, (char) =>
      [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
    );

/** Whether a request is a preview beyond doubt: a second `dry_run` might count. */
const isPreview = ({ body }: ReportedStep): boolean => {
  if (typeof body !== "string" || body.split("dry_run").length !== 2) return false;
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) && value.dry_run === true;
  } catch {
    return false;
  }
};

/** Without leave to write a run sends only what is not to write; otherwise that shows in each request. */
const mayWrite = ({ steps, writes }: ReportedFinding, { settings, seed }: Report): boolean =>
  writes || ((settings.allowWrites || seed === null) && !steps.every(isPreview));

const requestCode = (
  { credential, method, path, headers, body }: ReportedStep,
  secrets: Readonly<Record<string, string>>,
) => {
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !Object.hasOwn(secrets, name)));
  const sent = Object.keys(secrets).filter((name) => Object.hasOwn(headers, name));
  return json({
    caller: credential,
    method,
    path,
    headers: own,
    ...(sent.length === 0 ? {} : { secretHeaders: Object.fromEntries(sent.map((name) => [name, secrets[name]])) }),
    ...(body === null
      ? {}
      : typeof body === "string"
        ? { text: body }
        : "base64" in body
          ? { base64: body.base64 }
          : {}),
  });
};

const titleOf = ({ law, message, fingerprint }: ReportedFinding): string => `${law}: ${message} (${fingerprint})`;

const todo = (finding: ReportedFinding, why: string): WrittenTest => {
  const remedy =
    finding.replay === null
      ? "a run with --corpus keeps what cvm-contract replay sends again"
      : "cvm-contract replay sends it again";
  return { code: `it.todo(${json(`${titleOf(finding)} ${why}: ${remedy}`)});`, needsSchemas: false, isToDo: true };
};

const testOf = (finding: ReportedFinding, { lines, needsSchemas }: Assertion, report: Report): WrittenTest => {
  const secrets = secretHeaders(finding.curl);
  const code = [
    `${mayWrite(finding, report) ? "writing" : "it"}(${json(titleOf(finding))}, async (context) => {`,
    `  // Expected: ${json(finding.expected)}. It was: ${json(finding.actual)}.`,
    "  const requests = [",
    ...finding.steps.map((step) => `    ${requestCode(step, secrets)},`),
    "  ];",
    "  const answers = [];",
    "  for (const request of requests) answers.push(await send(request));",
    ...lines.map((line) => `  ${line}`),
    "});",
  ].join("\n");
  return { code, needsSchemas, isToDo: false };
};

const written = (finding: ReportedFinding, report: Report, contract: Contract): WrittenTest => {
  const problem = finding.message.includes(NOT_ALONE)
    ? "other requests have to come before"
    : fetchProblem(finding, report.target);
  if (problem !== null) return todo(finding, problem);
  const assertion = assertionFor(finding, contract);
  return assertion === null
    ? todo(finding, "what the law says takes more than a few lines")
    : testOf(finding, assertion, report);
};

/** The schemas that the operation's answers need, by the reference that names each, and those of the answers by status. */
const schemaCode = ({ document, operations }: Contract): string => {
  const all = valueAt(document, "/components/schemas");
  const schemas = Object.entries(isObject(all) ? all : {}).map(([name, schema]) => [
    `#/components/schemas/${name}`,
    schema,
  ]);
  const responses = [...(operations[0]?.responses ?? [])].flatMap(([status, { schemaPointer }]) =>
    schemaPointer === null ? [] : [[status, valueAt(document, schemaPointer)]],
  );
  return [
    `const schemas = ${json(Object.fromEntries(schemas))};`,
    `const responses = ${json(Object.fromEntries(responses))};`,
    "",
    schemaPrelude,
  ].join("\n");
};

/** The header that keys went in, as the command lines have it. */
const keyHeader = (report: Report): string => {
  for (const line of report.findings.flatMap(({ curl }) => curl)) {
    const [, header] = /-H "([^"\\`]*)\$CVM_CONTRACT_(?:API|ADMIN|OTHER)_KEY"/.exec(line) ?? [];
    if (header?.includes(":") === true && !header.includes("$")) return `${header}{key}`;
  }
  return "X-API-Key: {key}";
};

/** How many findings have a test here, and how many have none. */
const countsText = (tests: readonly WrittenTest[]): string => {
  const todos = tests.filter(({ isToDo }) => isToDo).length;
  const had = counted(tests.length - todos, "test");
  return todos === 0 ? had : `${had}, and ${counted(todos, "finding")} without one, which says why`;
};

const head = (report: Report, tests: readonly WrittenTest[]): string =>
  [
    "// @ts-nocheck",
    `// Written by cvm-contract ${report.tool.version} from a run on ${json(report.target)}, which had ${counted(report.findings.length, "finding")}: ${countsText(tests)}.`,
    "// A test is red while the bug shows at these requests, and green when it is mended. It is skipped where its law says nothing of what was",
    "// answered.",
    "//",
    "// CVM_CONTRACT_TARGET: the server; the one of the run where it is not set.",
    "// CVM_CONTRACT_API_KEY, CVM_CONTRACT_ADMIN_KEY, CVM_CONTRACT_OTHER_KEY: the keys, each where a test needs it.",
    "// CVM_CONTRACT_KEY_HEADER: the header that they go in; as in the run where it is not set.",
    "// CVM_CONTRACT_ALLOW_WRITES=true: tests whose requests may write are run; without it they are skipped.",
    'import { expect, it } from "vitest";',
    "",
    `const target = (process.env.CVM_CONTRACT_TARGET || ${json(report.target)}).replace(/\\/$/, "");`,
    `const keyHeader = process.env.CVM_CONTRACT_KEY_HEADER || ${json(keyHeader(report))};`,
    'const writing = process.env.CVM_CONTRACT_ALLOW_WRITES === "true" ? it : it.skip;',
    "const TIMEOUT_MS = 30_000;",
  ].join("\n");

/**
 * The findings of a report as a file of tests for Vitest, plain JavaScript that is TypeScript as well, which needs nothing else. It sends the
 * smallest requests of each with `fetch`, and asserts what the law says. What can't be sent or said so is an `it.todo` with the reason.
 */
export const vitestText = (report: Report, contract: Contract): string => {
  const tests = report.findings.map((finding) => written(finding, report, contract));
  const none = 'it("has nothing to test: the run had no finding", () => {});';
  return `${[
    head(report, tests),
    prelude,
    ...(tests.some(({ needsSchemas }) => needsSchemas) ? [schemaCode(contract)] : []),
    ...(tests.length === 0 ? [none] : tests.map(({ code }) => code)),
  ].join("\n\n")}\n`;
};
