import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import type { Context } from "./context.ts";
import { fakeContext } from "./testing/fake-context.ts";

const KEY = "a-key-that-works";
const SKIPPED = { cvm_id: 1, identifier: "a", status: "skipped", source: "none", reason: "not_found" };
const ANSWER = {
  total: 1,
  scanned: 1,
  updated: 0,
  unchanged: 0,
  skipped: 1,
  conflicts: 0,
  errors: 0,
  items: [SKIPPED],
};

let folder = "";
let servers: Server[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-"));
  servers = [];
});

afterEach(async () => {
  for (const server of servers) server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const listen = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${isObject(address) ? address.port : ""}`;
};

/** Answers every request alike; requests with another key than ours get 401. */
const answering = (status: number, body: unknown): Promise<string> =>
  listen((request, response) => {
    request.resume().on("end", () => {
      const isKnown = request.headers["x-api-key"] === KEY;
      response.writeHead(isKnown ? status : 401, { "content-type": "application/json" });
      response.end(JSON.stringify(isKnown ? body : { detail: "Not authenticated" }));
    });
  });

const run = async (argv: readonly string[], overrides: Partial<Context> = {}) => {
  const fake = fakeContext(["check", ...argv], { folder, ...overrides });
  const code = await runCommandLine([check], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr(), files: fake.files };
};

const QUICK = ["--api-key", KEY, "--phases", "probe,boundary", "--seed", "7"];

describe("check", () => {
  it("ends with 0 and a table of laws where nothing is broken", async () => {
    const url = await answering(200, ANSWER);
    const argv = ["--target", url, ...QUICK, "--laws", "counts-sum-to-scanned"];
    const { code, stdout, stderr } = await run([...argv, "--verbose"]);
    expect(stdout).toContain("Conforms");
    expect(stdout).toMatch(/counts-sum-to-scanned +must +held +[1-9]/);
    const brief = await run(argv);
    expect(brief.stdout).toMatch(/\n\n {2}✓ 1 law held\n {2}· \d+ laws are not among --laws\n\n/);
    expect(brief.stdout).not.toContain("counts-sum-to-scanned");
    expect(stderr).toContain(`Checking ${url}`);
    expect(code).toBe(0);
  });

  it("ends with 1 where a law is broken, and names it", async () => {
    const { code, stdout } = await run([
      "--target",
      await answering(200, { ...ANSWER, scanned: 3, total: 3 }),
      ...QUICK,
    ]);
    expect(stdout).toMatch(/counts-sum-to-scanned +must +broken/);
    expect(code).toBe(1);
  });

  it("ends with 0 where what is broken does not fail the gate, and its help calls that so", async () => {
    const wrong = await answering(200, { ...ANSWER, scanned: 3, total: 3 });
    const levels = ["--level", "counts-sum-to-scanned=should"];
    const { code, stdout } = await run(["--target", wrong, "--laws", "counts-sum-to-scanned", ...levels, ...QUICK]);
    expect(stdout).toContain("Conforms: what is broken does not fail the gate (1 should law).");
    expect(code).toBe(0);
    expect((await run(["--help"])).stdout.replaceAll(/\s+/g, " ")).toContain("0 conforms; 1 a finding fails the gate");
  });

  it.each([
    ["gzip", gzipSync(JSON.stringify(ANSWER)), 0],
    ["gzip", Buffer.from(JSON.stringify(ANSWER)), 1],
    ["br", gzipSync(JSON.stringify(ANSWER)), 1],
    ["gzip", gzipSync(JSON.stringify(ANSWER)).subarray(0, -1), 1],
  ])("tells answers in the content coding that they name from others: %s", async (coding, bytes, code) => {
    const url = await listen((request, response) => {
      request.resume().on("end", () => {
        response.writeHead(200, { "content-type": "application/json", "content-encoding": coding }).end(bytes);
      });
    });
    const checked = await run([
      "--target",
      url,
      ...QUICK,
      "--laws",
      "body-is-coded-as-said,body-matches-schema",
      "--verbose",
    ]);
    expect(checked.stdout).toMatch(
      code === 0 ? /body-is-coded-as-said +must +held/ : /The body of the answer 200 is not what its content coding/,
    );
    expect(checked.code).toBe(code);
  });

  it("ends with 4 where evidence is missing and --strict-evidence asks for it", async () => {
    const argv = ["--target", await answering(200, ANSWER), ...QUICK, "--laws"];
    const laws = "updated-names-a-new-id,never-a-server-error";
    expect((await run([...argv, laws])).code).toBe(0);
    expect((await run([...argv, laws, "--strict-evidence"])).code).toBe(4);
    // Where nothing was put to the test there is nothing to rest on, asked for or not.
    expect((await run([...argv, "updated-names-a-new-id"])).code).toBe(4);
  });

  it("ends with 3 where nothing listens, and says so", async () => {
    const { code, stderr } = await run(["--target", "http://127.0.0.1:1"]);
    expect(stderr).toContain("Failed to reach http://127.0.0.1:1");
    expect(stderr).toContain("ECONNREFUSED");
    expect(code).toBe(3);
  });

  it("calls only a report that is there one of an earlier run, where nothing listens", async () => {
    const argv = ["--target", "http://127.0.0.1:1", "--report", "json=new.json", "--report", "allure=results"];
    expect((await run(argv)).stderr).toMatch(/\nNo report was made\.\n$/);
    await writeFile(join(folder, "new.json"), "{}");
    expect((await run(argv)).stderr).toMatch(/: what stands at new\.json is of an earlier run\.\n$/);
  });

  it("ends with 2 where the key is refused, and says which to check", async () => {
    const url = await answering(200, ANSWER);
    const { code, stderr } = await run(["--target", url, "--api-key", "another-key-entirely"]);
    expect(stderr).toContain("401");
    expect(stderr).toContain("--api-key");
    expect(stderr).not.toContain("another-key-entirely");
    expect(code).toBe(2);
  });
});

describe("the reports of check", () => {
  it("are JSON on standard output where asked for, reproducible by their seed, and without the key", async () => {
    const url = await answering(200, { ...ANSWER, total: -1, echo: KEY });
    const { stdout, stderr } = await run(["--target", url, ...QUICK, "--report", "json"]);
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({ schemaVersion: 1, seed: 7, outcome: "broken" });
    expect(stdout).not.toContain(KEY);
    expect(stderr).not.toContain(KEY);
  });

  it("go to the files named, each as a whole", async () => {
    const url = await answering(200, ANSWER);
    const argv = ["--target", url, ...QUICK, "--report", "json=a.json", "--report=tty=b.txt"];
    const { stdout, stderr, files } = await run(argv);
    expect(stdout).toBe("");
    expect(stderr).toContain("The report is in a.json.\nThe report is in b.txt.\n");
    expect([...files.keys()]).toEqual([join(folder, "a.json"), join(folder, "b.txt")]);
    expect(JSON.parse(files.get(join(folder, "a.json")) ?? "")).toMatchObject({ schemaVersion: 1 });
    expect(files.get(join(folder, "b.txt"))).toContain("evidence");
  });

  it("are all written but the one that can't be, which is named, with 3", async () => {
    const argv = ["--target", await answering(200, ANSWER), ...QUICK, "--report", "json=a.json", "--report", "html=b"];
    const files: string[] = [];
    const { code, stderr } = await run(argv, {
      saveFile: async (path) => {
        if (path.endsWith("a.json")) throw new Error("ENOSPC: no space left on device, write");
        files.push(path);
      },
    });
    expect(stderr).toContain("The report a.json can't be written: ENOSPC");
    expect(stderr).not.toContain("itself failed");
    expect(files).toEqual([join(folder, "b")]);
    expect(code).toBe(3);
  });

  it("are made after ctrl-C too, and the exit code tells of it", async () => {
    const interruption = new AbortController();
    const url = await listen((request, response) => {
      interruption.abort();
      request
        .resume()
        .on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(ANSWER)));
    });
    const argv = ["--target", url, "--report", "json=a.json", "--time", "1h"];
    const { code, files } = await run(argv, { interrupted: interruption.signal });
    expect(JSON.parse(files.get(join(folder, "a.json")) ?? "")).toMatchObject({
      outcome: "inconclusive",
      interrupted: true,
    });
    expect(code).toBe(130);
  });
});

describe("the reports for CI", () => {
  const broken = { ...ANSWER, total: -1 };

  it.each([
    ["junit", /^<\?xml .*<testsuite name="cvm-contract"/s],
    ["sarif", /"version": "2\.1\.0"/],
    ["markdown", /^## ❌ Broken/],
    ["html", /^<!doctype html>.*<title>Broken: /s],
    ["ndjson", /^\{"kind":"run-started".*\{"kind":"run-finished"[^\n]*\n$/s],
  ])("are written as %s", async (format, expected) => {
    const { files } = await run(["--target", await answering(200, broken), ...QUICK, "--report", `${format}=a`]);
    expect(files.get(join(folder, "a"))).toMatch(expected);
  });

  it("annotate a log that the table is in too, and add to the step's summary", async () => {
    const argv = ["--target", await answering(200, broken), ...QUICK, "--report", "tty", "--report", "github"];
    const { code, stdout, files } = await run(argv, { env: { GITHUB_STEP_SUMMARY: "/summary.md" } });
    expect(stdout).toMatch(/^::error title=cvm-contract::Broken/m);
    expect(stdout).toMatch(/evidence$/m);
    expect(files.get("/summary.md")).toMatch(/^\n## ❌ Broken/);
    expect(code).toBe(1);
  });

  it("say where the step's summary would be, outside of GitHub Actions", async () => {
    const argv = ["--target", await answering(200, ANSWER), ...QUICK, "--report", "github"];
    const { stderr, files } = await run(argv);
    expect(stderr).toContain("No step summary: GITHUB_STEP_SUMMARY names no file.");
    expect(files.size).toBe(0);
  });
});

describe("check ends with 2 before it sends anything", () => {
  it.each([
    [["--targt", "x"], "Did you mean --target?"],
    [["--seed", "abc"], '--seed needs a whole number from 0 to 2147483647, but "abc" was given.'],
    [["--seed", "2147483648"], "--seed needs a whole number"],
    [["--target", "127.0.0.1:4020"], "--target needs an http or https URL"],
    [["--time", "90"], '--time needs a time such as 500ms, 90s or 2m (24 days at most), but "90" was given.'],
    [
      ["--phases", "probe,replays"],
      "--phases needs a list, comma between, of replay, probe, boundary, access, fuzz, relations or writes",
    ],
    [["--laws", "status-is-declred"], "Did you mean status-is-declared?"],
    [["--skip-laws", "no-such-law-at-all"], '--skip-laws names "no-such-law-at-all", which is no law.'],
    [["--laws", "status-is-declared", "--skip-laws", "status-is-declared"], "No law is left to check."],
    [["--laws", "oversized-body-is-refused"], "No law is left to check."],
    [
      ["--report", "xml"],
      "--report needs tty, json, ndjson, junit, sarif, github, markdown, html, har, vitest or allure, with =PATH after it for a file",
    ],
    [["--report", "json", "--report", "tty"], "Two reports go to standard output."],
    [["--report", "github", "--report", "github"], "Two reports go to standard output."],
    [["--report", "json=a", "--report", "tty=./a"], "Two reports go to ./a."],
    [["--report", "json=/proc/no/a.json"], "The report /proc/no/a.json can't be written"],
    [["--report", "json=."], "The report . can't be written"],
    [["--api-key", "a-member-key"], "--api-key is given without a target"],
    [["--state-url", "http://127.0.0.1:1/state"], "--state-url is given without a target"],
  ])("%j", async (argv, message) => {
    const { code, stdout, stderr } = await run(argv);
    expect(stderr).toContain(message);
    expect(stderr).toContain("See cvm-contract check --help.");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("where only the environment has a key", async () => {
    const { code, stderr } = await run([], { env: { CVM_CONTRACT_ADMIN_KEY: "an-admin-key" } });
    expect(stderr).toContain("CVM_CONTRACT_ADMIN_KEY is given without a target");
    expect(code).toBe(2);
  });
});
