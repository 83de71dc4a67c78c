import { expect, it } from "vitest";
import { inScript, type LikenessKind, likenessOf } from "./likeness-of.ts";

const UUID = "3f0c1f0e-8a52-4d0e-9d57-0c6a5f1f2b11";

it.each<[string, string, LikenessKind]>([
  ["1001", "+1001", "same-value"],
  ["1001", " 001001", "same-value"],
  ["1001", "0x3e9", "same-number"],
  ["1001", "0X03E9", "same-number"],
  ["1001", "0b1111101001", "same-number"],
  ["1001", "1_001", "same-number"],
  ["1001", "1001.00", "same-number"],
  ["1001", "1.0010e3", "same-number"],
  ["1000", "1e3", "same-number"],
  ["7", "7.0e0", "same-number"],
  ["1001", inScript("1001", 0xff10), "same-number"],
  ["1001", inScript("1001", 0x660), "same-number"],
  ["1001", "1001.1", "longer"],
  ["1001", "0x3ea", "altered"],
  ["1001", "1001x", "longer"],
  ["1001", "-1001", "other-number"],
  ["1001", "4294968297", "other-number"],
  [UUID, UUID.slice(0, 8), "beginning"],
  [UUID, `${UUID.slice(0, 24)}%`, "altered"],
  [UUID, `x${UUID}`, "longer"],
])("%j is to %j as its kind says: %s (case %#)", (name, like, kind) => {
  expect(likenessOf(name, like)).toBe(kind);
});
