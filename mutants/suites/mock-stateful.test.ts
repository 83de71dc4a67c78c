import { createBaseClient, refreshCvmInstanceIds } from "@phala/cloud";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { type ServerProcess, startServerCommand } from "./command-process.ts";
import { complaints, gate } from "./gate.ts";

const KEY = "demo-member-key";
const PATH = "/api/v1/cvms/instance-ids";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerCommand(["mock", "--stateful"]);
});
afterAll(() => server.stop("SIGTERM"));

const client = (apiKey = KEY) => createBaseClient({ apiKey, baseURL: `${server.url.origin}/api/v1` });

const control = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(new URL(`/__mock${path}`, server.url), {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const json: unknown = await response.json();
  return { status: response.status, json };
};

const cvmsIn = (fleet: unknown): readonly Readonly<Record<string, unknown>>[] =>
  isObject(fleet) && Array.isArray(fleet.cvms) ? fleet.cvms.filter(isObject) : [];

const missing = async (): Promise<number> =>
  cvmsIn((await control("GET", "/fleet")).json).filter(({ instanceId }) => instanceId === null).length;

describe("the mock with --stateful", () => {
  it("keeps what was updated, shows it in the fleet, and starts over when told to", async () => {
    const before = await missing();
    const first = await refreshCvmInstanceIds(client(), { limit: 500 });
    expect(first.updated).toBeGreaterThan(0);
    expect(await missing()).toBe(before - first.updated);
    expect((await refreshCvmInstanceIds(client(), { limit: 500 })).updated).toBe(0);
    expect((await control("POST", "/reset")).status).toBe(200);
    expect(await missing()).toBe(before);
    expect((await refreshCvmInstanceIds(client(), { limit: 500 })).updated).toBe(first.updated);
    await control("POST", "/reset");
  });

  it("wants a key, as the real thing does", async () => {
    const failure: unknown = await refreshCvmInstanceIds(client("nobody"), {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "AuthError", status: 401 });
  });

  it("answers from a scenario where a request prefers one", async () => {
    const response = await fetch(new URL(PATH, server.url), {
      method: "PATCH",
      headers: { "content-type": "application/json", prefer: "example=gateway-down" },
      body: "{}",
    });
    expect(response.headers.get("x-mock-scenario")).toBe("gateway-down");
  });

  it("takes a fleet of one's own, in the form in which it gives its own", async () => {
    const { json: fleet } = await control("GET", "/fleet");
    if (!isObject(fleet)) throw new Error("There is no fleet.");
    const [one] = cvmsIn(fleet).filter(({ workspaceId }) => workspaceId === "demo-member");
    const { status } = await control("PUT", "/fleet", {
      ...fleet,
      cvms: [{ ...one, name: "mine", status: "running" }],
    });
    expect(status).toBe(200);
    const answer = await refreshCvmInstanceIds(client(), { cvm_ids: ["mine"], missing_only: false });
    expect(answer.items.map(({ identifier, cvm_id }) => [identifier, cvm_id])).toEqual([["mine", one?.cvmId]]);
    expect(answer.items[0]?.reason).not.toBe("not_found");
    expect((await control("PUT", "/fleet", fleet)).status).toBe(200);
  });

  it.each([
    [[], "Failed to read the fleet"],
    [{ cvms: [] }, "Failed to read the fleet"],
  ])("refuses the fleet %j, says why, and keeps its own", async (fleet, message) => {
    const before = await missing();
    const { status, json } = await control("PUT", "/fleet", fleet);
    expect(status).toBe(422);
    expect(json).toMatchObject({ detail: expect.stringContaining(message) });
    expect(await missing()).toBe(before);
  });

  it("switches to scenarios and back without losing what it keeps", async () => {
    await control("POST", "/reset");
    const { updated } = await refreshCvmInstanceIds(client(), { limit: 500 });
    expect(updated).toBeGreaterThan(0);
    await control("PATCH", "/settings", { stateful: false, scenario: "all-updated" });
    expect(await refreshCvmInstanceIds(client(), {})).toMatchObject({ updated: 6 });
    await control("PATCH", "/settings", { stateful: true });
    expect((await refreshCvmInstanceIds(client(), { limit: 500 })).updated).toBe(0);
    await control("POST", "/reset");
  });

  it.each([
    // Before anything else has written all that there is to write.
    ["writes", "preview-is-what-happens"],
    ["fuzz", "counts-match-items"],
    ["relations", "split-equals-whole"],
  ] as const)(
    "gets no finding from the gate: %s",
    async (phase, law) => {
      await control("POST", "/reset");
      const subject = { url: server.url, key: KEY, allowWrites: true };
      const report = await gate(subject, 400, { phases: ["probe", phase] });
      expect(complaints(report, "must")).toEqual([]);
      expect(complaints(report, "should")).toEqual([]);
      expect(report.laws.find(({ id }) => id === law)).toMatchObject({ verdict: "held" });
    },
    120_000,
  );
});
