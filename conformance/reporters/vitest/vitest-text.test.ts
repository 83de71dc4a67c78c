import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { keyHeaders } from "../../cases/key-headers.ts";
import type { Report, ReportedFinding, ReportedStep } from "../../report/report.ts";
import { hostileReport, hostileText } from "../../testing/hostile-report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { scene } from "../testing/scene.ts";
import { vitestText } from "./vitest-text.ts";

const textOf = (report: Report): string => vitestText(report, scene.contract);
const withFinding = (change: Partial<ReportedFinding>, settings: Partial<Report["settings"]> = {}): Report => ({
  ...sampleReport,
  settings: { ...sampleReport.settings, ...settings },
  findings: sampleReport.findings.map((finding) => ({ ...finding, ...change })),
});
const withStep = (change: Partial<ReportedStep>, finding: Partial<ReportedFinding> = {}): Report =>
  withFinding({
    ...finding,
    steps: sampleReport.findings.flatMap(({ steps }) => steps).map((step) => ({ ...step, ...change })),
  });

/** The tests that a file has, from the first on. */
const testsIn = (text: string): string => text.slice(text.search(/^(it|writing)[.(]/m));

describe("the tests for Vitest", () => {
  it.each([
    ["of a finding", sampleReport],
    ["of none", { ...sampleReport, findings: [] }],
    ["of a hostile server", hostileReport],
    [
      "of a hostile server's status",
      withFinding({ law: "status-is-declared", message: hostileText, actual: hostileText }),
    ],
    ["of a broken schema", withFinding({ law: "body-matches-schema" })],
  ] satisfies readonly (readonly [string, Report])[])("%s are JavaScript, and TypeScript", (_, report) => {
    for (const name of ["file.mjs", "file.ts"]) expect(parseSync(name, textOf(report)).errors).toEqual([]);
  });

  it("send the very request, and assert what the law says", () => {
    const tests = testsIn(textOf(sampleReport));
    expect(tests).toMatch(/^it\("counts-sum-to-scanned: The counters do not add up\. \(0123456789ab\)", async/);
    expect(tests).toContain('{"caller":"member","method":"PATCH","path":"/api/v1/cvms/instance-ids"');
    expect(tests).toContain('"text":"{\\"dry_run\\":true}"');
    expect(tests).toContain("expect(sumOfCounters(body)");
  });

  it("send the key that nobody has as the run does", () => {
    const [bad = "no key"] = Object.values(keyHeaders({ member: null, admin: null, other: null })("bad"));
    expect(textOf(sampleReport)).toContain(`if (caller === "bad") return "${bad}";`);
  });

  it("say how many there are, and how many are still to be written", () => {
    expect(textOf(sampleReport)).toContain(", which had 1 finding: 1 test.");
    expect(textOf(withFinding({ law: "split-equals-whole" }))).toContain(
      ", which had 1 finding: 0 tests, and 1 finding without one, which says why.",
    );
  });

  it("name replay for what it has, and else what keeps it", () => {
    const law = "split-equals-whole";
    expect(testsIn(textOf(withFinding({ law })))).toContain(": cvm-contract replay sends it again");
    expect(testsIn(textOf(withFinding({ law, replay: null })))).toContain(
      ": a run with --corpus keeps what cvm-contract replay sends again",
    );
  });

  it("assert of a counter what its finding says, and leave the others to theirs", () => {
    const tests = testsIn(textOf(withFinding({ law: "counts-match-items", discriminator: "conflicts" })));
    expect(tests).toContain('const counter = "conflicts";');
    expect(tests).not.toContain("Object.entries(COUNTERS)");
  });

  it.each([
    ["the path is one that URL spells otherwise", withStep({ path: "/x/../y" }), "fetch spells the path otherwise"],
    ["GET has a body", withStep({ method: "GET" }), "fetch sends no body with GET"],
    ["a header is fetch's own", withStep({ headers: { "content-length": "3" } }), "fetch sets content-length itself"],
    ["the body was cut", withStep({ body: { text: "a", leftOutBytes: 9 } }), "longer than a report holds"],
    [
      "the key is made of another",
      withStep({ credential: "member-key-in-another-case" }),
      "the key is made of a member's",
    ],
    ["the body goes in chunks", withFinding({ curl: ["curl -H 'transfer-encoding: chunked'"] }), "goes in chunks"],
    ["requests go at once", withFinding({ curl: ["curl a & curl b & wait"] }), "requests are sent at once"],
    ["a secret was taken out", withStep({ body: '{"name":"[api-key]"}' }), "a secret was taken out"],
    ["a header's secret has no variable", withStep({ headers: { "x-gate": "[header]" } }), "a secret was taken out"],
    [
      "it did not come by itself",
      withFinding({ message: "Wrong. It came time and again, and not when the request was sent again by itself." }),
      "other requests have to come before",
    ],
    ["no few lines say what the law does", withFinding({ law: "split-equals-whole" }), "more than a few lines"],
  ] satisfies readonly (readonly [string, Report, string])[])("are still to be written where %s", (_, report, why) => {
    const tests = testsIn(textOf(report));
    expect(tests).toMatch(/^it\.todo\(/);
    expect(tests).toContain(why);
    expect(tests).toContain("cvm-contract replay");
  });

  it.each([
    ["a finding that takes leave to write", withFinding({ writes: true }), /^writing\(/],
    ["what a run without leave sent", withStep({ body: "{}" }), /^it\(/],
    [
      "what may write",
      { ...withStep({ body: "{}" }), settings: { ...sampleReport.settings, allowWrites: true } },
      /^writing\(/,
    ],
    [
      "a second dry_run, which may count",
      {
        ...withStep({ body: '{"dry_run":false,"dry_run":true}' }),
        settings: { ...sampleReport.settings, allowWrites: true },
      },
      /^writing\(/,
    ],
    ["a preview in such a run", withFinding({}, { allowWrites: true }), /^it\(/],
    ["traffic of others", { ...withStep({ body: "{}" }), seed: null }, /^writing\(/],
  ] satisfies readonly (readonly [string, Report, RegExp])[])(
    "ask for leave as they have to: %s",
    (_, report, start) => {
      expect(testsIn(textOf(report))).toMatch(start);
    },
  );

  it("put the key where the run had it, and read other secrets from variables", () => {
    const text = textOf(
      withStep(
        { headers: { "x-gate": "[header]", "x-trace": "1" } },
        { curl: ['curl -H "Authorization: Bearer $CVM_CONTRACT_API_KEY" -H "x-gate: $HEADER_X_GATE" -X PATCH'] },
      ),
    );
    expect(text).toContain('|| "Authorization: Bearer {key}"');
    expect(text).toContain('"headers":{"x-trace":"1"},"secretHeaders":{"x-gate":"HEADER_X_GATE"}');
    expect(text).not.toContain("[header]");
  });

  it("compare of several answers what the recorded ones differ in, and nothing else", () => {
    const item = (status: string) => ({ cvm_id: 7, identifier: "7", status });
    const step = (...statuses: readonly string[]): ReportedStep => ({
      credential: "member",
      method: "PATCH",
      path: "/api/v1/cvms/instance-ids",
      headers: {},
      body: '{"dry_run":true}',
      response: { status: 200, headers: {}, body: JSON.stringify({ items: statuses.map(item) }) },
    });
    const finding = (steps: readonly ReportedStep[]) =>
      withFinding({
        law: "order-of-ids-is-irrelevant",
        message: "Another order of the same `cvm_ids` changed CVM 7.",
        expected: "status updated, as in the first order",
        discriminator: "item status",
        steps,
      });
    const tests = testsIn(textOf(finding([step("updated"), step("skipped"), step("updated")])));
    expect(tests).toContain('itemOf(body, "7")?.status');
    expect(tests).toContain('expect(between, "status of CVM 7").toEqual(before);');
    expect(testsIn(textOf(finding([step("updated"), step("updated"), step("updated")])))).toMatch(/^it\.todo/);
    expect(testsIn(textOf(finding([step("updated"), step("skipped"), step("skipped")])))).toMatch(/^it\.todo/);
  });
});
