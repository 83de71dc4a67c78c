import { expect, it } from "vitest";
import { asCvmId } from "../cases/cvm-id.ts";
import { asItWas } from "./as-it-was.ts";

const cvm = (number: number, before: string | null) => {
  const cvmId = asCvmId(number);
  if (cvmId === null) throw new Error("That is no CVM's number.");
  return { cvmId, before, after: null };
};

it("says what has to be stored again, of three CVMs by name", () => {
  const id = "a".repeat(40);
  expect(asItWas([cvm(7, null), cvm(8, id)])).toBe(
    `These requests may show it again once CVM 7 is without an id again and CVM 8 has the id ${id} again.`,
  );
  expect(asItWas([7, 8, 9, 10, 11].map((number) => cvm(number, null)))).toMatch(
    /9 is without .* 2 more are as they were\.$/,
  );
});

it("repeats no more than the beginning of what is no instance id", () => {
  expect(asItWas([cvm(7, "x".repeat(4_000_000))]).length).toBeLessThan(200);
});
