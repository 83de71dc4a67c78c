import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import type { Context } from "./context.ts";
import { fuzz } from "./fuzz.ts";
import { saveFile } from "./output/save-file.ts";
import { fakeContext } from "./testing/fake-context.ts";

const ITEM = { cvm_id: 1, identifier: "a", status: "skipped", source: "none", reason: "not_found" };
const ANSWER = { total: 1, scanned: 1, updated: 0, unchanged: 0, skipped: 2, conflicts: 0, errors: 0, items: [ITEM] };

let folder = "";
let server: Server;
let target = "";
let requests = 0;
let onRequest: () => void = () => {};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuzz-"));
  requests = 0;
  onRequest = () => {};
  server = createServer((request, response) => {
    requests += 1;
    onRequest();
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(ANSWER));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  target = `http://127.0.0.1:${isObject(address) ? address.port : ""}`;
});

afterEach(async () => {
  server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

/** Fuzzes by one law until so many requests were made, then presses ctrl-C. */
const fuzzFor = async (wanted: number, ...argv: readonly string[]) => {
  const interruption = new AbortController();
  requests = 0;
  onRequest = () => {
    if (requests >= wanted) interruption.abort();
  };
  const overrides: Partial<Context> = { folder, saveFile, interrupted: interruption.signal };
  const fake = fakeContext(
    ["fuzz", "--target", target, "--laws", "counts-match-items", "--report", "json", "--seed", "7", ...argv],
    overrides,
  );
  const code = await runCommandLine([fuzz], fake.context);
  const report: unknown = JSON.parse(fake.stdout());
  return { code, report, stderr: fake.stderr() };
};

describe("fuzz", () => {
  it("goes on round after round until ctrl-C, then reports and ends with 130", async () => {
    const { code, report, stderr } = await fuzzFor(3_000);
    expect(code).toBe(130);
    expect(report).toMatchObject({ seed: 7, outcome: "broken", interrupted: false, settings: { cases: null } });
    expect(isObject(report) && Array.isArray(report.phases) && report.phases.map(({ name }) => name)).toContain("fuzz");
    expect(stderr).toContain("seed 7");
    expect(requests).toBeLessThan(3_500);
  });

  it("keeps what it finds in the default folder, and begins with it the next time", async () => {
    const first = await fuzzFor(400);
    const kept = await readdir(join(folder, ".cvm-contract", "corpus"));
    expect(kept.filter((name) => name.startsWith("finding-"))).toHaveLength(1);
    expect(first.report).toMatchObject({
      findings: [{ replay: expect.stringMatching(/^cvm-contract replay [0-9a-f]{12} --target http/) }],
    });
    const second = await fuzzFor(40, "--workers", "1");
    expect(second.report).toMatchObject({ findings: [{ law: "counts-match-items", foundIn: { phase: "replay" } }] });
  });

  it("ends with the verdict when its time is over", async () => {
    const fake = fakeContext(["fuzz", "--target", target, "--time", "2s", "--report", "json=a.json"], { folder });
    expect(await runCommandLine([fuzz], fake.context)).toBe(1);
    expect(JSON.parse(fake.files.get(join(folder, "a.json")) ?? "")).toMatchObject({ outcome: "broken" });
  });

  it("takes no number of cases", async () => {
    const fake = fakeContext(["fuzz", "--cases", "5"]);
    expect(await runCommandLine([fuzz], fake.context)).toBe(2);
  });
});
