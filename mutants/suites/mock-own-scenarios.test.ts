import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createBaseClient, refreshCvmInstanceIds } from "@phala/cloud";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ServerProcess, startServerCommand } from "./command-process.ts";

const KEY = "demo-member-key";

let folder = "";
const servers: ServerProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-own-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop("SIGTERM");
  await rm(folder, { recursive: true, force: true });
});

const start = async (...args: readonly string[]): Promise<ServerProcess> => {
  const server = await startServerCommand(args, folder);
  servers.push(server);
  return server;
};

/** Resolves once a server has printed a text. */
const printed = async ({ child, output }: ServerProcess, part: string): Promise<void> => {
  while (!output().includes(part)) await once(child.stderr ?? child, "data");
};

const client = ({ url }: ServerProcess, apiKey: string, headers: Record<string, string> = {}) =>
  createBaseClient({ apiKey, baseURL: `${url.origin}/api/v1`, headers });

describe("the mock's command", () => {
  it("plays what it has recorded of a real server, without the key, and follows what is written meanwhile", async () => {
    const real = await start("serve");
    const recording = await start("mock", "record", "--target", real.url.origin, "--scenarios", folder);
    const body = { missing_only: false, dry_run: true, limit: 500 };
    const told = await refreshCvmInstanceIds(client(recording, KEY), body);
    await refreshCvmInstanceIds(client(recording, "another-key-that-is-wrong"), body).catch(() => {});
    expect(await recording.stop("SIGTERM")).toBe(0);
    expect(recording.output()).toContain("2 recorded.");

    const mock = await start("mock", "--scenarios", folder, "--watch", "--scenario", "recorded");
    expect((await refreshCvmInstanceIds(client(mock, "any"), body)).items).toEqual(told.items);
    const refusal = refreshCvmInstanceIds(client(mock, "any", { prefer: "example=recorded-2" }), body);
    await expect(refusal).rejects.toMatchObject({ name: "AuthError", status: 401 });

    await writeFile(join(folder, "recorded.json"), "{");
    await printed(mock, "recorded.json: it is not JSON");
    await writeFile(join(folder, "none.json"), '{"kind":"world","name":"none","cvms":[]}');
    await printed(mock, "3 scenarios of your own");
    expect((await refreshCvmInstanceIds(client(mock, "any"), body)).items).toEqual(told.items);
    const empty = await refreshCvmInstanceIds(client(mock, "any", { prefer: "example=none" }), body);
    expect(empty).toMatchObject({ total: 0, items: [] });
  }, 60_000);

  it("serves its page under the host names that it is given, and says so under others", async () => {
    const mock = await start("mock", "--host", "0.0.0.0", "--allowed-hosts", "mock");
    const under = async (host: string): Promise<readonly [unknown, string]> => {
      const asked = request(new URL("/__mock/settings", mock.url), { headers: { host } }).end();
      const [response] = await once(asked, "response");
      return [response.statusCode, await text(response)];
    };
    expect((await under("mock:4010"))[0]).toBe(200);
    expect(await under("web:4010")).toEqual([403, expect.stringContaining("--allowed-hosts web ")]);
  });
});
