import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import {
  createServer as createTlsServer,
  getCACertificates,
  setDefaultCACertificates,
  type TlsOptions,
} from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { certificate } from "./testing/certificate.ts";
import { runCheck } from "./testing/run-check.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Starts a server on a free port and gives the port. */
const listen = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    sockets.add(socket);
  });
  server.on("tlsClientError", () => {});
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return isObject(address) && typeof address.port === "number" ? address.port : 0;
};

const tls = (options: TlsOptions = {}): Server => createTlsServer({ ...certificate, ...options });

/** A TLS server that wants a certificate of its clients, which trust its own. */
const wantingCertificates = (options: TlsOptions): Server => {
  const usual = getCACertificates("default");
  setDefaultCACertificates([...usual, certificate.cert]);
  closers.push(() => setDefaultCACertificates(usual));
  return tls({ requestCert: true, rejectUnauthorized: true, ca: [certificate.cert], ...options });
};

/** Gives an answer of which a byte comes at a time. */
const drip = (socket: Socket): void => {
  socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n");
  const timer = setInterval(() => socket.write(" "), 50);
  socket.on("close", () => clearInterval(timer));
};

const TIMEOUT_MS = 700;
const SHORT = ["--timeout", `${TIMEOUT_MS}ms`, "--api-key", "a-key"];

describe("check, of what is no HTTP server", () => {
  it.each<[string, string, () => Server, string]>([
    ["stays silent", "http", () => createServer(() => {}), "it takes connections and gave no whole answer"],
    ["stays silent to a TLS handshake", "https", () => createServer(() => {}), "no open connection within 700 ms"],
    [
      "is not there",
      "http",
      () => {
        const server = createServer();
        server.once("listening", () => server.close());
        return server;
      },
      "ECONNREFUSED",
    ],
    ["drips a byte at a time", "http", () => createServer(drip), "gave no whole answer to GET / and PATCH /api/v1"],
    [
      "greets as SSH does",
      "http",
      () => createServer((socket) => socket.write("SSH-2.0-OpenSSH_9.2p1\r\n")),
      'no HTTP (Response does not match the HTTP/1.1 protocol (Expected HTTP/, RTSP/ or ICE/); it began with "SSH-2.0-OpenSSH_9.2p1")',
    ],
    ["closes at once", "http", () => createServer((socket) => socket.destroy()), "it closed the connection"],
    ["speaks TLS where http:// is named", "http", tls, "it speaks TLS and not plain HTTP. Name it with https://"],
    [
      "speaks HTTP where https:// is named",
      "https",
      () => createHttpServer((_, response) => response.end()),
      "it does not speak TLS (ERR_SSL_WRONG_VERSION_NUMBER). Name it with http://",
    ],
    ["has a certificate that nobody vouches for", "https", tls, "Name a file with the certificate's issuer in --ca"],
    [
      "wants a client certificate, and says so in an alert",
      "https",
      () => wantingCertificates({ maxVersion: "TLSv1.2" }),
      'it ended the TLS handshake with the alert "handshake failure". It may want a client certificate',
    ],
    [
      "wants a client certificate, and closes",
      "https",
      () => wantingCertificates({ minVersion: "TLSv1.3" }),
      "It may want a client certificate",
    ],
  ])("ends with 3 and the cause in one line where it %s", async (_, scheme, make, cause) => {
    const port = await listen(make());
    const { code, report, stderr, tookMs } = await runCheck(`${scheme}://127.0.0.1:${port}`, ...SHORT);
    const failures = stderr.split("\n").filter((line) => line.includes("Failed"));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(cause);
    expect(failures[0]).toMatch(/^Failed to reach https?:/);
    expect({ code, report }).toEqual({ code: 3, report: null });
    expect(tookMs).toBeLessThan(TIMEOUT_MS * 3 + 1_000);
  });

  it("ends when its time is over, though one answer may take longer", async () => {
    const port = await listen(createServer(() => {}));
    const argv = ["--timeout", "30s", "--time", "500ms"];
    const { code, stderr, tookMs } = await runCheck(`http://127.0.0.1:${port}`, ...argv);
    expect(stderr).toContain("gave no answer to GET / before the time of the run was over");
    expect(code).toBe(3);
    expect(tookMs).toBeLessThan(10_000);
  });
});

describe("check, where the time is over before one request is answered", () => {
  it("ends with 4 and says that nothing was checked", async () => {
    const silentOperation: RequestListener = (request, response) => {
      if (request.method === "GET") response.end();
    };
    const port = await listen(createHttpServer(silentOperation));
    const argv = ["--timeout", "30s", "--time", "300ms", "--phases", "probe,fuzz"];
    const { code, stdout } = await runCheck(`http://127.0.0.1:${port}`, ...argv);
    expect(stdout).toContain("Inconclusive: not one request was answered, so that nothing was checked.");
    expect(code).toBe(4);
  });
});

const ITEM = { cvm_id: 1, identifier: "a", status: "skipped", source: "none", reason: "not_found" };
const COUNTERS = { total: 1, scanned: 1, updated: 0, unchanged: 0, skipped: 1, conflicts: 0, errors: 0 };

/** Answers the operation well, and never what is asked for elsewhere. */
const operationOnly: RequestListener = (request, response) => {
  request.resume().on("end", () => {
    if (request.method !== "PATCH") return;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ...COUNTERS, items: [ITEM] }));
  });
};

describe("check, of a server whose root is never answered", () => {
  it("checks it all the same", async () => {
    const port = await listen(createHttpServer(operationOnly));
    const argv = [...SHORT, "--phases", "probe", "--laws", "counts-sum-to-scanned"];
    const { code } = await runCheck(`http://127.0.0.1:${port}`, ...argv);
    expect(code).toBe(0);
  });
});
