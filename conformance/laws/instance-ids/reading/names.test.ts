import { describe, expect, it } from "vitest";
import type { CvmId } from "../../../cases/cvm-id.ts";
import { mayNameSeveral, mostSelected, resolvedNames, unnamedItems } from "./names.ts";
import type { RefreshItem } from "./refresh-answer.ts";

const uuid = "3f0c1f0e-8a52-4d0e-9d57-0c6a5f1f2b11";
const hex = "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334";
const item = (cvmId: CvmId, members: Partial<RefreshItem> = {}): RefreshItem => ({
  cvmId,
  identifier: `other-${cvmId}`,
  status: "skipped",
  oldInstanceId: null,
  saysNoOldId: true,
  newInstanceId: null,
  source: null,
  isVerified: null,
  reason: null,
  ...members,
});
const unnamed = (names: readonly string[], ...items: readonly RefreshItem[]): readonly CvmId[] =>
  unnamedItems(new Set(names), items).map(({ cvmId }) => cvmId);

describe("names", () => {
  it.each([hex, `app_${hex}`, hex.toUpperCase()])("takes %s for an app id, which may name several", (name) => {
    expect(mayNameSeveral(name)).toBe(true);
  });

  it.each(["7", uuid, uuid.replaceAll("-", ""), `instance_${hex}`, "web", "", hex.slice(1)])(
    "takes %j for a name of one",
    (name) => {
      expect(mayNameSeveral(name)).toBe(false);
    },
  );

  it("knows an item by its number, its identifier in any spelling, or its instance id", () => {
    expect(unnamed(["7"], item(7))).toEqual([]);
    expect(unnamed([uuid.toUpperCase()], item(7, { identifier: uuid.replaceAll("-", "") }))).toEqual([]);
    expect(unnamed([`instance_${hex}`], item(7, { newInstanceId: hex }))).toEqual([]);
  });

  it("tells the names that must have named a CVM from those that may have named none", () => {
    const names = new Set(["7", "8", uuid, uuid.toUpperCase(), "web", "x"]);
    const items = [item(7), item(9, { identifier: uuid }), item(10, { identifier: "web" })];
    expect([...resolvedNames(names, items)]).toEqual(["7", "web"]);
  });

  it("counts a CVM once, and what may be nobody's name as often as it was given", () => {
    expect(mostSelected(["7", "7", "x", "x"], [item(7)])).toBe(3);
    expect(mostSelected(["7", "7", "x", "x"], [])).toBe(4);
    expect(mostSelected([uuid, uuid.toUpperCase(), uuid.toUpperCase()], [item(7, { identifier: uuid })])).toBe(3);
    expect(mostSelected(["7", "7", uuid, uuid, uuid], [item(7, { identifier: uuid })])).toBe(4);
    expect(mostSelected(["7", "7", "8", "8"], [item(7), item(8)])).toBe(2);
  });

  it("finds the item of a CVM that no name can mean", () => {
    expect(unnamed(["7"], item(8))).toEqual([8]);
    expect(unnamed(["7", "9"], item(7), item(8))).toEqual([8]);
    expect(unnamed([], item(8))).toEqual([8]);
    expect(unnamed(["1152921504606846977"], item(2n ** 60n))).toEqual([2n ** 60n]);
  });

  it("lets a name that can be told from no item stand for one, and no more", () => {
    expect(unnamed([uuid], item(8))).toEqual([]);
    expect(unnamed(["web", "7"], item(7), item(8))).toEqual([]);
    expect(unnamed(["web"], item(8), item(9))).toEqual([8, 9]);
    expect(unnamed(["007"], item(7))).toEqual([]);
  });
});
