import { expect, it } from "vitest";
import { answered, exampleAnswer, exampleItem } from "../../../conformance/index.ts";
import { Recorder } from "./recorder.ts";

/** What is told while one answer of a CVM is recorded, and saved as `save` does. */
const told = async (save: () => Promise<void>): Promise<readonly string[]> => {
  const lines: string[] = [];
  const recorder = new Recorder({
    ...{ name: "one", when: "in a test", taken: [], judge: () => null, redactorFor: () => (text) => text, save },
    tell: (line) => lines.push(line),
  });
  recorder.add(answered({ json: { missing_only: false } }, { json: exampleAnswer([exampleItem()]) }), []);
  await recorder.settled().catch(() => {});
  return lines;
};

it("a recorder says that a scenario is recorded once it is saved", async () => {
  expect(await told(async () => {})).toEqual([expect.stringMatching(/^Recorded one: 1 CVM\b(?!s)/)]);
  expect(await told(() => Promise.reject(new Error("The disk is full.")))).toEqual([]);
});
