import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer, type RequestListener, request } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import { connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certificates } from "../check/testing/certificates.ts";
import { listenOn, soundly } from "../check/testing/served.ts";
import { runCommandLine } from "../command-line/command-line.ts";
import { proxy } from "../proxy.ts";
import { fakeContext } from "../testing/fake-context.ts";

const { issuer, server, client } = certificates;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proxy-ways-"));
  const files = { "ca.pem": issuer, "both.pem": `${client.cert}\n${client.key}\n` };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Asks for the operation, as a client of the proxy does, and gives status and body. */
const ask = (origin: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "proxy-authorization": "Basic the-client" };
    const sent = request(new URL("/api/v1/cvms/instance-ids", origin), { method: "PATCH", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      answer.once("end", () => resolve(`${answer.statusCode} ${text}`));
    });
    sent.once("error", reject).end('{"dry_run":true}');
  });

interface Passed {
  readonly answer: string;
  readonly code: number;
  readonly report: string;
  readonly stderr: string;
}

/** Starts the proxy through the command, sends one request through it, or what `send` does, and ends it. */
const passing = async (
  target: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  send: (origin: string) => Promise<string> = ask,
): Promise<Passed> => {
  const ending = new AbortController();
  const started = Promise.withResolvers<string>();
  const fake = fakeContext(["proxy", "--target", target, "--port", "0", "--report", "json", ...argv], {
    folder,
    env,
    terminated: ending.signal,
  });
  const { stderr } = fake.context;
  const write = (text: string): void => {
    stderr.write(text);
    const [, url] = /: (http:\S+) stands in front of/.exec(text) ?? [];
    if (url !== undefined) started.resolve(url);
  };
  const ended = runCommandLine([proxy], { ...fake.context, stderr: { ...stderr, write } });
  const answer = await Promise.race([started.promise.then(send), ended.then((code) => `ended with ${code}`)]);
  ending.abort();
  return { answer, code: await ended, report: fake.stdout(), stderr: fake.stderr() };
};

const tlsServer = (options: ServerOptions = {}, listener: RequestListener = soundly()): Server =>
  createHttpsServer({ cert: server.cert, key: server.key, ...options }, listener);

