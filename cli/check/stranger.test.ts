import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { runCheck } from "./testing/run-check.ts";
import { COUNTERS, ITEM } from "./testing/served.ts";

const KEY = "a-key-that-works";
const PATH = "/api/v1/cvms/instance-ids";
const REFUSAL = { detail: [{ loc: ["body"], msg: "m", type: "t" }] };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const listen = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${isObject(address) ? address.port : ""}`;
};

type Reply = (response: ServerResponse, body: string, request: IncomingMessage) => unknown;

/** Replies to every request, once all of it has come. */
const replying = (reply: Reply): Promise<string> =>
  listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    reply(response, Buffer.concat(chunks).toString("latin1"), request);
  });

const json = (response: ServerResponse, status: number, value: unknown): unknown =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));

/** Whole switches, and the greatest limit. */
const PLAIN = /^\{("(dry_run|running_only|missing_only|overwrite)":(true|false),?|"limit":500,?)*\}$/;

/** Answers as a sound server does that knows few words. */
const soundly: Reply = (response, body, { url, method, headers }) => {
  if (headers["x-api-key"] !== KEY) return json(response, 401, { detail: "Not authenticated" });
  if (url !== PATH) return json(response, 404, {});
  if (method !== "PATCH") return json(response, 405, {});
  return PLAIN.test(body) ? json(response, 200, { ...COUNTERS, items: [ITEM] }) : json(response, 422, REFUSAL);
};

const missing: Reply = (response) => json(response, 404, { detail: "Not Found" });
const redirect: Reply = (response) =>
  response.writeHead(307, { location: "https://login.example/in?token=s3cret" }).end();
const LOGIN = "<!doctype html><html><head><title>Sign in to Acme</title></head></html>";
const loginPage: Reply = (response) =>
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(LOGIN);
const failing: Reply = (response) =>
  response.writeHead(500, { "content-type": "text/plain" }).end("Internal Server Error");
const away: Reply = (response) =>
  response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad Gateway</html>");
const noCertificate: Reply = (response) =>
  response
    .writeHead(400, { "content-type": "text/html" })
    .end("<html><head><title>400 No required SSL certificate was sent</title></head></html>");

const QUICK = ["--api-key", KEY, "--timeout", "300ms", "--phases", "probe,boundary,fuzz"];

const failureIn = (stderr: string): string => {
  const failures = stderr.split("\n").filter((line) => line.includes("Failed"));
  expect(failures).toHaveLength(1);
  return failures[0] ?? "";
};

describe("check, of somebody else than the server", () => {
  it.each<[string, Reply, readonly string[]]>([
    [
      "404",
      missing,
      ["it answered 404 whenever PATCH /api/v1/cvms/instance-ids was asked for", "names the right server"],
    ],
    ["a redirect", redirect, ["answered 307 and led to https://login.example/in (Location)", "Name in --target"]],
    ["a login page", loginPage, ['answered 200 with a page (text/html, "Sign in to Acme")', "not a front end"]],
    ["a gateway's error", away, ["it answered 502", "Wait until the server is up"]],
    [
      "the want of a client certificate",
      noCertificate,
      ['"400 No required SSL certificate was sent"', "client certificate"],
    ],
  ])("ends with 3, what came and what to do, where all that comes is %s", async (_, reply, words) => {
    const { code, report, stdout, stderr } = await runCheck(await replying(reply), ...QUICK);
    for (const word of words) expect(failureIn(stderr)).toContain(word);
    expect(stderr).not.toContain("s3cret");
    expect({ code, report, stdout }).toEqual({ code: 3, report: null, stdout: "" });
  });

  it.each([
    ["/api/v1", "The contract's own paths begin with /api/v1 already: leave that out of --target."],
    ["/proxy/api", "The contract's own paths begin with /api already: leave that out of --target."],
    ["/other", "Check the path prefix /other in --target"],
  ])("says what is wrong with the prefix %s of the target", async (prefix, remedy) => {
    const { code, stderr } = await runCheck(`${await replying(soundly)}${prefix}`, ...QUICK);
    expect(failureIn(stderr)).toContain(remedy);
    expect(code).toBe(3);
  });

  it("says it where a redirect only asks for TLS", async () => {
    const url = await replying((response, _, { headers, url: path }) =>
      response.writeHead(308, { location: `https://${headers.host}${path}` }).end(),
    );
    const { stderr } = await runCheck(url, ...QUICK);
    expect(failureIn(stderr)).toContain("Name the server with https:// in --target.");
  });
});

