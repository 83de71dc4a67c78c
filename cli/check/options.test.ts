import { expect, it } from "vitest";
import { phaseNames } from "../../conformance/index.ts";
import { checkOptions } from "./options.ts";

it("a check goes through every phase there is unless it is told otherwise", () => {
  expect(checkOptions.phases.fallback).toEqual(phaseNames);
});
