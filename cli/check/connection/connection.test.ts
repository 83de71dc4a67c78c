import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import { connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import { check } from "../../check.ts";
import { runCommandLine } from "../../command-line/command-line.ts";
import { fakeContext } from "../../testing/fake-context.ts";
import { certificates } from "../testing/certificates.ts";
import { listenOn, soundly } from "../testing/served.ts";

const { issuer, server, client } = certificates;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "connection-"));
  const files = {
    "ca.pem": issuer,
    "client.pem": client.cert,
    "client.key": client.key,
    "server.key": server.key,
    "both.pem": `${client.cert}\n${client.key}\n`,
    "empty.pem": "nothing\n",
    "locked.key": "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGH\n-----END ENCRYPTED PRIVATE KEY-----\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const QUICK = ["--phases", "probe", "--laws", "counts-sum-to-scanned", "--seed", "7", "--timeout", "2s"];

/** What came of a check through the command, with the files in the folder and this environment. */
const checking = async (
  target: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly out: string; readonly files: ReadonlyMap<string, string> }> => {
  const fake = fakeContext(["check", "--target", target, ...QUICK, ...argv], { folder, env });
  const code = await runCommandLine([check], fake.context);
  return { code, out: [fake.stdout(), fake.stderr(), ...fake.files.values()].join("\n"), files: fake.files };
};

const tlsServer = (options: ServerOptions = {}, listener: RequestListener = soundly()): Server =>
  createHttpsServer({ cert: server.cert, key: server.key, ...options }, listener);

const WANTING = { requestCert: true, rejectUnauthorized: true, ca: [issuer] };

/** A proxy for tunnels and for requests in absolute form, that keeps what it was asked for; with `wanted`, who does not say this is refused. */
const proxyServer = (seen: string[], wanted: string | null = null): Server => {
  const isRefused = (given: string | undefined): boolean => wanted !== null && given !== wanted;
  const proxy = createHttpServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (isRefused(request.headers["proxy-authorization"])) return void response.writeHead(407).end();
    soundly()(request, response);
  });
  proxy.on("connect", (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    if (isRefused(request.headers["proxy-authorization"])) return void socket.end("HTTP/1.1 407 Who?\r\n\r\n");
    const [host = "", port] = (request.url ?? "").split(":");
    const upstream = connect(Number(port), host === "api.example" ? "127.0.0.1" : host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.end("HTTP/1.1 502 No\r\n\r\n"));
    socket.on("error", () => upstream.destroy());
  });
  return proxy;
};

describe("check, of a server whose issuer nobody trusts", () => {
  it("trusts it with --ca", async () => {
    const target = `https://127.0.0.1:${await listenOn(tlsServer())}`;
    expect((await checking(target, [])).code).toBe(3);
    const { code, out } = await checking(target, ["--ca", "ca.pem"]);
    expect(out).not.toContain("No certificate was looked at");
    expect(code).toBe(0);
  });

  it("looks at no certificate with --insecure, and says so in every report", async () => {
    const target = `https://127.0.0.1:${await listenOn(tlsServer())}`;
    const formats = ["tty", "json", "junit", "html", "markdown", "sarif", "github", "ndjson"];
    const { code, files } = await checking(target, [
      "--insecure",
      ...formats.flatMap((one) => ["--report", `${one}=${one}`]),
    ]);
    expect(files.size).toBe(formats.length);
    for (const [name, text] of files)
      expect({ name, tells: /No certificate was looked at|"insecure": ?true/.test(text) }).toEqual({
        name,
        tells: true,
      });
    expect(code).toBe(0);
  });

  it.each([
    ["two files", ["--client-cert", "client.pem", "--client-key", "client.key"]],
    ["one file", ["--client-cert", "both.pem"]],
  ])("shows a certificate of its own, from %s", async (_, argv) => {
    const target = `https://127.0.0.1:${await listenOn(tlsServer(WANTING))}`;
    const without = await checking(target, ["--ca", "ca.pem"]);
    expect(without.out).toContain("give one with --client-cert and --client-key");
    expect(without.code).toBe(3);
    expect((await checking(target, ["--ca", "ca.pem", ...argv])).code).toBe(0);
  });
});