describe("check, of a server that fails on everything", () => {
  it("ends with 1 and one finding", async () => {
    const { code, broken, report, stdout } = await runCheck(await replying(failing), ...QUICK);
    expect(broken).toEqual(["never-a-server-error"]);
    expect(stdout).toContain("answered 500 whenever PATCH /api/v1/cvms/instance-ids was asked for");
    expect(code).toBe(1);
    expect(isObject(report) && report.requests).toBeLessThan(20);
  });

  it("ends with 1 and one finding where it begins to on the way", async () => {
    let asked = 0;
    const url = await replying((response, body, request) => {
      asked += 1;
      return asked > 80 ? failing(response, body, request) : soundly(response, body, request);
    });
    const { code, broken, stdout } = await runCheck(url, ...QUICK);
    expect(broken).toEqual(["never-a-server-error"]);
    expect(stdout).toMatch(/Then: Lost .* it answered 500 to a plain request that it had answered before/);
    expect(code).toBe(1);
  });
});

describe("check, of a server in whose place somebody else answers from some point on", () => {
  it.each<[string, Reply, string]>([
    ["404", missing, "it answered 404 to a plain request that it had answered before"],
    ["a redirect", redirect, "it answered 307 and led to https://login.example/in (Location)"],
    ["a login page", loginPage, 'it answered 200 with a page (text/html, "Sign in to Acme")'],
    ["a gateway's error", away, "it answered 502 to a plain request that it had answered before"],
    [
      "a refusal of the key",
      (response) => json(response, 401, { detail: "Expired" }),
      "The member key (X-API-Key) is no longer taken, though it was. If it has expired, check again with one that lasts.",
    ],
    [
      "a refusal of whoever sent wrong keys",
      (response) => json(response, 403, { detail: "Too many failed attempts" }),
      "The member key (X-API-Key) was answered otherwise before: check whether it has expired, what it is allowed, and whether the server shuts out who sends so much.",
    ],
  ])("ends with 3, one sentence and no finding: %s", async (_, reply, words) => {
    let asked = 0;
    const url = await replying((response, body, request) => {
      asked += 1;
      return asked > 80 ? reply(response, body, request) : soundly(response, body, request);
    });
    const { code, broken, stdout } = await runCheck(url, ...QUICK);
    expect(broken).toEqual([]);
    expect(stdout.trim().split("\n").at(-1)).toContain(words);
    expect(code).toBe(3);
  });
});

it("check says nothing of a key where none was given, of a server that refuses who asks so much", async () => {
  let asked = 0;
  const url = await replying((response, body, request) => {
    asked += 1;
    if (asked > 80) return json(response, 403, { detail: "Blocked" });
    request.headers["x-api-key"] = KEY;
    return soundly(response, body, request);
  });
  const { code, stdout } = await runCheck(url, "--timeout", "300ms", "--workers", "1");
  const last = stdout.trim().split("\n").at(-1);
  expect(last).toContain("it answered 403 to a plain request that it had answered before");
  expect(last).not.toContain("The key");
  expect(code).toBe(3);
});

