import { expect, it } from "vitest";
import { calmTexts } from "./calm-laws.ts";

const skipped = (id: string, missing: string) =>
  ({ id, level: "must", evidence: 0, verdict: "skipped", missing }) as const;

it.each([
  ["needs --allow-writes", "1 law needs --allow-writes", "2 laws need --allow-writes"],
  ["not among --laws", "1 law is not among --laws", "2 laws are not among --laws"],
  [
    "is about other paths and methods, which only check judges",
    "1 law is about other paths and methods, which only check judges",
    "2 laws are about other paths and methods, which only check judges",
  ],
])("says of one law and of several that they were skipped: %s", (why, ofOne, ofTwo) => {
  expect(calmTexts([skipped("a", why)])).toEqual([{ verdict: "skipped", text: ofOne }]);
  expect(calmTexts([skipped("a", why), skipped("b", why)])).toEqual([{ verdict: "skipped", text: ofTwo }]);
});
