import { describe, expect, it } from "vitest";
import { NodeSilence } from "./node-silence.ts";

const noted = (calls: readonly (readonly [method: string, isAnswered: boolean])[], silence = new NodeSilence()) => {
  for (const [method, isAnswered] of calls) silence.note(method, isAnswered);
  return silence;
};

describe("a node", () => {
  it.each([
    ["silent", "neither Status nor a call after it was answered", [["Status", false]], [["GetInfo", false]], true],
    ["unknown", "no call has ended since", [["Status", false]], [], false],
    ["heard", "Status was answered, and one VM has no answer", [["Status", true]], [["GetInfo", false]], false],
    [
      "heard",
      "another VM has one",
      [["Status", false]],
      [
        ["GetInfo", false],
        ["GetInfo", true],
      ],
      false,
    ],
    [
      "silent",
      "it was heard only before",
      [
        ["GetInfo", true],
        ["Status", false],
      ],
      [["GetInfo", false]],
      true,
    ],
    [
      "heard",
      "Status is answered again",
      [["Status", false]],
      [
        ["GetInfo", false],
        ["Status", true],
      ],
      false,
    ],
  ] as const)("is %s where %s", (_, __, before, since, isSilent) => {
    const silence = noted(before);
    const mark = silence.mark();
    expect(noted(since, silence).hasLastedSince(mark)).toBe(isSilent);
  });
});
