import { describe, expect, it } from "vitest";
import type { Json } from "../../contract/index.ts";
import type { Expectation } from "../cases/expectation.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { isIdle } from "./is-idle.ts";
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
    expect(interleavedOrder([one, other], () => false).map(({ name }) => name)).toEqual(["a1", "b2", "a3", "b1", "a2"]);
    expect(interleavedOrder([], () => true)).toEqual([]);
  });

  it("puts first what is to write nothing, and of that last what would write to whatever it finds", () => {
    const cases = [asking("named", { cvm_ids: ["7"] }), asking("all", {}), asking("one", { cvm_ids: ["8"] })];
    const isIdle = ({ body }: RequestPlan): boolean => JSON.stringify(body).includes('"7"') === false;
    expect(interleavedOrder([cases], isIdle).map(({ name }) => name)).toEqual(["one", "all", "named"]);
  });
});

describe("what is to write nothing", () => {
  const owed: Readonly<Record<string, Expectation>> = {
    acceptance: { kind: "acceptance", json: {} },
    refusal: { kind: "refusal", json: {}, faults: [], stubbornFaults: [] },
    readable: { kind: "tolerance", irregularities: [], isReadable: true },
    unreadable: { kind: "tolerance", irregularities: [], isReadable: false },
  };

  it.each([
    ["acceptance", false],
    ["refusal", true],
    ["readable", false],
    ["unreadable", true],
  ])("is what is owed a refusal, or what nobody can read: %s", (kind, isSo) => {
    const [plan] = asking("one", {}).plans;
    const expectation = owed[kind];
    if (plan === undefined || expectation === undefined) throw new Error("There is no such request.");
    const expecting = (): Expectation => expectation;
    expect(isIdle(plan, expecting)).toBe(isSo);
    expect(isIdle({ ...plan, credential: "bad" }, expecting)).toBe(true);
    expect(isIdle({ ...plan, body: { ...plan.body, value: { dry_run: true } } }, expecting)).toBe(true);
  });
});
