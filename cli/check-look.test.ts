import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { startEmbeddedReference } from "./serve/embedded-reference.ts";
import { fakeContext } from "./testing/fake-context.ts";

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

interface Passed {
  readonly body: string;
  readonly alongside: number;
}

/** The reference behind a front that takes down what passes, and how many requests were under way with it. */
const startWatched = async () => {
  const reference = await startEmbeddedReference(() => {});
  const passed: Passed[] = [];
  let underWay = 0;
  const front = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    underWay += 1;
    passed.push({ body: body.toString(), alongside: underWay });
    const method = request.method ?? "GET";
    const headers = { "content-type": "application/json", "x-api-key": String(request.headers["x-api-key"] ?? "") };
    const answer = await fetch(
      new URL(request.url ?? "/", reference.url),
      method === "GET" ? { headers } : { method, headers, body },
    );
    const text = await answer.text();
    underWay -= 1;
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(text);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  closings.push(async () => {
    front.close();
    front.closeAllConnections();
    await reference.close();
  });
  const address = front.address();
  const url = `http://127.0.0.1:${isObject(address) ? address.port : 0}`;
  return { url, keys: reference.keys, passed };
};

const run = async (...argv: readonly string[]) => {
  const fake = fakeContext(["check", ...argv], {});
  const code = await runCommandLine([check], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

describe("check --look", () => {
  it("sends at most 50 previews, one at a time and none with overwrite, and says what it saw and what would follow", async () => {
    const { url, keys, passed } = await startWatched();
    const given = ["--api-key", keys.member ?? "", "--admin-key", keys.admin ?? "", "--other-key", keys.other ?? ""];
    const { code, stdout, stderr } = await run("--look", "--target", url, ...given);
    expect(code).toBe(0);
    expect(passed.length).toBeGreaterThan(20);
    expect(passed.length).toBeLessThanOrEqual(50);
    expect(passed.every(({ alongside }) => alongside === 1)).toBe(true);
    const bodies = passed.map(({ body }) => body).filter((body) => body !== "");
    expect(bodies.every((body) => body.includes('"dry_run":true') && !body.includes("overwrite"))).toBe(true);
    expect(stdout).toContain("No preview was seen to write");
    expect(stdout.match(/The look did not put/g)).toHaveLength(1);
    expect(stdout).toMatch(/The look did not put \d+ laws to the test: run the whole check\./);
    expect(stdout).not.toMatch(/the (key's )?workspace holds/);
    expect(stderr).toContain("A first look: ");
    expect(stderr).toMatch(/the key of member sees CVMs: \d+ \w+/);
    expect(stderr).toMatch(/in all +\d+ +\d+ +\d+ +0 +\d+/);
    expect(stderr).toContain("not sent: the keys of admin and other");
  });

  it("counts what a whole run would send with the keys that it does not send itself", async () => {
    const { url, keys } = await startWatched();
    const others = ["--admin-key", keys.admin ?? "", "--other-key", keys.other ?? ""];
    const given = ["--target", url, "--api-key", keys.member ?? ""];
    const [alone, all] = [await run("--look", ...given), await run("--look", ...given, ...others)];
    const accessIn = (said: string): number => Number(/access +(\d+)/.exec(said)?.[1]);
    expect(accessIn(alone.stderr)).toBeGreaterThan(0);
    expect(accessIn(all.stderr)).toBeGreaterThan(1.5 * accessIn(alone.stderr));
    expect(alone.stderr).not.toContain("not sent:");
  });

  it("counts what a limit of the pace makes it send again", async () => {
    let count = 0;
    const server = createServer(async (request, response) => {
      count += 1;
      response.writeHead(count % 2 === 0 ? 429 : 200, { "retry-after": "0", "content-type": "application/json" });
      const body: unknown = request.method === "PATCH" ? await json(request) : {};
      const { cvm_ids: list, limit } = isObject(body) ? body : {};
      const numbers = Array.isArray(list)
        ? list.map((name) => Number(name))
        : Array.from({ length: Number(limit ?? 100) }, (_, index) => index + 1);
      const found = { status: "updated", new_instance_id: "a".repeat(40) };
      const items = numbers.map((cvm_id) => ({ cvm_id, identifier: String(cvm_id), ...found }));
      const sums = { total: 1, scanned: 1, updated: 1, unchanged: 0, skipped: 0, conflicts: 0, errors: 0 };
      response.end(JSON.stringify({ ...sums, items }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closings.push(async () => server.close().closeAllConnections());
    const address = server.address();
    await run("--look", "--target", `http://127.0.0.1:${isObject(address) ? address.port : 0}`);
    expect(count).toBe(50);
  });

  it.each([
    [["--look", "--plan"], "Give one of them."],
    [["--look", "--allow-writes"], "Give one of them."],
    [["--plan", "--report", "json=p.json"], "there is nothing to --report. Give one of them."],
  ])("refuses %s", async (argv, remedy) => {
    const { code, stderr } = await run(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(remedy);
  });
});

it("a look without a key speaks of none", async () => {
  const server = createServer((request, response) => {
    request.resume();
    const counts = { total: 0, scanned: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, errors: 0 };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ...counts, items: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closings.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const { stderr } = await run("--look", "--target", `http://127.0.0.1:${isObject(address) ? address.port : 0}`);
  expect(stderr).toMatch(/^ {2}it sees no CVM$/m);
});

describe("check --plan", () => {
  it("says what a run would send and sends nothing", async () => {
    const { url, keys, passed } = await startWatched();
    const { code, stdout } = await run("--plan", "--target", url, "--api-key", keys.member ?? "", "--cases", "200");
    expect(code).toBe(0);
    expect(passed).toEqual([]);
    expect(stdout).toMatch(/^To the cases come what --corpus and --baseline hold; the probe's previews, /m);
    expect(stdout).toMatch(/fuzz +200 +200 +\d+ +0 +\d+/);
    expect(stdout).toContain("None of them is to write.");
  });

  it("counts what writes where leave is given", async () => {
    const { stdout } = await run("--plan", "--target", "http://127.0.0.1:9", "--allow-writes", "--cases", "200");
    expect(stdout).toMatch(/in all +\d+ +\d+ +\d+ +[1-9]\d* +\d+/);
  });

  it.each([
    ["a run", ["--cases", "200"], "These are all the cases that there are: --thorough sends them all."],
    [
      "a shard",
      ["--cases", "200", "--shard", "1/2", "--seed", "7"],
      "These are all the cases of this shard, which sends them all.",
    ],
    ["a time", ["--time", "5s"], "These are the cases of a first round; others follow until the time is over."],
  ] as const)("says what these are of the cases that there are: of %s", async (_, flags, words) => {
    const { stdout } = await run("--plan", "--target", "http://127.0.0.1:9", ...flags);
    expect(stdout.split("\n").filter((line) => line.startsWith("These are"))).toEqual([expect.stringContaining(words)]);
  });
});