describe("check, with files that can't be used", () => {
  it.each([
    [["--ca", "none.pem"], "--ca names none.pem, and there is no such file."],
    [["--ca", "empty.pem"], "holds no certificates in PEM"],
    [["--client-key", "client.key"], "Name that with --client-cert."],
    [["--client-cert", "client.pem"], "Name the file that does with --client-key."],
    [
      ["--client-cert", "client.pem", "--client-key", "server.key"],
      "is not that of the first certificate in client.pem",
    ],
    [["--client-cert", "client.pem", "--client-key", "locked.key"], "is encrypted"],
    [["--proxy", "socks5://127.0.0.1:1"], "needs the URL of an HTTP proxy"],
    [["--proxy", "http://127.0.0.1:1", "--unix-socket", "x"], "--proxy and --unix-socket are different ways"],
    [["--connect", "127.0.0.1"], "a host and a port"],
    [
      ["--proxy", "http://127.0.0.1:1", "--header", "proxy-Authorization: Basic bWU6cHc="],
      "name the proxy with user and password: --proxy http://USER:PASSWORD@HOST:PORT",
    ],
  ])("ends with 2 and says how to mend %j", async (argv, words) => {
    const { code, out } = await checking("https://127.0.0.1:1", argv);
    expect(out).toContain(words);
    expect(code).toBe(2);
  });

  it("ends with 2 where there is no target for them", async () => {
    const fake = fakeContext(["check", "--insecure"]);
    expect(await runCommandLine([check], fake.context)).toBe(2);
    expect(fake.stderr()).toContain("--insecure is given without a target");
  });
});

describe("check, through a proxy", () => {
  it("opens a tunnel to an https target, names it in the report and hides its password", async () => {
    const seen: string[] = [];
    const port = await listenOn(tlsServer());
    const proxyPort = await listenOn(proxyServer(seen, `Basic ${btoa("me:a-secret-word")}`));
    const proxy = `http://me:a-secret-word@127.0.0.1:${proxyPort}`;
    const argv = ["--ca", "ca.pem", "--report", "json=r.json", "--report", "tty"];
    const { code, out } = await checking(`https://api.example:${port}`, [...argv, "--proxy", proxy]);
    expect(out).toContain(`The server was reached through the proxy http://127.0.0.1:${proxyPort}.`);
    expect(out).not.toContain("a-secret-word");
    expect(new Set(seen)).toEqual(new Set([`CONNECT api.example:${port}`]));
    expect(code).toBe(0);
    const wrong = await checking(`https://api.example:${port}`, [...argv, "--proxy", proxy.replace("me:", "you:")]);
    expect(wrong.out).toContain("The proxy wants to know who asks");
    expect(wrong.out).not.toContain("a-secret-word");
    expect(wrong.code).toBe(3);
  });

  it("asks for an http target in absolute form, as the environment says", async () => {
    const seen: string[] = [];
    const proxy = `http://127.0.0.1:${await listenOn(proxyServer(seen))}`;
    expect((await checking("http://api.example", [], { HTTP_PROXY: proxy })).code).toBe(0);
    expect(seen).toContain("PATCH http://api.example/api/v1/cvms/instance-ids");
    const before = seen.length;
    const excepted = await checking("http://api.invalid", [], { http_proxy: proxy, NO_PROXY: "a.b, .invalid" });
    expect(excepted.code).toBe(3);
    expect(seen).toHaveLength(before);
  });

  it("asks this machine without the proxy of the environment, and with that of --proxy", async () => {
    const seen: string[] = [];
    const proxy = `http://127.0.0.1:${await listenOn(proxyServer(seen))}`;
    const target = `http://127.0.0.1:${await listenOn(createHttpServer(soundly()))}`;
    expect((await checking(target, [], { HTTP_PROXY: proxy, HTTPS_PROXY: proxy })).code).toBe(0);
    expect(seen).toEqual([]);
    expect((await checking(target, ["--proxy", proxy])).code).toBe(0);
    expect(seen).not.toEqual([]);
  });

  it("ends with 3 and names the proxy where that is not there, or lets nothing through", async () => {
    const gone = await checking("https://api.example:1", ["--proxy", "http://127.0.0.1:1"]);
    expect(gone.out).toMatch(
      /Failed to reach https:\/\/api.example:1\/ through the proxy http:\/\/127.0.0.1:1: ECONNREFUSED.*Check that the proxy runs/,
    );
    const proxy = `http://127.0.0.1:${await listenOn(proxyServer([]))}`;
    const refused = await checking("https://api.example:1", ["--proxy", proxy]);
    expect(refused.out).toContain(
      "The proxy does not let it through: check --target. To reach it without, leave --proxy out",
    );
    expect([gone.code, refused.code]).toEqual([3, 3]);
  });

  it("ends with 2 where the environment names none that can be used", async () => {
    const { code, out } = await checking("https://api.example", [], { HTTPS_PROXY: "socks5://a-secret:word-two@b" });
    expect(out).toContain("The environment variable HTTPS_PROXY has to be the URL of an HTTP proxy");
    expect(code).toBe(2);
  });
});

