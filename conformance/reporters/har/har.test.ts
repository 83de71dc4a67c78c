import { describe, expect, it } from "vitest";
import type { Report, ReportedStep } from "../../report/report.ts";
import { hostileReport } from "../../testing/hostile-report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { harText } from "./har.ts";
import { harFaults } from "../testing/har-faults.ts";

const harOf = (report: Report) => JSON.parse(harText(report));
const entriesOf = (report: Report) => harOf(report).log.entries;

const withStep = (change: Partial<ReportedStep>): Report => ({
  ...sampleReport,
  findings: sampleReport.findings.map((finding) => ({
    ...finding,
    steps: finding.steps.map((step) => ({ ...step, ...change })),
  })),
});

describe("the HTTP archive", () => {
  it.each([
    ["of a finding", sampleReport],
    ["of none", { ...sampleReport, findings: [] }],
    ["of a hostile server", hostileReport],
    ["of an answer that never came", withStep({ response: { fault: "dropped", detail: "gone" } })],
    [
      "of bytes",
      withStep({ body: { base64: "/w==" }, response: { status: 200, headers: {}, body: { base64: "/w==" } } }),
    ],
  ] satisfies readonly (readonly [string, Report])[])("%s is valid", (_, report) => {
    expect(harFaults(harOf(report))).toEqual([]);
  });

  it("would not be valid with an entry that lacks its request", () => {
    const har = harOf(sampleReport);
    delete har.log.entries[0].request;
    expect(harFaults(har)).not.toEqual([]);
  });

  it("has each request as it was sent, and says which finding and law it belongs to", () => {
    const [entry] = entriesOf(withStep({ path: "/x/../y?a=1&a=%20" }));
    expect(entry.request).toMatchObject({
      method: "PATCH",
      url: "http://127.0.0.1:4020/x/../y?a=1&a=%20",
      queryString: [
        { name: "a", value: "1" },
        { name: "a", value: " " },
      ],
      postData: { mimeType: "application/json", text: '{"dry_run":true}' },
      comment: "It was sent with a key (member), which is not in here.",
    });
    expect(entry.comment).toMatch(
      /^counts-sum-to-scanned \(must\), finding 0123456789ab, request 1 of 1\.\nThe counters do not add up\.\nExpected: 5 /,
    );
  });

  it("tells bytes from text, and how much of a body is not there", () => {
    const [entry] = entriesOf(
      withStep({
        body: { base64: "/w==", leftOutBytes: 3 },
        response: { status: 200, headers: { "content-type": "text/plain" }, body: { text: "ab", leftOutBytes: 1_000 } },
      }),
    );
    expect(entry.request.postData).toEqual({
      mimeType: "application/json",
      text: "/w==",
      comment: "Base64 of the bytes. … 3 more bytes are left out.",
    });
    expect(entry.request.bodySize).toBe(4);
    expect(entry.response.content).toEqual({
      size: 1_002,
      mimeType: "text/plain",
      text: "ab",
      comment: "… 1,000 more bytes",
    });
  });
});
