import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { check } from "../check.ts";
import { runCommandLine } from "../command-line/command-line.ts";
import type { Context } from "../context.ts";
import { saveFile } from "../output/save-file.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { listenOn } from "./testing/served.ts";

const KEY = "a-member-key-1234";
const WRONG = { total: 0, scanned: 0, updated: 1, unchanged: 0, skipped: 0, conflicts: 0, errors: 0, items: [] };

let folder = "";
let server: Server;
let target = "";
let answered = 0;
let onAnswer = (): void => {};

/** A server whose counters are wrong, that repeats keys, and drops one connection in five. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "record-all-"));
  answered = 0;
  onAnswer = () => {};
  server = createServer((request, response) => {
    request.resume().on("end", () => {
      answered += 1;
      onAnswer();
      if (request.method === "PATCH" && answered % 5 === 0) return void request.socket.destroy();
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ...WRONG, key: request.headers["x-api-key"] ?? null }));
    });
  });
  target = `http://127.0.0.1:${await listenOn(server)}`;
});

afterEach(async () => {
  server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const run = async (argv: readonly string[], overrides: Partial<Context> = {}) => {
  const words = ["check", "--target", target, "--api-key", KEY, "--seed", "1", "--cases", "60", "--timeout", "2s"];
  const fake = fakeContext([...words, ...argv], { folder, saveFile, nowMs: Date.now, ...overrides });
  return { code: await runCommandLine([check], fake.context), stderr: fake.stderr() };
};

const ALL = ["--record", "all", "--report", "har=run.har", "--report", "json=report.json"];

const written = async () => {
  const text = await readFile(join(folder, "run.har"), "utf8");
  const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8"));
  return { text, har: JSON.parse(text), report };
};

describe("--record all", () => {
  it("has every request that the report counts, with its answer or why there is none, and no key", async () => {
    const beganMs = Date.now();
    const { code } = await run([...ALL, "--phases", "probe,fuzz", "--laws", "counts-match-items"]);
    const { text, har, report } = await written();
    expect(code).toBe(1);
    expect(har.log.entries).toHaveLength(report.requests);
    expect(text).not.toContain(KEY);
    expect(text).toContain("[api-key]");
    const unanswered = har.log.entries.filter((entry: { response: { status: number } }) => entry.response.status === 0);
    expect(unanswered.length).toBeGreaterThan(0);
    for (const { response } of unanswered) expect(response.comment).toMatch(/^No answer: dropped/);
    for (const { startedDateTime, time } of har.log.entries) {
      expect(Date.parse(startedDateTime)).toBeGreaterThanOrEqual(beganMs - 5);
      expect(Date.parse(startedDateTime) + time).toBeLessThanOrEqual(Date.now() + 5);
    }
    const comments = har.log.entries.flatMap(({ comment }: { comment?: string }) => comment ?? []).join("\n");
    for (const { fingerprint, steps } of report.findings)
      for (const [index] of steps.entries())
        expect(comments).toContain(`finding ${fingerprint}, request ${index + 1} of ${steps.length}.`);
    expect((await readdir(folder)).toSorted()).toEqual(["report.json", "run.har"]);
  });

  it("has what was sent until the run was interrupted", async () => {
    const interruption = new AbortController();
    onAnswer = () => {
      if (answered === 40) interruption.abort();
    };
    const { code } = await run(ALL, { interrupted: interruption.signal });
    const { har, report } = await written();
    expect(code).toBe(130);
    expect(har.log.entries.length).toBeGreaterThan(0);
    expect(har.log.entries).toHaveLength(report.requests);
  });

  it("has what was sent until the server was lost", async () => {
    onAnswer = () => {
      if (answered === 60) server.close().closeAllConnections();
    };
    await run(ALL);
    const { har, report } = await written();
    expect(report.lost).not.toBeNull();
    expect(har.log.entries).toHaveLength(report.requests);
  });

  it.each([
    [[], "--record is all, which is about the report har, and that is not asked for. Add --report har=run.har"],
    [["--report", "har"], "--record is all, and every exchange of a run is too much for standard output."],
  ])("needs a report har in a file, and sends nothing without one: %j", async (argv, message) => {
    const { code, stderr } = await run(["--record", "all", ...argv]);
    expect(stderr).toContain(message);
    expect({ code, answered }).toEqual({ code: 2, answered: 0 });
  });
});
