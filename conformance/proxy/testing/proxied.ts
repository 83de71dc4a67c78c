import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach } from "vitest";
import { loadContract, openapiDocument } from "../../../contract/index.ts";
import { loadLaws } from "../../laws/load-laws.ts";
import { type ProxyOptions, type RunningProxy, startProxy } from "../start-proxy.ts";

/** A proxy in front of a server that a test has scripted. */
export interface Proxied {
  readonly proxy: RunningProxy;
  readonly proxyUrl: URL;
  readonly targetUrl: URL;
  /** The laws of findings, as they are told. */
  readonly found: readonly string[];
  readonly unreachable: readonly string[];
  readonly unjudged: readonly string[];
  readonly passed: readonly string[];
  readonly close: () => Promise<void>;
}

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The target has no port.");
  return address.port;
};

/** Starts a target whose answers `listener` makes, and a proxy in front of it. `prepare` gets the target before it listens. */
export const startProxied = async (
  listener: RequestListener,
  changes: Partial<ProxyOptions> = {},
  prepare: (target: Server) => void = () => {},
): Promise<Proxied> => {
  const target = createServer(listener);
  prepare(target);
  target.listen(0, "127.0.0.1");
  await once(target, "listening");
  const targetUrl = new URL(`http://127.0.0.1:${portOf(target)}/`);
  const found: string[] = [];
  const unreachable: string[] = [];
  const unjudged: string[] = [];
  const passed: string[] = [];
  const proxy = await startProxy({
    contract: loadContract(openapiDocument),
    laws: await loadLaws(),
    lawIds: null,
    skippedLawIds: [],
    profile: "contract",
    failOn: "must",
    strictEvidence: false,
    toolVersion: "0.0.0",
    target: targetUrl,
    host: "127.0.0.1",
    port: 0,
    now: () => 0,
    onFinding: ({ law }) => found.push(law),
    onLawFailure: (_, error) => {
      throw error;
    },
    onUnreachable: (problem) => unreachable.push(problem),
    onUnjudged: (why) => unjudged.push(why),
    onPassed: (why) => passed.push(why),
    ...changes,
  });
  return {
    proxy,
    proxyUrl: new URL(proxy.url),
    targetUrl,
    found,
    unreachable,
    unjudged,
    passed,
    close: async () => {
      await proxy.close(0);
      target.close().closeAllConnections();
    },
  };
};

/** Starts targets and proxies as `startProxied` does, and closes them after each test of the file that asked for it. */
export const proxiedPerTest = (): typeof startProxied => {
  const started: Proxied[] = [];
  afterEach(() => Promise.all(started.splice(0).map(({ close }) => close())));
  return async (...options) => {
    const proxied = await startProxied(...options);
    started.push(proxied);
    return proxied;
  };
};

/** Sends bytes as they are and gives all that comes until the other side ends the connection. */
export const exchangeBytes = async (url: URL, bytes: string): Promise<string> => {
  const socket = connect(Number(url.port), url.hostname);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", () => {});
  socket.write(bytes, "latin1");
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
};
