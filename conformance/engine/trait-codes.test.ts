import { describe, expect, it } from "vitest";
import { includesAll, includesAlike } from "./trait-codes.ts";

const of = (...codes: readonly string[]) => new Set(codes);

describe("what is in a request", () => {
  it("includes the same and less, and nothing else", () => {
    expect(includesAll(of("limit given ", "cvm_ids[] percent "), of("limit given "))).toBe(true);
    expect(includesAll(of("limit given "), of("limit given ", "cvm_ids[] percent "))).toBe(false);
    expect(includesAll(of(), of())).toBe(true);
  });

  it("includes the like where it says little which of a sort it is", () => {
    expect(includesAlike(of("limit wrong-type array"), of("limit wrong-type null"))).toBe(true);
    expect(includesAlike(of("limit wrong-type array"), of("cvm_ids wrong-type null"))).toBe(false);
    expect(includesAlike(of(" other-path /a b"), of(" other-path /c"))).toBe(true);
    expect(includesAlike(of("cvm_ids[] percent "), of("cvm_ids[] empty "))).toBe(false);
  });
});
