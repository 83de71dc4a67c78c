import { describe, expect, it } from "vitest";
import { readPrefer } from "./prefer.ts";

const none = { code: null, example: null, delayMs: null, fault: null };

describe("a Prefer header", () => {
  it.each([
    [undefined, {}],
    ["", {}],
    ["code=422", { code: 422 }],
    ["example=conflicts", { example: "conflicts" }],
    ['example="conflicts"', { example: "conflicts" }],
    ["code=422, example=limit-null", { code: 422, example: "limit-null" }],
    ["Code = 422 ;example=limit-null", { code: 422, example: "limit-null" }],
    ["delay=800, fault=reset", { delayMs: 800, fault: "reset" }],
    ["fault=503", { fault: "503" }],
    ["respond-async, wait=100, example=mixed", { example: "mixed" }],
    // Of several equal ones the first counts.
    ["example=mixed, example=conflicts", { example: "mixed" }],
  ])("is read: %s", (header, expected) => {
    expect(readPrefer(header)).toEqual({ kind: "preferences", preferences: { ...none, ...expected } });
  });

  it.each([
    ["code=9", "code"],
    ["code=abc", "code"],
    ["example=", "example"],
    ["delay=soon", "delay"],
    ["delay=-1", "delay"],
    ["delay=600001", "delay"],
    ["fault=fire", "fault"],
  ])("that can't be followed is told so: %s", (header, name) => {
    expect(readPrefer(header)).toMatchObject({ kind: "unclear", faults: [{ loc: ["header", "prefer", name] }] });
  });
});
