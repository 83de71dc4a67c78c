import { expect, it } from "vitest";
import { answered, loadHarRecorder } from "../../conformance/index.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { reportWith } from "../testing/report-with.ts";
import { Recording } from "./recording.ts";

const exchange = answered({ json: { dry_run: true } }, { status: 200, json: {} });

const recordingOn = async (append: () => Promise<void>) => {
  const fake = fakeContext([]);
  const openScratch = async () => ({ append, lines: async function* () {}, close: async () => {} });
  const recording = new Recording({ ...fake.context, openScratch, har: await loadHarRecorder() });
  recording.reporter.onEvent({ kind: "run-finished", report: reportWith("a") });
  return { recording, files: fake.files };
};

it("lets the run go on where the disk is full, and says so when the archive is to be written", async () => {
  let appended = 0;
  const { recording, files } = await recordingOn(async () => {
    appended += 1;
    throw new Error("ENOSPC: no space left on device, write");
  });
  await recording.note(exchange);
  await recording.note(exchange);
  expect(appended).toBe(1);
  await expect(recording.save("/run.har")).rejects.toThrow("ENOSPC");
  expect([...files.keys()]).toEqual([]);
  await recording.close();
});

it("waits for the disk with each exchange", async () => {
  let goOn = (): void => {};
  const { recording } = await recordingOn(() => new Promise((resolve) => (goOn = resolve)));
  let isNoted = false;
  const noted = recording.note(exchange).then(() => (isNoted = true));
  await new Promise(setImmediate);
  expect(isNoted).toBe(false);
  goOn();
  await noted;
});