/** A proxy on the way, that keeps what it was asked for and by whom. */
const proxyServer = (seen: string[], wanted: string | null = null): Server => {
  const onTheWay = createHttpServer((asked, response) => {
    const who = asked.headers["proxy-authorization"];
    seen.push(`${asked.method} ${asked.url} ${who}`);
    if (wanted !== null && who !== wanted) response.writeHead(407).end();
    else soundly()(asked, response);
  });
  onTheWay.on("connect", (asked, socket) => {
    const who = asked.headers["proxy-authorization"];
    seen.push(`CONNECT ${asked.url} ${who}`);
    if (wanted !== null && who !== wanted) return void socket.end("HTTP/1.1 407 Who?\r\n\r\n");
    const upstream = connect(Number((asked.url ?? "").split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on("error", () => upstream.destroy());
  });
  return onTheWay;
};

describe("proxy, of requests that are none of the contract's", () => {
  it("tells how many passed, and why, at the end alone", async () => {
    const target = `http://127.0.0.1:${await listenOn(createHttpServer(soundly()))}`;
    const { stderr } = await passing(target, [], {}, async (origin) => {
      for (const [path, method] of [
        ["/", "GET"],
        ["/other", "GET"],
        ["/api/v1/cvms/instance-ids", "POST"],
      ] as const)
        await (await fetch(new URL(path, origin), { method })).arrayBuffer();
      return ask(origin);
    });
    expect(stderr).toContain("2 exchanges passed unjudged: the contract has no such path.\n");
    expect(stderr).toContain("1 exchange passed unjudged: the contract has no such method on the path.\n");
    expect(stderr).not.toContain("An exchange passed");
  });
});

describe("proxy, of a target whose issuer nobody trusts", () => {
  it("answers 502 without --ca, passes with it, and with --insecure says so in the report", async () => {
    const target = `https://127.0.0.1:${await listenOn(tlsServer())}`;
    const without = await passing(target, []);
    expect(without.answer).toMatch(/^502 .*UNABLE_TO_VERIFY/);
    expect(without.code).toBe(3);
    const trusted = await passing(target, ["--ca", "ca.pem"]);
    expect(trusted.answer).toMatch(/^200 /);
    expect(trusted.report).not.toContain('"insecure"');
    const blind = await passing(target, ["--insecure"]);
    expect(blind.answer).toMatch(/^200 /);
    expect(blind.report).toContain('"insecure": true');
  });

  it("shows a certificate of its own, and takes its lack for no fault of the target's", async () => {
    const wanting = { requestCert: true, rejectUnauthorized: true, ca: [issuer] };
    const target = `https://127.0.0.1:${await listenOn(tlsServer(wanting))}`;
    expect(await passing(target, ["--ca", "ca.pem", "--client-cert", "both.pem"])).toMatchObject({
      answer: expect.stringMatching(/^200 /),
      code: 0,
    });
    const without = await passing(target, ["--ca", "ca.pem"]);
    expect(without.answer).toMatch(/^502 /);
    expect(without.code).toBe(3);
  });
});

describe("proxy, through another proxy", () => {
  it("opens a tunnel to an https target, and hides the password", async () => {
    const seen: string[] = [];
    const who = `Basic ${btoa("me:a-secret-word")}`;
    const proxyPort = await listenOn(proxyServer(seen, who));
    const port = await listenOn(tlsServer());
    const argv = ["--ca", "ca.pem", "--proxy", `http://me:a-secret-word@127.0.0.1:${proxyPort}`];
    const { answer, report, stderr } = await passing(`https://api.example:${port}`, argv);
    expect(answer).toMatch(/^200 /);
    expect(seen).toEqual([`CONNECT api.example:${port} ${who}`]);
    expect(report).toContain(`"reached": "through the proxy http://127.0.0.1:${proxyPort}"`);
    expect(`${report}${stderr}`).not.toContain("a-secret-word");
  });

  it("asks for an http target in absolute form, as the environment says, and in its own name", async () => {
    const seen: string[] = [];
    const who = `Basic ${btoa("me:a-secret-word")}`;
    const HTTP_PROXY = `http://me:a-secret-word@127.0.0.1:${await listenOn(proxyServer(seen, who))}`;
    expect((await passing("http://api.example", [], { HTTP_PROXY })).answer).toMatch(/^200 /);
    expect(seen).toEqual([`PATCH http://api.example/api/v1/cvms/instance-ids ${who}`]);
  });

  it.each([
    ["http://api.example", /the proxy on the way wants to know who asks/],
    ["https://api.example:1", /407/],
  ])("takes it for no fault of %s where that wants to know who asks", async (target, why) => {
    const onTheWay = `http://127.0.0.1:${await listenOn(proxyServer([], "Basic bWU6"))}`;
    const { answer, code, report } = await passing(target, ["--proxy", onTheWay]);
    expect(answer).toMatch(/^502 /);
    expect(answer).toMatch(why);
    expect(report).toContain('"findings": []');
    expect(code).toBe(3);
  });
});

describe("proxy, of a target that is elsewhere than its name says", () => {
  it("connects to another address, and asks for it by its name", async () => {
    const names: (string | undefined)[] = [];
    const port = await listenOn(
      tlsServer(
        {},
        soundly(({ headers }) => names.push(headers.host) > 0),
      ),
    );
    const argv = ["--ca", "ca.pem", "--connect", `127.0.0.1:${port}`];
    expect((await passing("https://api.example", argv)).answer).toMatch(/^200 /);
    expect(names).toEqual(["api.example"]);
    expect((await passing("https://api.invalid", argv)).answer).toMatch(/^502 .*ALTNAME_INVALID/);
  });

  it("connects to a Unix socket, with TLS and without", async () => {
    const [plain, secure] = [join(folder, "plain.sock"), join(folder, "secure.sock")];
    await listenOn(createHttpServer(soundly()), plain);
    await listenOn(tlsServer(), secure);
    expect((await passing("http://api.example", ["--unix-socket", plain])).answer).toMatch(/^200 /);
    expect((await passing("https://api.example", ["--unix-socket", secure, "--ca", "ca.pem"])).answer).toMatch(/^200 /);
  });

  it("ends with 2 where the ways exclude each other", async () => {
    const { answer, code, stderr } = await passing("http://127.0.0.1:1", ["--unix-socket", "x", "--connect", "a:1"]);
    expect(answer).toBe("ended with 2");
    expect(stderr).toContain("--connect and --unix-socket are different ways to the server.");
    expect(code).toBe(2);
  });
});
