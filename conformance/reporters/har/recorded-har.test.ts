import { expect, it } from "vitest";
import { redactFinding } from "../../report/redact-finding.ts";
import type { Report, ReportedStep } from "../../report/report.ts";
import type { Redact } from "../../secrets/redactor.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { harFaults } from "../testing/har-faults.ts";
import { recordedHar, recordedLine } from "./recorded-har.ts";

const [sample] = sampleReport.findings;
const [step] = sample?.steps ?? [];
if (sample === undefined || step === undefined) throw new Error("The sample has no step.");

const STARTED = "2026-11-29T20:00:00.123Z";
const same: Redact = (text) => text;

const harOf = async (report: Report, steps: readonly ReportedStep[], redact = same) => {
  const lines = steps.map((one) => recordedLine(one, { startedAt: STARTED, ms: 1.5 }, report.target, redact));
  const redacted = { ...report, findings: report.findings.map((finding) => redactFinding(finding, redact)) };
  const all = async function* () {
    yield* lines;
  };
  let text = "";
  for await (const piece of recordedHar(report, redacted, all())) text += piece;
  return { text, har: JSON.parse(text) };
};

const other: ReportedStep = { ...step, path: "/other", response: { fault: "dropped", detail: "gone" } };

it.each([
  ["of no exchange", []],
  ["of an answer and of none", [step, other]],
])("an archive %s is valid", async (_, steps) => {
  expect(harFaults((await harOf(sampleReport, steps)).har)).toEqual([]);
});

it("has each exchange in its turn, with its times, and an answer that never came as status 0", async () => {
  const { entries } = (await harOf(sampleReport, [other, step])).har.log;
  expect(entries).toMatchObject([
    { startedDateTime: STARTED, time: 1.5, response: { status: 0, comment: "No answer: dropped (gone)" } },
    { startedDateTime: STARTED, time: 1.5, timings: { wait: 1.5 } },
  ]);
});

it("says of the exchanges that show findings, and of no others, which they show", async () => {
  const second = { ...sample, fingerprint: "ffffffffffff", steps: [other, step] };
  const near = { ...step, headers: { ...step.headers, accept: "*/*" } };
  const { entries } = (await harOf({ ...sampleReport, findings: [sample, second] }, [near, step, other])).har.log;
  expect(entries[0].comment).toBeUndefined();
  expect(entries[1].comment).toMatch(
    /finding 0123456789ab, request 1 of 1\.[\s\S]*\n\n[\s\S]*finding ffffffffffff, request 2 of 2\./,
  );
  expect(entries[2].comment).toMatch(/finding ffffffffffff, request 1 of 2\./);
});

it("hides in each exchange what is secret and what its answer hands out, and in a finding's what any of its answers does", async () => {
  const KEY = "a-key-of-somebody";
  const HANDED_OUT = "5e55105e5510";
  const hands: ReportedStep = {
    ...step,
    path: `/${KEY}`,
    response: { status: 200, headers: { "set-cookie": `sid=${HANDED_OUT}` }, body: HANDED_OUT },
  };
  const repeats: ReportedStep = { ...step, response: { status: 200, headers: {}, body: `${KEY} ${HANDED_OUT}` } };
  const report = { ...sampleReport, findings: [{ ...sample, steps: [hands, repeats] }] };
  const redact: Redact = (text) => text.replaceAll(KEY, "[api-key]");
  const { text } = await harOf(report, [hands, repeats, { ...hands, method: "GET" }], redact);
  expect(text).not.toContain(KEY);
  expect(text).not.toContain(HANDED_OUT);
});
