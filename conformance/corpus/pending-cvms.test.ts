import { describe, expect, it } from "vitest";
import type { ToldItem } from "../cases/preview-rules.ts";
import { areUsedUp, pendingCvms } from "./pending-cvms.ts";

const told = (cvmId: number, status: string, after: string | null = "z"): ToldItem => ({
  ...{ cvmId, name: "", before: status === "updated" ? null : "b", after },
  ...{ isPromised: status === "updated", status },
});

const THEN = [told(1, "updated"), told(2, "conflict"), told(3, "unchanged", null), told(4, "updated")];

it("what is to come is kept by status, some of many", () => {
  expect(pendingCvms([...THEN, ...THEN])).toEqual({ updated: ["1", "4"], conflict: ["2"] });
  const many = Array.from({ length: 50 }, (_, index) => told(index + 1, "updated"));
  expect(pendingCvms(many).updated).toHaveLength(20);
});

describe("what answers told to come", () => {
  it.each([
    ["is used up where a CVM has its id by now", true, [...THEN.slice(1), told(1, "unchanged", null)]],
    ["is used up where no CVM is told of", true, []],
    ["is used up where a scan leaves out by now all that it told an update of", true, [told(2, "conflict")]],
    ["is used up where other CVMs are told of", true, [told(2, "conflict"), told(9, "updated")]],
    ["is not where it is told of all", false, THEN],
    ["is not where fewer are told of, as once a limit is kept", false, THEN.slice(0, 2)],
  ] as const)("%s", (_, expected, items) => {
    expect(areUsedUp(pendingCvms(THEN), items)).toBe(expected);
  });

  it("is not used up where it was nothing", () => {
    expect(areUsedUp(pendingCvms([told(3, "unchanged", null)]), [])).toBe(false);
  });
});
