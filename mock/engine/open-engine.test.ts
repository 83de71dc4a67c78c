import { beforeAll, describe, expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import { statusOf } from "../answer/answerer.ts";
import { refreshOperation } from "../refresh-operation.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { type Engine, openEngine } from "./open-engine.ts";

const scenarios = await loadScenarios();
const contract = loadContract(openapiDocument);
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(contract, refreshOperation(contract), scenarios, statusOf);
});

/** Those whose body is JSON: the others never get as far as the engine. */
const judged = scenarios.flatMap((scenario) => {
  if (
    scenario.kind === "world" ||
    scenario.status !== 422 ||
    ["body-missing", "malformed-json"].includes(scenario.name)
  )
    return [];
  return [[scenario.name, scenario] as const];
});

describe("the engine as the contract's judge", () => {
  it.each(judged)("finds in the request of %s what was recorded of it, in the same words", async (_, scenario) => {
    expect({ detail: await engine.faultsOf(JSON.parse(scenario.request.body)) }).toEqual(scenario.body);
  });

  it.each([
    [{}],
    [{ limit: 5, cvm_ids: null, dry_run: true }],
    [{ limit: 5.0, cvm_ids: ["a", "a"] }],
    [{ dryRun: true }],
    [JSON.parse('{"__proto__":{"limit":0},"constructor":1}')],
  ])("has nothing against %j", async (body) => {
    expect(await engine.faultsOf(body)).toEqual([]);
  });

  it.each([
    [null, "missing"],
    [0, "model_attributes_type"],
    [false, "model_attributes_type"],
    ["", "model_attributes_type"],
    [[], "model_attributes_type"],
  ])("does not take %j for an object", async (body, type) => {
    expect(await engine.faultsOf(body)).toMatchObject([{ loc: ["body"], type }]);
  });

  it.each([
    ["above", "1e400", "less_than_equal"],
    ["below", "-1e400", "greater_than_equal"],
    ["with 5,000 digits above", "9".repeat(5000), "less_than_equal"],
  ])("finds a number beyond doubles %s its bounds", async (_, limit, type) => {
    expect(await engine.faultsOf(JSON.parse(`{"limit":${limit}}`))).toMatchObject([{ loc: ["body", "limit"], type }]);
  });

  it("lists no more than ten thousand faults", async () => {
    const faults = await engine.faultsOf({ cvm_ids: Array.from({ length: 20_000 }, () => 1) });
    expect(faults).toHaveLength(10_001);
    expect(faults.at(-1)).toMatchObject({ type: "too_many_faults" });
  });
});

describe("the engine as the one that chooses", () => {
  it.each([
    [{ code: null, example: "conflicts" }, "conflicts"],
    [{ code: 200, example: "mixed" }, "mixed"],
    [{ code: 401, example: null }, "unauthorized"],
    [{ code: 422, example: "limit-null" }, "limit-null"],
  ])("grants %j", async (wish, name) => {
    for (const _ of ["first", "from memory"]) expect(await engine.choose(wish)).toEqual({ kind: "scenario", name });
  });

  it.each([
    [{ code: null, example: "no-such-scenario" }],
    [{ code: 502, example: null }],
    [{ code: 200, example: "limit-null" }],
    [{ code: null, example: "__proto__" }],
  ])("refuses %j", async (wish) => {
    expect(await engine.choose(wish)).toMatchObject({ kind: "none" });
  });
});
