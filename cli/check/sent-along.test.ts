import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { check } from "../check.ts";
import { runCommandLine } from "../command-line/command-line.ts";
import { type EmbeddedReference, startEmbeddedReference } from "../serve/embedded-reference.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { sentAlong } from "./sent-along.ts";

const KEYS = { member: "member-key", admin: "admin-key", other: "other-key" };
const NO_KEYS = { member: null, admin: null, other: null };
const BEARER = { authorization: "Bearer member-key" };
const NOTHING = {
  total: 0,
  scanned: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  conflicts: 0,
  errors: 0,
  items: [],
};
const NOBODY = ["none", "bad"] as const;

describe("a header of the user's", () => {
  it.each([
    ["authorization", "Bearer something-else"],
    ["cookie", "session=1"],
    ["x-api-key", "something-else"],
    ["x-forwarded-key", "member-key"],
    ["x-forwarded-session", "a=1; key=member-key"],
    ["authorization", `Basic ${btoa("me:member-key")}`],
  ])("goes with no request that is to have no key where it may log in: %s: %s", (name, value) => {
    const headers = sentAlong(KEYS, { [name]: value });
    const none = { headers: {}, isWhole: false };
    expect(NOBODY.map(headers)).toEqual([none, none]);
    expect(headers("member")).toEqual({ headers: { [name]: value }, isWhole: true });
  });

  it.each([
    ["cf-access-client-secret", "s3cr3t"],
    ["x-trace", "a-member-key-of-old"],
  ])("goes with every request where it does not: %s: %s", (name, value) => {
    for (const credential of [...NOBODY, "member", "other"] as const)
      expect(sentAlong(KEYS, { [name]: value })(credential).headers).toEqual({ [name]: value });
  });

  it.each([BEARER, { "x-a": "member-key" }, { authorization: `Basic ${btoa("me:member-key")}` }])(
    "that holds one key goes with no other: %j",
    (header) => {
      expect(sentAlong(KEYS, header)("other").headers).toEqual({});
      expect(sentAlong(KEYS, header)("admin").headers).toEqual({});
    },
  );

  it("goes with every request of a run that has no key but it", () => {
    const whole = { headers: BEARER, isWhole: true };
    expect(NOBODY.map(sentAlong(NO_KEYS, BEARER))).toEqual([whole, whole]);
  });
});

describe("check with a header that carries the key as well", () => {
  let reference: EmbeddedReference;
  const servers: Server[] = [];
  beforeAll(async () => {
    reference = await startEmbeddedReference(() => {});
  });
  afterAll(async () => {
    await reference.close();
    for (const server of servers) server.close().closeAllConnections();
  });

  const listen = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    const address = server.address();
    return `http://127.0.0.1:${isObject(address) ? address.port : ""}`;
  };

  const run = async (argv: readonly string[]) => {
    const fake = fakeContext(["check", "--seed", "7", "--verbose", ...argv]);
    const code = await runCommandLine([check], fake.context);
    return { code, stdout: fake.stdout(), stderr: fake.stderr() };
  };

  /** Sends away who has neither the gateway's cookie nor, as an API of its own, the key. */
  const gatewayed = async (argv: readonly string[]) => {
    const url = await listen((request, response) => {
      request.resume().on("end", () => {
        const isLetThrough = request.headers.cookie !== undefined || request.headers["x-api-key"] === "a-member-key";
        const json = { "content-type": "application/json" };
        if (isLetThrough) response.writeHead(200, json).end(JSON.stringify(NOTHING));
        else response.writeHead(302, { location: "/login" }).end();
      });
    });
    return run([
      "--target",
      url,
      ...argv,
      "--laws",
      "status-is-declared,missing-key-is-refused",
      "--phases",
      "probe,access",
      "--cases",
      "50",
    ]);
  };

  it.each(["Authorization: Bearer KEY", "X-API-Key: KEY"])(
    "finds that a missing and a bad key are refused: %s",
    async (header) => {
      const key = reference.keys.member ?? "";
      const laws = "missing-key-is-refused,bad-key-is-refused,status-is-declared";
      const argv = ["--target", reference.url.href, "--api-key", key, "--other-key", reference.keys.other ?? ""];
      const { code, stdout } = await run([
        ...[...argv, "--header", header.replace("KEY", key), "--header", "X-Trace: on"],
        ...["--phases", "probe,access", "--laws", laws, "--cases", "50"],
      ]);
      expect(stdout).toMatch(/missing-key-is-refused +must +held +[1-9]/);
      expect(stdout).toMatch(/bad-key-is-refused +must +held +[1-9]/);
      expect(code).toBe(0);
    },
  );

  it("takes no redirection for a fault where a cookie was left off that a gateway in front wants", async () => {
    const { code, stdout } = await gatewayed(["--api-key", "a-member-key", "--header", "Cookie: gateway=1"]);
    expect(stdout).toMatch(/status-is-declared +must +held/);
    expect(code).toBe(0);
  });

  it("takes a redirection for a fault where nothing was left off", async () => {
    const { code, stdout } = await gatewayed(["--api-key", "a-member-key"]);
    expect(stdout).toMatch(/status-is-declared +must +broken/);
    expect(code).toBe(1);
  });

  it("shows in the curl line of a finding what was sent along, its secrets hidden", async () => {
    const url = await listen((request, response) => {
      request.resume().on("end", () => response.writeHead(201, { "content-type": "application/json" }).end("{}"));
    });
    const { stdout } = await run([
      ...["--target", url, "--api-key", "a-member-key", "--laws", "status-is-declared"],
      ...["--header", "X-Trace: on", "--header", "Authorization: Bearer a-secret-token", "--phases", "probe,boundary"],
    ]);
    expect(stdout).toContain("-H 'x-trace: on'");
    expect(stdout).toContain('-H "authorization: $HEADER_AUTHORIZATION"');
    expect(stdout).not.toContain("a-secret-token");
  });
});
