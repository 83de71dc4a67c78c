import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { check } from "../check.ts";
import { runCommandLine } from "../command-line/command-line.ts";
import { fakeContext } from "../testing/fake-context.ts";

const SKIPPED = { cvm_id: 1, identifier: "a", status: "skipped", source: "none", reason: "not_found" };
const COUNTERS = { total: 1, scanned: 1, updated: 0, unchanged: 0, skipped: 1, conflicts: 0, errors: 0 };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** Answers each request of the operation well that `isLetThrough`, and the others 429. */
const limited = async (isLetThrough: () => boolean, retryAfter: string): Promise<string> => {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const [status, body] =
        request.method !== "PATCH" || isLetThrough()
          ? [200, { ...COUNTERS, items: [SKIPPED] }]
          : [429, { detail: "Too many requests" }];
      response.writeHead(status, {
        "content-type": "application/json",
        ...(status === 429 ? { "retry-after": retryAfter } : {}),
      });
      response.end(JSON.stringify(body));
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${isObject(address) ? address.port : ""}`;
};

/** Lets so many requests through in any second. */
const perSecond = (limit: number): (() => boolean) => {
  const came: number[] = [];
  return () => {
    const now = performance.now();
    const isLetThrough = came.filter((atMs) => atMs > now - 1_000).length < limit;
    if (isLetThrough) came.push(now);
    return isLetThrough;
  };
};

const run = async (url: string) => {
  const argv = ["--target", url, "--phases", "probe,boundary", "--seed", "7", "--laws", "counts-sum-to-scanned"];
  const fake = fakeContext(["check", ...argv, "--report", "json=a.json", "--report", "tty"], {});
  const code = await runCommandLine([check], fake.context);
  const [json] = [...fake.files.values()];
  const report: unknown = JSON.parse(json ?? "null");
  return { code, report, text: fake.stdout() };
};

describe("check, of a server that limits the pace", () => {
  it("puts everything to the test all the same, and says how often it was asked for less", async () => {
    const free = await run(await limited(() => true, "1"));
    const { code, report, text } = await run(await limited(perSecond(80), "1"));
    expect(report).toMatchObject({ outcome: "conforms", pace: { unanswered: 0 } });
    expect(report).toMatchObject({ laws: isObject(free.report) ? free.report.laws : null });
    // At what pace in the end is said only where it had to be lowered for good.
    expect(text).toMatch(/\d+ answers were 429 \(too many requests\), each sending of a request counted/);
    expect(code).toBe(0);
    expect(free.text).not.toContain("429");
  });

  it("is inconclusive and ends with 4 where most requests are refused to the last", async () => {
    let asked = 0;
    const isLetThrough = (): boolean => {
      asked += 1;
      return asked <= 2 || asked % 6 === 0;
    };
    const { code, report, text } = await run(await limited(isLetThrough, "0"));
    expect(report).toMatchObject({ outcome: "inconclusive" });
    expect(text).toContain("Inconclusive: most requests got 429 or 503 for the last answer");
    expect(code).toBe(4);
  });
});
