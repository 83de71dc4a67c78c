import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeScenario, loadScenarios, startMock } from "../../../mock/index.ts";
import { runCommandLine } from "../../command-line/command-line.ts";
import { mock as mockCommand } from "../../mock.ts";
import { fakeContext } from "../../testing/fake-context.ts";

const PATH = "/api/v1/cvms/instance-ids";
const KEY = "a-key-that-nobody-may-read";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recorded scenarios-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const listening = async (server: Server): Promise<string> => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
};

/** Records what passes while `use` asks, and gives the files and what was told. */
const recorded = async (target: string, use: (url: string) => Promise<void>, ...more: readonly string[]) => {
  const end = new AbortController();
  const argv = ["mock", "record", "--target", target, "--scenarios", folder, "--port", "0", ...more];
  const fake = fakeContext(argv, { terminated: end.signal });
  const started = Promise.withResolvers<string>();
  const context = {
    ...fake.context,
    stderr: {
      ...fake.context.stderr,
      write: (text: string) => {
        fake.context.stderr.write(text);
        const [, url] = /: (http:\S+) stands/.exec(text) ?? [];
        if (url !== undefined) started.resolve(url);
      },
    },
  };
  const ended = runCommandLine([mockCommand], context);
  await use(await started.promise);
  end.abort();
  return { code: await ended, files: fake.files, stderr: fake.stderr() };
};

const ask = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(new URL(PATH, url), {
    method: "PATCH",
    headers: { "content-type": "application/json", "x-api-key": KEY, ...headers },
    body: JSON.stringify(body),
  });

const REQUESTS = [
  {},
  { missing_only: false },
  { running_only: false, missing_only: false },
  { missing_only: false, overwrite: true },
  { cvm_ids: ["web", "1002", "no-such"], missing_only: false },
];