describe("check, once it was seen that previews write, and no valid one is sent any more", () => {
  const FOUND = "f".repeat(40);
  const NAMING = /^\{"dry_run":true,("\w+":\w+,)*"cvm_ids":\["(a|1)"\]\}$/;

  /** Writes the id of its one CVM by the first preview, and replies otherwise after so many more requests with the key. */
  const writingThen = (reply: Reply, answers: number): Promise<string> => {
    let stored: string | null = null;
    let left = answers;
    return replying((response, body, request) => {
      if (request.headers["x-api-key"] === KEY && stored !== null) left -= 1;
      if (left <= 0) return reply(response, body, request);
      if (request.headers["x-api-key"] !== KEY || request.method !== "PATCH" || request.url !== PATH)
        return soundly(response, body, request);
      if (!PLAIN.test(body) && !NAMING.test(body)) return json(response, 422, REFUSAL);
      const item = { ...ITEM, old_instance_id: stored, new_instance_id: FOUND, source: "gateway" };
      const isKept = stored !== null;
      stored = FOUND;
      return json(response, 200, {
        ...COUNTERS,
        skipped: 0,
        ...(isKept ? { unchanged: 1 } : { updated: 1 }),
        items: [
          isKept
            ? { ...item, status: "unchanged", reason: "already_synced" }
            : { ...item, status: "updated", reason: null },
        ],
      });
    });
  };

  it.each<[string, Reply, string]>([
    [
      "the key expires",
      (response) => json(response, 401, { detail: "Expired" }),
      "The member key (X-API-Key) is no longer taken, though it was. If it has expired, check again with one that lasts.",
    ],
    ["a redirect", redirect, "it answered 307 and led to https://login.example/in (Location)"],
    ["a gateway's error", away, "it answered 502"],
  ])("names that finding alone, and what came then: %s", async (_, reply, words) => {
    const url = await writingThen(reply, 60);
    const { code, broken, stdout } = await runCheck(url, "--api-key", KEY, "--timeout", "300ms");
    expect(broken).toEqual(["dry-run-writes-nothing"]);
    expect(stdout).toContain(words);
    expect(code).toBe(1);
  });
});

describe("check, with the key of another workspace that expires on the way", () => {
  it("ends with 3, one sentence and no finding, though the member's key is taken", async () => {
    // Requests without a key are sent when the probe is over.
    let isProbed = false;
    const url = await replying((response, body, request) => {
      const isOther = request.headers["x-api-key"] === "another-key";
      isProbed ||= request.method === "PATCH" && request.headers["x-api-key"] === undefined;
      if (isOther && isProbed) return json(response, 403, { detail: "Expired" });
      if (isOther) request.headers["x-api-key"] = KEY;
      return soundly(response, body, request);
    });
    const { code, broken, stdout } = await runCheck(
      url,
      ...["--api-key", KEY, "--other-key", "another-key", "--timeout", "300ms", "--phases", "probe,access"],
      ...["--laws", "status-is-declared,bad-key-is-refused"],
    );
    expect(broken).toEqual([]);
    expect(stdout.trim().split("\n").at(-1)).toContain("The other key (X-API-Key) was answered otherwise before");
    expect(code).toBe(3);
  });
});

describe("check, of a server that answers strangely to some requests only", () => {
  it.each<[string, Reply, (body: string) => boolean, string]>([
    ["404", missing, (body) => body.includes("missing_only"), "status-is-declared"],
    ["a page", loginPage, (body) => body.includes("missing_only"), "body-matches-schema"],
    ["500", failing, (body) => body.includes("missing_only"), "never-a-server-error"],
    ["404 to all that is valid", missing, (body) => PLAIN.test(body), "status-is-declared"],
    ["500 to all that is valid", failing, (body) => PLAIN.test(body), "never-a-server-error"],
  ])("finds it: %s", async (_, reply, isMet, law) => {
    const url = await replying((response, body, request) =>
      request.method === "PATCH" && request.url === PATH && request.headers["x-api-key"] === KEY && isMet(body)
        ? reply(response, body, request)
        : soundly(response, body, request),
    );
    const { code, broken } = await runCheck(url, ...QUICK);
    expect(broken).toContain(law);
    expect(code).toBe(1);
  });
});

describe("check, with a key that is not taken", () => {
  it.each([
    [["--api-key", "wr0ng"], "The key, sent as X-API-Key, is not taken"],
    [["--header", "Authorization: Bearer wr0ng"], "The key, sent as Authorization: Bearer, is not taken"],
    [[], "Pass a key with --api-key"],
  ])("ends with 2 and names the header that carried it: %j", async (argv, words) => {
    const { code, stderr } = await runCheck(await replying(soundly), ...argv, "--phases", "probe");
    expect(failureIn(stderr)).toContain(words);
    expect(stderr).not.toContain("wr0ng");
    expect(code).toBe(2);
  });
});
