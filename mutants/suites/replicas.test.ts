import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { describeWithPostgres, testDatabase } from "../../vitest.database.ts";
import { runCommand, startServerCommand } from "./command-process.ts";
import { startReplicas } from "./replicas.ts";

const closings: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closings.splice(0).map((close) => close())));

/** Holds a server to all laws, those of the reference among them, with so few cases that it takes seconds. */
const check = (url: string, cases: number) =>
  runCommand([
    ...["check", "--target", url, "--api-key", "demo-member-key", "--admin-key", "demo-admin-key"],
    ...["--other-key", "demo-other-key", "--state-url", `${url.replace(/\/$/, "")}/__state`, "--allow-writes"],
    ...["--profile", "reference", "--seed", "7", "--cases", String(cases), "--phases", "probe,relations,writes"],
  ]);

describe("serve", () => {
  it("conforms on a SQLite store", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cvm-contract-"));
    const server = await startServerCommand(["serve", "--store", `sqlite:${join(folder, "s.sqlite")}`, "--test-state"]);
    closings.push(async () => {
      await server.stop("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    });
    const { code, stdout } = await check(server.url.href, 20);
    expect(code, stdout).toBe(0);
  });
});

describe("serve in two replicas that each keep a memory of their own", () => {
  it("is found, though what a CVM holds is another thing from request to request", async () => {
    const replicas = await startReplicas("memory", 2);
    closings.push(replicas.close);
    const args = ["check", "--target", replicas.front.url, "--api-key", "demo-member-key", "--allow-writes"];
    const { code, stdout } = await runCommand([...args, "--seed", "7", "--cases", "1000", "--phases", "probe,writes"]);
    expect(code, stdout).toBe(1);
    expect(stdout).toContain("✗ updates-do-not-come-and-go");
  });
});

describeWithPostgres("serve on PostgreSQL", () => {
  it("conforms with two replicas behind a round-robin", async () => {
    const replicas = await startReplicas(await testDatabase(), 2);
    closings.push(replicas.close);
    const { code, stdout } = await check(replicas.front.url, 20);
    expect(code, stdout).toBe(0);
    // Replicas that each kept CVMs of their own would be called a fleet that moves.
    expect(stdout).not.toContain("unstable");
    const [first = 0, second = 0] = replicas.front.answered();
    expect(Math.min(first, second)).toBeGreaterThan((first + second) / 3);
  });
});
