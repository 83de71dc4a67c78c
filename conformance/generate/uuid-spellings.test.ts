import { expect, it } from "vitest";
import { uuidSpellings } from "./uuid-spellings.ts";

it("a UUID is also spelled without dashes, and in upper case", () => {
  expect(uuidSpellings("3f0c1f0e-8a52-4d0e-9d57-0c6a5f1f2b11")).toEqual({
    dashless: "3f0c1f0e8a524d0e9d570c6a5f1f2b11",
    upperCase: "3F0C1F0E-8A52-4D0E-9D57-0C6A5F1F2B11",
  });
});

it("what is no UUID with dashes has no other spellings", () => {
  for (const text of ["", "web", "1001", "3f0c1f0e8a524d0e9d570c6a5f1f2b11", "3f0c1f0e-8a52-4d0e-9d57-0c6a5f1f2b1g"])
    expect(uuidSpellings(text)).toBeNull();
});
