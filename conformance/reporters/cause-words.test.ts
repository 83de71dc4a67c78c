import { expect, it } from "vitest";
import type { ReportedFinding } from "../report/report.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { takesText } from "./cause-words.ts";

const [sample] = sampleReport.findings;
if (sample === undefined) throw new Error("The sample report has no finding.");
const [step] = sample.steps;
if (step === undefined) throw new Error("The sample's finding has no request.");

const finding: ReportedFinding = { ...sample, takes: ["`limit` at its maximum"], writes: false, steps: [step] };

it("says of one request, or of equal ones, what they have in them", () => {
  expect(takesText(finding)).toBe("`limit` at its maximum");
  expect(takesText({ ...finding, steps: [step, step], writes: true })).toBe(
    "`limit` at its maximum and leave to write",
  );
});

it("says of several requests that one of them has each of it", () => {
  const steps = [step, { ...step, body: "{}" }];
  expect(takesText({ ...finding, steps })).toBe("`limit` at its maximum, in one of the requests at least");
  expect(takesText({ ...finding, steps, writes: true })).toBe(
    "`limit` at its maximum and leave to write, each in one of the requests at least",
  );
});

it("says no more where nothing but leave to write is told", () => {
  const steps = [step, { ...step, body: "{}" }];
  expect(takesText({ ...finding, steps, takes: [], writes: true })).toBe("leave to write");
  expect(takesText({ ...finding, steps, takes: [] })).toBeNull();
});
