import { expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { invalidReply, type ValidationFault } from "./validation-fault.ts";

const faults = (count: number): readonly ValidationFault[] =>
  Array.from({ length: count }, (_, index) => ({ loc: ["body", "cvm_ids", index], msg: "no", type: "string_type" }));

const detailOf = (count: number): readonly unknown[] => {
  const { status, body } = invalidReply(faults(count));
  expect(status).toBe(422);
  return isObject(body) && Array.isArray(body.detail) ? body.detail : [];
};

it("all faults are listed", () => {
  expect(detailOf(10_000)).toEqual(faults(10_000));
});

it("of more faults than anyone reads the rest is counted", () => {
  const detail = detailOf(10_005);
  expect(detail).toHaveLength(10_001);
  expect(detail.at(-1)).toMatchObject({ loc: ["body"], msg: "5 further faults are not listed" });
});
