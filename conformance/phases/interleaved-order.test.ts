import { describe, expect, it } from "vitest";
import type { Json } from "../../contract/index.ts";
import { interleavedOrder } from "./interleaved-order.ts";

const asking = (name: string, ...values: readonly Json[]) => ({
  name,
  plans: values.map((value) => ({
    credential: "member" as const,
    method: "PATCH",
    path: "/",
    headers: {},
    body: { kind: "json" as const, value, spelling: "plain" as const, damage: null },
  })),
});

describe("the order of cases for a fleet that can't be restored", () => {
  it("lets the laws take turns, and puts last what writes to whatever it finds", () => {
    const named = { cvm_ids: ["7"] };
    const one = [asking("a1", named), asking("a2", { limit: 5 }), asking("a3", named)];
    const other = [asking("b1", { dry_run: true }, {}), asking("b2", { dry_run: true }, { ...named, overwrite: true })];
    expect(interleavedOrder([one, other]).map(({ name }) => name)).toEqual(["a1", "b2", "a3", "b1", "a2"]);
    expect(interleavedOrder([])).toEqual([]);
  });

  it("puts first what is to write nothing: previews, and what is refused for its key", () => {
    const { name, plans } = asking("stranger", {});
    const stranger = { name, plans: plans.map((plan) => ({ ...plan, credential: "bad" as const })) };
    const cases = [asking("named", { cvm_ids: ["7"] }), asking("previews", { dry_run: true }), stranger];
    expect(interleavedOrder([cases]).map((one) => one.name)).toEqual(["previews", "stranger", "named"]);
  });
});