describe("check, of a server that is elsewhere than its name says", () => {
  it.each([
    ["--connect", "127.0.0.1:1", "that --connect names its address"],
    ["--unix-socket", "/no/such/socket", "that --unix-socket names its socket"],
  ])("ends with 3 and names %s where nothing is there", async (flag, value, words) => {
    const { code, out } = await checking("http://api.example", [flag, value]);
    expect(out).toContain(words);
    expect(code).toBe(3);
  });

  it("connects to another address, and asks for it by its name", async () => {
    const names: (string | undefined)[] = [];
    const listener = soundly(({ headers }) => names.push(headers.host) > 0);
    const port = await listenOn(tlsServer({}, listener));
    const { code, out } = await checking("https://api.example", ["--ca", "ca.pem", "--connect", `127.0.0.1:${port}`]);
    expect(new Set(names)).toEqual(new Set(["api.example"]));
    expect(out).toContain(`The server was reached at 127.0.0.1:${port}.`);
    expect(code).toBe(0);
    const other = await checking("https://api.invalid", ["--ca", "ca.pem", "--connect", `127.0.0.1:${port}`]);
    expect(other.out).toContain("The certificate is another host's");
    expect(other.code).toBe(3);
  });

  it("connects to a Unix socket, with TLS and without", async () => {
    const [plain, secure] = [join(folder, "plain.sock"), join(folder, "secure.sock")];
    await listenOn(createHttpServer(soundly()), plain);
    await listenOn(tlsServer(), secure);
    expect((await checking("http://api.example", ["--unix-socket", plain])).code).toBe(0);
    expect((await checking("https://api.example", ["--unix-socket", secure, "--ca", "ca.pem"])).code).toBe(0);
    const gone = await checking("http://api.example", ["--unix-socket", join(folder, "none.sock")]);
    expect(gone.out).toContain("ENOENT");
    expect(gone.code).toBe(3);
  });
});

describe("check, of a server that is not up yet", () => {
  /** A port that nothing listens on, and how to have a server listen there. */
  const later = async (listener: RequestListener) => {
    const first = createHttpServer();
    const port = await listenOn(first);
    await new Promise((resolve) => first.close(resolve));
    return { port, begin: () => listenOn(createHttpServer(listener), port) };
  };

  it("waits until it answers, and not for what stands in front of it", async () => {
    let asked = 0;
    const { port, begin } = await later((request, response) => {
      asked += 1;
      if (asked <= 2) response.writeHead(503).end();
      else soundly()(request, response);
    });
    const begun = { at: Promise.resolve(0) };
    const fake = fakeContext(["check", "--target", `http://127.0.0.1:${port}`, ...QUICK, "--wait", "60s"], {
      stderr: {
        ...fakeContext([]).context.stderr,
        // It listens when its absence was noticed.
        write: (text) => {
          if (text.startsWith("Waiting for")) begun.at = begin();
        },
      },
    });
    expect(await runCommandLine([check], fake.context)).toBe(0);
    expect(await begun.at).toBe(port);
    expect(asked).toBeGreaterThan(3);
  });

  it("ends with 3 and what it last met where the time is over", async () => {
    const { port } = await later(soundly());
    const gone = await checking(`http://127.0.0.1:${port}`, ["--wait", "300ms"]);
    expect(gone.out).toMatch(/Waiting for .*\nFailed to reach .*ECONNREFUSED.*, and so it was for the 0.3 s of --wait/);
    const away = await listenOn(createHttpServer((_, response) => response.writeHead(503).end()));
    const front = await checking(`http://127.0.0.1:${away}`, ["--wait", "300ms"]);
    expect(front.out).toContain("it answered 503, and so it was for the 0.3 s of --wait");
    expect([gone.code, front.code]).toEqual([3, 3]);
  });

  it("tells what it met at the end where that was something else at first, and not of a last try that was cut short", async () => {
    let asked = 0;
    const slowly = createHttpServer((_, response) => {
      asked += 1;
      // The answer after these is not there in time.
      if (asked > 3) return;
      response.writeHead(asked === 1 ? 502 : 503).end();
    });
    const { out } = await checking(`http://127.0.0.1:${await listenOn(slowly)}`, ["--wait", "1500ms"]);
    expect(out).toContain("it answered 503, at the end of the 1.5 s of --wait");
  });

  it("waits for no trust", async () => {
    const port = await listenOn(tlsServer());
    const { code, out } = await checking(`https://127.0.0.1:${port}`, ["--wait", "60s"]);
    expect(out).toContain("Name a file with the certificate's issuer in --ca");
    expect(code).toBe(3);
  });
});
