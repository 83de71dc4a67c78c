import { expect, it } from "vitest";
import { IdleTraits } from "./idle-traits.ts";

const scan = (cvms: number) => ({ scope: "scan", cvms }) as const;
const list = (cvms: number) => ({ scope: "list", cvms }) as const;

it("expects updates of a trait until three previews told of none, and again of wider ones", () => {
  const idle = new IdleTraits();
  for (const cvms of [1, 2, 3]) {
    expect(idle.unknownOf(["overwrite"], "member", scan(1))).toEqual(["overwrite"]);
    idle.note(["overwrite"], "member", scan(cvms));
  }
  expect(idle.unknownOf(["overwrite", "limit"], "member", scan(3))).toEqual(["limit"]);
  expect(idle.unknownOf(["overwrite"], "member", scan(4))).toEqual(["overwrite"]);
});

it("learns nothing about lists from scans, nor about one key from another", () => {
  const idle = new IdleTraits();
  for (const _ of [1, 2, 3]) idle.note(["key admin"], "admin", scan(500));
  expect(idle.unknownOf(["key admin"], "admin", scan(500))).toEqual([]);
  expect(idle.unknownOf(["key admin"], "admin", list(1))).toEqual(["key admin"]);
  expect(idle.unknownOf(["key admin"], "member", scan(1))).toEqual(["key admin"]);
});
