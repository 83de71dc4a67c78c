import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../../contract/index.ts";
import { check } from "../../check.ts";
import { runCommandLine } from "../../command-line/command-line.ts";
import { saveFile } from "../../output/save-file.ts";
import { replay } from "../../replay.ts";
import { fakeContext } from "../../testing/fake-context.ts";
import { certificates } from "../testing/certificates.ts";
import { listenOn } from "../testing/served.ts";

const run = promisify(execFile);

const { issuer, server, client } = certificates;
const KEY = "a-member-key-1234";
const SECRET = "s3cr3t-of-the-gateway";

const hasCurl = await run("bash", ["-c", "curl --version"]).then(
  () => true,
  () => false,
);

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "again-"));
  const files = { "ca.pem": issuer, "client.pem": client.cert, "client.key": client.key };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What reached a server: the header in which the key is to be, and the one of the gateway. */
type Seen = Pick<IncomingMessage["headers"], string>;

const WRONG = { total: 0, scanned: 0, updated: 1, unchanged: 0, skipped: 0, conflicts: 0, errors: 0, items: [] };

/** A server whose counters are wrong, behind a gateway that answers 302 to whoever lacks its header. */
const failing =
  (seen: Seen[]): RequestListener =>
  (request, response) => {
    request.resume().on("end", () => {
      const { headers, method } = request;
      if (headers["cf-access-client-secret"] !== SECRET)
        return void response.writeHead(302, { location: "https://login.example/" }).end();
      if (method === "PATCH") seen.push(headers);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(WRONG));
    });
  };

const proxyServer = (asked: string[]): Server => {
  const proxy = createHttpServer();
  proxy.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    const upstream = connect(Number((request.url ?? "").split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on("error", () => upstream.destroy());
  });
  return proxy;
};

const GATEWAY = ["--header", `CF-Access-Client-Secret: ${SECRET}`, "--header", "X-Trace: it's on"];
const VARIABLES = {
  CVM_CONTRACT_API_KEY: KEY,
  HEADER_CF_ACCESS_CLIENT_SECRET: SECRET,
  HEADER_AUTHORIZATION: `Bearer ${KEY}`,
};

interface Way {
  readonly target: string;
  readonly argv: readonly string[];
}

const secure = (seen: Seen[], wantsClient = false): Server =>
  createHttpsServer(
    {
      cert: server.cert,
      key: server.key,
      ...(wantsClient ? { requestCert: true, rejectUnauthorized: true, ca: issuer } : {}),
    },
    failing(seen),
  );

const ways: Readonly<Record<string, (seen: Seen[]) => Promise<Way>>> = {
  "the usual key": async (seen) => ({
    target: `http://127.0.0.1:${await listenOn(createHttpServer(failing(seen)))}`,
    argv: ["--api-key", KEY],
  }),
  "a key in a header of the user's": async (seen) => ({
    target: `http://127.0.0.1:${await listenOn(createHttpServer(failing(seen)))}`,
    argv: ["--header", `Authorization: Bearer ${KEY}`],
  }),
  "a key in a cookie, and --ca": async (seen) => ({
    target: `https://127.0.0.1:${await listenOn(secure(seen))}`,
    argv: ["--api-key", KEY, "--key-header", "Cookie: session={key}", "--ca", "ca.pem"],
  }),
  "a client certificate and --insecure": async (seen) => ({
    target: `https://127.0.0.1:${await listenOn(secure(seen, true))}`,
    argv: ["--api-key", KEY, "--insecure", "--client-cert", "client.pem", "--client-key", "client.key"],
  }),
  "a proxy": async (seen) => {
    const proxy = `http://me:a-secret-word@127.0.0.1:${await listenOn(proxyServer([]))}`;
    const target = `https://api.example:${await listenOn(secure(seen))}`;
    return { target, argv: ["--api-key", KEY, "--ca", "ca.pem", "--proxy", proxy] };
  },
  "another address": async (seen) => ({
    target: "https://api.example",
    argv: ["--api-key", KEY, "--ca", "ca.pem", "--connect", `127.0.0.1:${await listenOn(secure(seen))}`],
  }),
  "a Unix socket": async (seen) => {
    const path = join(folder, "server.sock");
    await listenOn(createHttpServer(failing(seen)), path);
    return { target: "http://api.example", argv: ["--api-key", KEY, "--unix-socket", path] };
  },
};

const firstFinding = (text: string | undefined): Readonly<Record<string, unknown>> => {
  const report: unknown = JSON.parse(text ?? "{}");
  const [finding] = isObject(report) && Array.isArray(report.findings) ? report.findings : [];
  return isObject(finding) ? finding : {};
};

describe("the lines that send a finding again", () => {
  it.skipIf(!hasCurl).each(Object.keys(ways))("reach the server when pasted into bash, with %s", async (name) => {
    const seen: Seen[] = [];
    const { target, argv } = (await ways[name]?.(seen)) ?? { target: "", argv: [] };
    const corpus = join(folder, `corpus of ${name}`);
    const found = fakeContext(
      [
        ...["check", "--target", target, "--phases", "probe", "--laws", "counts-match-items", "--timeout", "2s"],
        ...["--corpus", corpus, "--report", "json=r.json", ...GATEWAY, ...argv],
      ],
      { folder },
    );
    const files = new Map<string, string>();
    const context = {
      ...found.context,
      saveFile: async (path: string, text: string | AsyncIterable<string>) => {
        if (typeof text === "string") files.set(path, text);
        if (!path.endsWith("r.json")) await saveFile(path, text);
      },
    };
    expect(await runCommandLine([check], context)).toBe(1);
    const finding = firstFinding(files.get(join(folder, "r.json")));
    const [line] = Array.isArray(finding.curl) ? finding.curl : [];
    for (const secret of [KEY, SECRET, "a-secret-word"]) expect(JSON.stringify(finding)).not.toContain(secret);

    const sent = seen.length;
    const proxy = argv[argv.indexOf("--proxy") + 1] ?? "";
    const env = {
      PATH: process.env.PATH,
      ...VARIABLES,
      ...(argv.includes("--proxy") ? { CVM_CONTRACT_PROXY: proxy } : {}),
    };
    const { stdout } = await run("bash", ["-c", line], { cwd: folder, env });
    expect(stdout).toContain('"updated":1');
    expect(seen).toHaveLength(sent + 1);
    const { "content-type": _, ...headers } = seen[0] ?? {};
    const got = seen.at(-1) ?? {};
    for (const carried of ["x-api-key", "authorization", "cookie", "x-trace", "cf-access-client-secret", "host"])
      expect([carried, got[carried]]).toEqual([carried, headers[carried]]);

    // Each variable that it reads is named, and no other one.
    const variables = Array.isArray(finding.variables) ? finding.variables : [];
    const read = new Set(String(line).match(/(?<=\$)\w+/g));
    expect(new Set(variables.map((one: unknown) => (isObject(one) ? one.name : "")))).toEqual(read);

    // bash takes the line apart as it would take it for the command.
    const words = await run("bash", ["-c", `printf '%s\\0' ${String(finding.replay)}`], { cwd: folder, env });
    const [, ...args] = words.stdout.split("\0").slice(0, -1);
    const again = fakeContext(args, { folder, saveFile, env: { CVM_CONTRACT_API_KEY: KEY } });
    const withKey = argv.includes("--api-key") ? again : fakeContext(args, { folder, saveFile });
    expect(await runCommandLine([replay], withKey.context)).toBe(1);
    expect(withKey.stdout()).toContain("1 still broken");
  });
});
