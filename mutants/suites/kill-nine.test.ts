import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { type ServerProcess, startServerCommand } from "./command-process.ts";

interface Item {
  readonly cvm_id: number;
  readonly status: string;
  readonly old_instance_id: string | null;
  readonly new_instance_id: string | null;
}

const isItem = (value: unknown): value is Item => isObject(value) && typeof value.cvm_id === "number";

const refresh = async (server: ServerProcess, body: object): Promise<readonly Item[]> => {
  const response = await fetch(new URL("/api/v1/cvms/instance-ids", server.url), {
    method: "PATCH",
    headers: { "content-type": "application/json", "x-api-key": "demo-member-key" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return isObject(answer) && Array.isArray(answer.items) ? answer.items.filter(isItem) : [];
};

describe("serve with a SQLite store", () => {
  let folder = "";
  let server: ServerProcess | null = null;
  afterEach(async () => {
    await server?.stop("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  it("has every id that it called updated after a kill -9 right behind the answer", async () => {
    folder = await mkdtemp(join(tmpdir(), "cvm-contract-"));
    const args = ["serve", "--fleet", "small", "--store", `sqlite:${join(folder, "fleet.sqlite")}`];
    server = await startServerCommand(args);
    const updated = (await refresh(server, { limit: 500 })).filter((item) => item.status === "updated");
    await server.stop("SIGKILL");
    expect(updated.length).toBeGreaterThan(0);

    server = await startServerCommand(args);
    const named = {
      cvm_ids: updated.map((item) => String(item.cvm_id)),
      limit: 500,
      missing_only: false,
      dry_run: true,
    };
    const kept = new Map((await refresh(server, named)).map((item) => [item.cvm_id, item.old_instance_id]));
    expect(kept).toEqual(new Map(updated.map((item) => [item.cvm_id, item.new_instance_id])));
  });

  it("ends with 0 when it is told to stop", async () => {
    folder = await mkdtemp(join(tmpdir(), "cvm-contract-"));
    server = await startServerCommand([
      "serve",
      "--fleet",
      "small",
      "--store",
      `sqlite:${join(folder, "fleet.sqlite")}`,
    ]);
    expect(await server.stop("SIGTERM")).toBe(0);
  });
});
