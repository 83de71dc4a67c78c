import { describe, expect, it } from "vitest";
import type { CvmStore } from "../stores/cvm-store.ts";
import { createMemoryStore } from "../stores/memory-store.ts";
import { hex40, sampleCvm } from "../testing/sample-cvm.ts";
import type { Reply } from "./reply.ts";
import { stateRoutes } from "./state-routes.ts";

const INITIAL = [sampleCvm(1), sampleCvm(2, { instanceId: hex40(2) })];

const shown = (instanceId: string | null) => ({ instance_id: instanceId, status: "running", workspace: "home" });

const call = async (store: CvmStore, method: "GET" | "PUT", body = ""): Promise<Reply> => {
  const route = stateRoutes(store, INITIAL).find((one) => one.method === method);
  if (route === undefined) throw new Error(`There is no ${method}.`);
  expect(route.path).toBe("/__state");
  return route.handle({
    headers: { "content-type": "application/json" },
    requestId: "",
    identify: () => {},
    body: async () => ({ bytes: Buffer.from(body) }),
  });
};

const changed = async (): Promise<CvmStore> => {
  const store = createMemoryStore(INITIAL);
  await store.record({ atMs: 1_000, attempted: [1], writes: [{ cvmId: 1, expected: null, next: hex40(9) }] });
  return store;
};

describe("the test state", () => {
  it("shows of every CVM its id, its status and its workspace", async () => {
    expect(await call(await changed(), "GET")).toMatchObject({
      status: 200,
      body: { 1: shown(hex40(9)), 2: shown(hex40(2)) },
    });
  });

  it("is the initial one again, stamps and all, with the ids that are put", async () => {
    const store = await changed();
    expect(await call(store, "PUT", "{}")).toMatchObject({ status: 200, body: { 1: shown(null), 2: shown(hex40(2)) } });
    expect(await store.snapshot()).toEqual(INITIAL);
    const swapped = { 1: hex40(2), 2: null };
    expect(await call(store, "PUT", JSON.stringify(swapped))).toMatchObject({
      status: 200,
      body: { 1: shown(hex40(2)), 2: shown(null) },
    });
    const state = { 1: shown(hex40(7)), 2: shown(hex40(2)) };
    expect(await call(store, "PUT", JSON.stringify(state))).toMatchObject({ status: 200, body: state });
  });

  it.each([
    ["[]", { detail: [{ loc: ["body"], type: "dict_type" }] }],
    ["{", { detail: [{ type: "json_invalid" }] }],
    ['{"web":null}', { detail: [{ loc: ["body", "web"], type: "int_parsing" }] }],
    ['{"1":"abc","2":5}', { detail: [{ loc: ["body", "1"] }, { loc: ["body", "2"] }] }],
    ['{"7":null}', { detail: expect.stringContaining("no CVM 7") }],
    [`{"1":"${hex40(2)}"}`, { detail: expect.stringContaining("can't both have") }],
  ])("stays as it is where %s is put", async (body, answer) => {
    const store = await changed();
    const before = await store.snapshot();
    expect(await call(store, "PUT", body)).toMatchObject({ status: 422, body: answer });
    expect(await store.snapshot()).toEqual(before);
  });
});
