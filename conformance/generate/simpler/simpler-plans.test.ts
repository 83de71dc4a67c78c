import { describe, expect, it } from "vitest";
import type { Json } from "../../../contract/index.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { contract, operation } from "../../testing/example-judge.ts";
import { onlyOperation } from "../only-operation.ts";
import { plainRequest } from "../request-arbitrary.ts";
import { simplerPlans } from "./simpler-plans.ts";

const checked = onlyOperation(contract);
const planOf = (value: Json): RequestPlan => plainRequest({ operation, credential: "none" }, value);
const jsonOf = ({ body }: RequestPlan): Json => (body.kind === "json" ? body.value : null);

/** The simplest request reached from `value` in which `shows` is still seen. */
const smallest = (value: Json, shows: (value: Json) => boolean): Json => {
  let plan = planOf(value);
  for (let next: RequestPlan | undefined = plan; next !== undefined; ) {
    plan = next;
    next = [...simplerPlans(plan, checked)].find((simpler) => shows(jsonOf(simpler)));
  }
  return jsonOf(plan);
};

const member = (value: Json, name: string): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const ids = (value: Json): readonly Json[] => {
  const list = member(value, "cvm_ids");
  return Array.isArray(list) ? list : [];
};

describe("the simplest request that shows a bug", () => {
  it("is a preview wherever the bug shows with one", () => {
    expect(smallest({ limit: 7, overwrite: true }, (value) => member(value, "overwrite") === true)).toEqual({
      overwrite: true,
      dry_run: true,
    });
    expect(smallest({ limit: 7 }, (value) => member(value, "dry_run") !== true)).toEqual({});
  });

  it("is next to no bound where the bug is not", () => {
    expect(smallest({ limit: 500 }, (value) => member(value, "limit") !== undefined)).toEqual({
      limit: 2,
      dry_run: true,
    });
    expect(smallest({ limit: 1 }, (value) => member(value, "limit") === 1)).toEqual({ limit: 1, dry_run: true });
    expect(smallest({ limit: 65_537 }, (value) => Number(member(value, "limit")) > 500)).toEqual({
      limit: 501,
      dry_run: true,
    });
  });

  it("names a plain CVM where any will do, and else has of a name what it takes", () => {
    const list = { cvm_ids: ["d41632f9-0463-4964-9f61-55d0b7cd0e38", "a%'b"] };
    expect(smallest(list, (value) => ids(value).length > 0)).toEqual({ cvm_ids: ["x"], dry_run: true });
    const hasPercent = (value: Json): boolean => ids(value).some((id) => String(id).includes("%"));
    expect(smallest(list, hasPercent)).toEqual({ cvm_ids: ["%"], dry_run: true });
  });

  it("only reads, and has no body, where it is beside the operation and that will do", () => {
    const stray: RequestPlan = { ...planOf({}), method: "POST", path: "/elsewhere" };
    const bare = { ...stray, method: "GET", headers: {}, body: { kind: "none" } };
    expect([...simplerPlans(stray, checked)].slice(0, 2)).toEqual([
      bare,
      { ...stray, path: `${operation.path}/no-such-path` },
    ]);
    expect([...simplerPlans({ ...planOf({ dry_run: true }), path: operation.path }, checked)]).toEqual([]);
  });

  it("has of wrong types the first that will do", () => {
    const isWrong = (value: Json): boolean => !["undefined", "number"].includes(typeof member(value, "limit"));
    for (const limit of [[], {}, "5", true])
      expect(smallest({ limit }, isWrong)).toEqual({ limit: null, dry_run: true });
  });
});