describe("mock record", () => {
  it("makes scenarios that answer as the server did", async () => {
    const server = await startMock();
    const mock = await startMock();
    const names = (await loadScenarios()).filter(({ kind }) => kind === "world").map(({ name }) => name);
    const answers: unknown[] = [];
    const asked: object[] = [];
    const { code, files } = await recorded(server.url, async (url) => {
      for (const name of names)
        for (const body of REQUESTS) {
          const response = await ask(url, body, { prefer: `example=${name}` });
          asked.push(body);
          answers.push(await response.json());
        }
    });
    expect(code).toBe(0);
    const scenarios = [...files].map(([path, text]) => decodeScenario(JSON.parse(text), basename(path)));
    expect(scenarios.length).toBeGreaterThan(names.length);
    await mock.useScenarios(scenarios);
    for (const scenario of scenarios) {
      const replayed: unknown = await (
        await ask(mock.url, JSON.parse(scenario.request.body), { prefer: `example=${scenario.name}` })
      ).json();
      // Some requests select the same of several scenarios: the answer is one of those that passed.
      const passed = answers.filter((_, place) => JSON.stringify(asked[place]) === scenario.request.body);
      const itemsOf = (answer: unknown): string =>
        JSON.stringify(Object(answer).items).replaceAll(/"identifier":"[^"]*"/g, "");
      expect(passed.map(itemsOf)).toContain(itemsOf(replayed));
    }
    await mock.close();
    await server.close();
  });

  it("keeps refusals with what they say of themselves, each once, and no key", async () => {
    const server = createServer((incoming, response) => {
      incoming.resume();
      response.writeHead(429, { "content-type": "application/json", "retry-after": "7", "set-cookie": "sid=crumbs" });
      response.end(JSON.stringify({ detail: `slow down, ${String(incoming.headers["x-api-key"])}` }));
    });
    const target = await listening(server);
    const { files, stderr } = await recorded(
      target,
      async (url) => {
        const answer = await ask(url, { cvm_ids: [KEY] });
        expect([answer.status, await answer.json()]).toEqual([429, { detail: `slow down, ${KEY}` }]);
        await ask(url, { cvm_ids: [KEY] });
      },
      "--name",
      "busy",
    );
    const path = join(folder, "busy.json");
    expect([...files.keys()]).toEqual([path]);
    expect(JSON.parse(files.get(path) ?? "")).toMatchObject({
      kind: "refusal",
      status: 429,
      headers: { "retry-after": "7" },
      body: { detail: "slow down, [key]" },
    });
    expect([...files.values(), stderr].join()).not.toMatch(/a-key-that|crumbs/);
    server.close();
  });

  it.each([
    [302, "{}", "its status is 302, which is neither 200 nor a refusal"],
    [502, "<html>", "its body (with status 502) is no JSON object"],
    [200, "[]", "its answer has no items"],
    [
      200,
      '{"items":[{"cvm_id":1,"identifier":"a","status":"done"}]}',
      "one of its items is not what the contract says",
    ],
  ])("says of an answer that it can't play why: %i %s", async (status, body, why) => {
    const server = createServer((incoming, response) => {
      incoming.resume();
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    const target = await listening(server);
    const { files, stderr } = await recorded(target, async (url) => {
      expect(await (await ask(url, {})).text()).toBe(body);
    });
    expect(files.size).toBe(0);
    expect(stderr).toContain(`Not recorded: ${why}.`);
    server.close();
  });

  it("says which law the answers of a server break, and records none of them", async () => {
    const server = createServer((incoming, response) => {
      incoming.resume();
      const item = { cvm_id: 1, identifier: "a", status: "updated", source: "gateway", verified_with_gateway: true };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ total: 1, scanned: 1, items: [item] }));
    });
    const target = await listening(server);
    const { files, stderr } = await recorded(target, async (url) => {
      await ask(url, {});
    });
    expect(files.size).toBe(0);
    expect(stderr).toMatch(/Not recorded: The scenario recorded breaks the law \S+:/);
    server.close();
  });

  it("tells how to play what was recorded, in words for a shell, where anything was", async () => {
    const nothing = await recorded("http://127.0.0.1:1", async () => {});
    expect(nothing.stderr).toMatch(/\n0 recorded\.\n$/);
    const server = createServer((_, response) => response.writeHead(503).end('{"detail":"later"}'));
    const one = await recorded(await listening(server), async (url) => {
      await ask(url, {});
    });
    expect(one.stderr).toContain(`1 recorded. Play them: cvm-contract mock --scenarios '${folder}'\n`);
    server.close();
  });

  it("adds nothing that lets a page do more: no header, and no host name of somebody else's", async () => {
    const seen: string[] = [];
    const server = createServer((incoming, response) => {
      seen.push(incoming.url ?? "");
      response.end("{}");
    });
    const target = await listening(server);
    await recorded(target, async (url) => {
      const foreign = request(new URL("/secret", url), { headers: { host: "evil.example" } }).end();
      const [refused] = await once(foreign, "response");
      refused.resume();
      expect(refused.statusCode).toBe(403);
      const passed = await fetch(new URL("/", url), { headers: { origin: "https://app.example" } });
      expect(passed.headers.get("access-control-allow-origin")).toBe(null);
    });
    expect(seen).toEqual(["/"]);
    server.close();
  });

  it.each([
    [["record"], "mock record needs a server"],
    [["record", "--target", "http://127.0.0.1:1"], "mock record needs a folder"],
    [["record", "--target", "http://127.0.0.1:1", "--scenarios", "x", "--name", "A b"], "--name is"],
    [["play"], "mock takes no word but record"],
    [["--target", "http://127.0.0.1:1"], "--target is for recording"],
    [["--watch"], "--watch follows a folder"],
    [["record", "--target", "http://127.0.0.1:1", "--scenarios", "x", "--latency", "5s"], "--latency is for playing"],
  ])("refuses %j with 2", async (argv, message) => {
    const fake = fakeContext(["mock", ...argv], { folder, terminated: AbortSignal.abort() });
    expect(await runCommandLine([mockCommand], fake.context)).toBe(2);
    expect(fake.stderr()).toContain(message);
  });
});
