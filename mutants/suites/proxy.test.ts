import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBaseClient, refreshCvmInstanceIds } from "@phala/cloud";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Report } from "../../conformance/index.ts";
import { loadMutant } from "../load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";
import { type ServerProcess, startServerCommand } from "./command-process.ts";

let world: MutantWorld;
let folder = "";
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  world = await openMutantWorld();
  folder = await mkdtemp(join(tmpdir(), "cvm-contract-proxy-"));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closers.splice(0).reverse()) await close();
});

const startMutant = async (name: string): Promise<URL> => {
  const server = await world.start((await loadMutant(name)).changes);
  closers.push(server.close);
  return new URL(server.url);
};

const startProxy = async (target: URL): Promise<ServerProcess> => {
  const argv = ["proxy", "--target", target.origin, "--report", "json=proxy.json", "--report", "tty"];
  const proxy = await startServerCommand(argv, folder);
  closers.push(() => proxy.stop("SIGKILL"));
  return proxy;
};

const reportIn = async (file: string): Promise<Report> => JSON.parse(await readFile(join(folder, file), "utf8"));

const outcomeOf = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    return await call;
  } catch (error) {
    return error instanceof Error ? [error.name, error.message] : error;
  }
};

/** All that the official client offers, and what it gives back: answers, and errors of every kind. */
const useClient = async (origin: URL): Promise<readonly unknown[]> => {
  const baseURL = `${origin.origin}/api/v1`;
  const client = createBaseClient({ apiKey: "demo-member-key", baseURL });
  const stranger = createBaseClient({ apiKey: "nobody-has-this-key", baseURL });
  const calls = [
    () => refreshCvmInstanceIds(client, { dry_run: true, limit: 500 }),
    () => refreshCvmInstanceIds(client, { dry_run: true, limit: 500, running_only: false, missing_only: false }),
    () => refreshCvmInstanceIds(client, {}),
    () => refreshCvmInstanceIds(client, { limit: 2, overwrite: true }),
    () => refreshCvmInstanceIds(client, { cvm_ids: ["1", "no such"], missing_only: false }),
    () => client.patch("/cvms/instance-ids", { limit: 501 }),
    () => client.get("/cvms"),
    () => refreshCvmInstanceIds(stranger, { dry_run: true }),
  ];
  const outcomes: unknown[] = [];
  for (const call of calls) outcomes.push(await outcomeOf(call()));
  return outcomes;
};

/** Keeps every answer that comes over the wire while `act` is under way: status, headers that outlast a connection, bytes. */
const wiretapped = async (act: () => Promise<readonly unknown[]>) => {
  const answers: unknown[] = [];
  const { fetch } = globalThis;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (...request) => {
    const response = await fetch(...request);
    const headers = [...response.headers].filter(([name]) => !["date", "connection", "keep-alive"].includes(name));
    answers.push({
      status: response.status,
      statusText: response.statusText,
      headers,
      body: Buffer.from(await response.clone().arrayBuffer()).toString("latin1"),
    });
    return response;
  });
  const outcomes = await act();
  vi.restoreAllMocks();
  return { answers, outcomes };
};

describe("the official client behind a proxy", () => {
  it("is answered as without it, byte for byte", async () => {
    const direct = await startMutant("no-bug-at-all");
    const proxy = await startProxy(await startMutant("no-bug-at-all"));
    const without = await wiretapped(() => useClient(direct));
    const withProxy = await wiretapped(() => useClient(proxy.url));
    expect(without.answers).toHaveLength(8);
    expect(withProxy).toEqual(without);
    expect(await proxy.stop("SIGTERM")).toBe(0);
    const report = await reportIn("proxy.json");
    // One call is to another path.
    expect(report).toMatchObject({ outcome: "conforms", requests: 8, cases: 7, findings: [] });
    expect(JSON.stringify(report)).not.toContain("demo-member-key");
    expect(proxy.output()).toContain("Conforms: no law is broken.");
  });

  it.each(["updated-counts-unchanged", "scanned-counts-candidates", "status-207-on-error", "msg-null-for-bounds"])(
    "shows by its traffic alone what is wrong with %s",
    async (name) => {
      const proxy = await startProxy(await startMutant(name));
      await useClient(proxy.url);
      expect(await proxy.stop("SIGTERM")).toBe(1);
      const { findings } = await reportIn("proxy.json");
      const { killedBy } = await loadMutant(name);
      expect(findings.map(({ law }) => law).filter((law) => killedBy.includes(law))).not.toEqual([]);
      expect(proxy.output()).toContain("Broken:");
    },
    60_000,
  );
});

describe("the command proxy", () => {
  it("ends with 3 where the server could not be reached at all, and says so", async () => {
    const proxy = await startProxy(new URL("http://127.0.0.1:1"));
    const response = await fetch(proxy.url);
    expect(response.status).toBe(502);
    expect(await proxy.stop("SIGTERM")).toBe(3);
    expect(proxy.output()).toContain("1 exchange could not be sent to http://127.0.0.1:1: ECONNREFUSED");
  });
});
