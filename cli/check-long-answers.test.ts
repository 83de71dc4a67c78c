import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { relative, sep } from "node:path";
import { afterEach, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { check } from "./check.ts";
import { REPORT_FORMATS } from "./check/report-target.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { fakeContext } from "./testing/fake-context.ts";

const MIB = 1024 * 1024;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** Checks a server that gives every request this answer, and writes every report. */
const checkAnswering = async (body: string) => {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end(body);
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  const fake = fakeContext(
    [
      ...["check", "--target", `http://127.0.0.1:${isObject(address) ? address.port : ""}`, "--api-key", "some-key"],
      ...["--phases", "probe", "--workers", "2", ...REPORT_FORMATS.flatMap((name) => ["--report", `${name}=${name}`])],
    ],
    { folder: tmpdir() },
  );
  const code = await runCommandLine([check], fake.context);
  // Some reports are a folder of files: what is in it counts together.
  const reports = Map.groupBy(fake.files, ([path]) => relative(tmpdir(), path).split(sep)[0] ?? "");
  return {
    code,
    stderr: fake.stderr(),
    reports: new Map([...reports].map(([name, files]) => [name, files.map(([, text]) => text).join("\n")])),
  };
};

it("makes every report of an answer with millions of equal characters, each of a size that can be read", async () => {
  const { code, stderr, reports } = await checkAnswering(`{"total":"${"a".repeat(4.5 * MIB)}"}`);
  expect(code).toBe(1);
  expect(stderr).not.toContain("left out");
  expect([...reports.keys()]).toEqual([...REPORT_FORMATS]);
  for (const [format, text] of reports) {
    expect(text.length, format).toBeGreaterThan(200);
    expect(text.length, format).toBeLessThan(8 * MIB);
  }
  expect(reports.get("json")).toMatch(/"leftOutBytes": 4\d{6}/);
  for (const format of ["tty", "html", "junit"]) expect(reports.get(format)).toMatch(/… 4,\d{3},\d{3} more bytes/);
});

it("judges an answer of more than 8 MiB by its length alone, and fails the check", async () => {
  const { code, reports } = await checkAnswering(`{"total":"${"a".repeat(8 * MIB)}"}`);
  expect(code).toBe(1);
  const report: unknown = JSON.parse(reports.get("json") ?? "");
  const findings = isObject(report) && Array.isArray(report.findings) ? report.findings.filter(isObject) : [];
  expect(findings.map(({ law, level, actual }) => ({ law, level, actual }))).toEqual([
    { law: "answer-is-within-8-mib", level: "must", actual: "its body is longer than 8 MiB" },
  ]);
});
