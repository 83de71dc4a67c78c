import { createServer, type RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { check } from "../check.ts";
import { runCommandLine } from "../command-line/command-line.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { runCheck } from "./testing/run-check.ts";
import { listenOn, soundly } from "./testing/served.ts";

const QUICK = ["--timeout", "2s", "--phases", "probe,fuzz"];

/** A server in front of which something answers 418 to some requests. */
const withTeapot = (isMet: (requests: number) => boolean): RequestListener => {
  let requests = 0;
  return (request, response) => {
    requests += 1;
    if (request.method === "PATCH" && isMet(requests)) request.resume().on("end", () => response.writeHead(418).end());
    else soundly()(request, response);
  };
};

const serve = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listenOn(createServer(listener))}`;

const LAW = ["--laws", "status-is-declared"];

const FORMATS = ["tty", "json", "junit", "html", "markdown", "sarif", "github", "ndjson"];

describe("check --allow-status", () => {
  it("lets pass what it names, says so, and counts it for no evidence", async () => {
    const target = await serve(withTeapot((requests) => requests > 12 && requests % 3 === 0));
    const without = await runCheck(target, ...QUICK, ...LAW);
    expect(new Set(without.broken)).toEqual(new Set(["status-is-declared"]));
    const passed = await runCheck(target, ...QUICK, ...LAW, "--allow-status", "418");
    expect({ code: passed.code, broken: passed.broken }).toEqual({ code: 0, broken: [] });
    expect(passed.stdout).toContain("Answers with the status 418 were to be let pass (--allow-status).");
    expect(passed.stdout).toMatch(/\d+ of \d+ requests got an answer that --allow-status lets pass/);
    expect(passed.report).toMatchObject({ settings: { allowed: [{ status: 418, phase: null }] } });
  });

  it("lets it pass in the phase that it names alone", async () => {
    const target = await serve(withTeapot((requests) => requests > 12 && requests % 3 === 0));
    expect((await runCheck(target, ...QUICK, ...LAW, "--allow-status", "418:writes")).code).toBe(1);
    expect((await runCheck(target, ...QUICK, ...LAW, "--allow-status", "418:fuzz,409")).code).toBe(0);
  });

  it("ends with 4 where little else was answered", async () => {
    const target = await serve(withTeapot((requests) => requests > 12));
    const { code, stdout } = await runCheck(target, ...QUICK, ...LAW, "--allow-status", "418");
    expect(stdout).toContain("most requests got an answer that --allow-status lets pass");
    expect(code).toBe(4);
  });

  it.each(["200", "422", "409:write", "4xx", "409:writes:x"])("takes no %s", async (given) => {
    const { code, stderr } = await runCheck("http://127.0.0.1:1", "--allow-status", given);
    expect(stderr).toContain("such as 409:writes");
    expect(code).toBe(2);
  });
});

describe("check --level", () => {
  it("fails on what the user says, and every report says whose level it is", async () => {
    const target = await serve(withTeapot((requests) => requests > 12 && requests % 3 === 0));
    const argv = [...QUICK, ...LAW, "--level", "status-is-declared=should"];
    const { code, report, stdout } = await runCheck(target, ...argv);
    expect(stdout).toContain("The law status-is-declared was held to at should, and is a must (--level).");
    expect(report).toMatchObject({
      outcome: "conforms",
      laws: expect.arrayContaining([expect.objectContaining({ id: "status-is-declared", level: "should" })]),
    });
    expect(isObject(report) && Array.isArray(report.findings) && report.findings[0].level).toBe("should");
    expect(code).toBe(0);
    const reports = FORMATS.flatMap((format) => ["--report", `${format}=${format}`]);
    const fake = fakeContext([
      "check",
      "--target",
      target,
      "--phases",
      "probe",
      ...argv.slice(QUICK.length),
      ...reports,
    ]);
    await runCommandLine([check], fake.context);
    for (const [path, text] of fake.files)
      expect([path, /held to at should|"levels": ?\[/.test(text)]).toEqual([path, true]);
    expect(fake.files.size).toBe(FORMATS.length);
    expect((await runCheck(target, ...argv, "--fail-on", "should")).code).toBe(1);
  });

  it.each([
    ["no-such-law=must", 'names "no-such-law", which is no law'],
    ["status-is-declared=may", "needs a list, comma between, of a law and must or should"],
    ["status-is-declared=must,status-is-declared=should", "gives status-is-declared a level twice"],
  ])("takes no %s", async (given, words) => {
    const { code, stderr } = await runCheck("http://127.0.0.1:1", "--level", given);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });
});
