import { once } from "node:events";
import { createServer, type Server } from "node:http";
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
    expect(NOBODY.map(headers)).toEqual([{}, {}]);
    expect(headers("member")).toEqual({ [name]: value });
  });

  it.each([
    ["cf-access-client-secret", "s3cr3t"],
    ["x-trace", "a-member-key-of-old"],
  ])("goes with every request where it does not: %s: %s", (name, value) => {
    for (const credential of [...NOBODY, "member", "other"] as const)
      expect(sentAlong(KEYS, { [name]: value })(credential)).toEqual({ [name]: value });
  });

  it.each([BEARER, { "x-a": "member-key" }, { authorization: `Basic ${btoa("me:member-key")}` }])(
    "that holds one key goes with no other: %j",
    (header) => {
      expect(sentAlong(KEYS, header)("other")).toEqual({});
      expect(sentAlong(KEYS, header)("admin")).toEqual({});
    },
  );

  it("goes with every request of a run that has no key but it", () => {
    expect(NOBODY.map(sentAlong(NO_KEYS, BEARER))).toEqual([BEARER, BEARER]);
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

  const run = async (argv: readonly string[]) => {
    const fake = fakeContext(["check", "--seed", "7", ...argv]);
    const code = await runCommandLine([check], fake.context);
    return { code, stdout: fake.stdout(), stderr: fake.stderr() };
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

  it("shows in the curl line of a finding what was sent along, its secrets hidden", async () => {
    const server = createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(201, { "content-type": "application/json" }).end("{}"));
    }).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    const address = server.address();
    const { stdout } = await run([
      ...[
        "--target",
        `http://127.0.0.1:${isObject(address) ? address.port : ""}`,
        "--api-key",
        "a-member-key",
        "--laws",
        "status-is-declared",
      ],
      ...["--header", "X-Trace: on", "--header", "Authorization: Bearer a-secret-token", "--phases", "probe,boundary"],
    ]);
    expect(stdout).toContain("-H 'x-trace: on'");
    expect(stdout).toContain("-H 'authorization: [header]'");
    expect(stdout).not.toContain("a-secret-token");
  });
});
