import { expect, it } from "vitest";
import { asCvmId } from "../../cases/cvm-id.ts";
import type { ToldItem } from "../../cases/preview-rules.ts";
import { writtenOf } from "./told-and-stored.ts";

const [A, B, C] = ["a", "b", "c"].map((digit) => digit.repeat(40));

/** What is told of the CVM 7, called by some name. */
const told = (name: string, before: string | undefined, after: string | undefined): readonly ToldItem[] => {
  const cvmId = asCvmId(7);
  if (cvmId === null) throw new Error("7 is no number of a CVM.");
  const ids = { before: before ?? null, after: after ?? null };
  return [
    { cvmId, name, ...ids, isPromised: after !== undefined, status: after === undefined ? "unchanged" : "updated" },
  ];
};

it("a CVM is written where it is stored as was told, by whatever name it is looked at", () => {
  const written = [{ cvmId: 7, before: A, after: B }];
  expect(writtenOf(told("x", A, B), told("x", B, undefined))).toEqual(written);
  expect(writtenOf(told("x", A, B), told("y", B, undefined))).toEqual(written);
});

it("it is written where something else is stored under the same name", () => {
  expect(writtenOf(told("x", A, B), told("x", C, undefined))).toEqual([{ cvmId: 7, before: A, after: C }]);
});

it("it is not where another CVM of the same number is looked at, or nothing was to change", () => {
  expect(writtenOf(told("x", A, B), told("y", C, undefined))).toEqual([]);
  expect(writtenOf(told("x", A, B), told("x", A, B))).toEqual([]);
  expect(writtenOf(told("x", A, undefined), told("x", C, undefined))).toEqual([]);
});

it("what was stored before is told in the letters of the answer that told it, for it may have to be put back", () => {
  const [first] = told("x", A, B);
  if (first === undefined || A === undefined) throw new Error("One is told.");
  const spelled = ` ${A.toUpperCase()}`;
  expect(writtenOf([{ ...first, spelled }], told("x", B, undefined))).toEqual([
    { cvmId: 7, before: spelled, after: B },
  ]);
  expect(writtenOf([{ ...first, before: null, spelled: "" }], told("x", B, undefined))).toEqual([
    { cvmId: 7, before: null, after: B },
  ]);
});

it("what it is written with is told in the letters of the answer that shows it", () => {
  const [now] = told("x", B, undefined);
  if (now === undefined || B === undefined) throw new Error("One is told.");
  const spelled = B.toUpperCase();
  expect(writtenOf(told("x", A, B), [{ ...now, spelled }])).toEqual([{ cvmId: 7, before: A, after: spelled }]);
});
