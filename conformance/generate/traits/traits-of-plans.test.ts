import { describe, expect, it } from "vitest";
import type { Json } from "../../../contract/index.ts";
import { contract, operation } from "../../testing/example-judge.ts";
import { onlyOperation } from "../only-operation.ts";
import { plainRequest } from "../request-arbitrary.ts";
import { traitCode } from "./trait.ts";
import { traitWords } from "./trait-words.ts";
import { traitsOfPlans } from "./traits-of-plans.ts";

const checked = onlyOperation(contract);
const planOf = (value: Json) => plainRequest({ operation, credential: "member" }, value);
const traitsOf = (value: Json) => traitsOfPlans([planOf(value)], checked);
const codesOf = (value: Json) => new Set(traitsOf(value).map(traitCode));

describe("what a request has in it", () => {
  it("is nothing where it is the default, as a preview, whoever asks", () => {
    expect(traitsOf({ dry_run: true })).toEqual([]);
    expect(traitsOfPlans([{ ...planOf({ dry_run: true }), credential: "none" }], checked)).toEqual([]);
  });

  it("is told in words, each place once", () => {
    const words: readonly (readonly [Json, readonly string[]])[] = [
      [
        { dry_run: true, overwrite: true, limit: 500 },
        ["`limit` at its maximum", "`overwrite` other than its default"],
      ],
      [{ dry_run: true, cvm_ids: null }, ["`cvm_ids` null"]],
      [{ dry_run: true, limit: 100 }, ["`limit` given, with its default"]],
      [{ dry_run: true, cvm_ids: ["%"] }, ["an entry of `cvm_ids` with a percent sign"]],
      [{ dry_run: true, cvm_ids: Array(21).fill("x") }, ["`cvm_ids` with 21 entries or more and with an entry twice"]],
      [{ dry_run: true, limit: null }, ["`limit` of the wrong type (null)"]],
      [{ overwrite: false }, ["leave to write (no `dry_run`)", "`overwrite` given, with its default"]],
    ];
    for (const [value, expected] of words) expect(traitWords(traitsOf(value))).toEqual(expected);
  });

  it("is more where more is in it, so that it tells what explains what", () => {
    const less = codesOf({ dry_run: true, cvm_ids: Array.from({ length: 21 }, (_, index) => `a${index}`) });
    const more = codesOf({ cvm_ids: Array.from({ length: 40 }, (_, index) => `a${index}%`), limit: 7 });
    const other = codesOf({ dry_run: true, cvm_ids: ["a", "b"], limit: 7 });
    expect(less.difference(more).size).toBe(0);
    expect(less.difference(other).size).toBeGreaterThan(0);
  });

  it("is the same of a number that is larger still, and of the same in another length", () => {
    const beyond = codesOf({ dry_run: true, cvm_ids: ["9".repeat(20)] });
    for (const larger of ["9223372036854775808", `0${"9".repeat(20)}`, "9".repeat(312)])
      expect(beyond.difference(codesOf({ dry_run: true, cvm_ids: [larger] }))).toEqual(new Set());
    for (const within of ["9223372036854775807", "0".repeat(40)])
      expect(beyond.difference(codesOf({ dry_run: true, cvm_ids: [within] })).size).toBe(1);
  });
});
