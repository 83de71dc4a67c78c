import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Exchange } from "../cases/exchange.ts";
import type { Report } from "../report/report.ts";
import { MAX_HEADER_BYTES } from "../target/answer-limits.ts";
import { errorText } from "../target/collect-answer.ts";
import { STRAIGHT } from "../target/connection/connection.ts";
import { forward, type Watch } from "./forward.ts";
import { mayUpgrade, passUpgrade } from "./pass-upgrade.ts";
import { Traffic, type TrafficOptions } from "./traffic.ts";
import { waysTo } from "./ways-to.ts";

/** What a proxy is started with. */
export interface ProxyOptions extends TrafficOptions, Pick<Watch, "onUnreachable" | "onUnjudged"> {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Told of each exchange that is not to be judged, and why: it is none of the contract's, or was broken off. */
  readonly onPassed?: Watch["onPassed"];
  /** Told of each request that Node.js could not write, and why: the proxy's own 400 was sent. */
  readonly onUnsent?: (problem: string) => void;
  /** Told of each exchange that is judged, and of the secrets in it. */
  readonly onExchange?: (exchange: Exchange, secrets: readonly string[]) => void;
  /** Whether a request may be sent on that names the proxy by this `Host`; any may where it is left out. */
  readonly isHostAllowed?: (host: string) => boolean;
}

/** A running proxy. */
export interface RunningProxy {
  /** Its origin, as in `http://127.0.0.1:4030`. */
  readonly url: string;
  /**
   * Takes nothing new, and lets what is under way come to its end within `graceMs`. What is cut off then is not judged.
   * Resolves with what the traffic has shown.
   */
  readonly close: (graceMs: number) => Promise<Report>;
}

const urlOf = (server: Server): string => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
};

const NOT_ALLOWED = JSON.stringify({ detail: "cvm-contract proxy, not the server: it goes by another host name." });
const NOT_SENT = JSON.stringify({ detail: "cvm-contract proxy, not the server: the request can't be sent on." });

/**
 * Starts a proxy in front of `target`: it sends each request on and each answer back, unchanged but for one header that names the laws
 * that an answer breaks, and judges what passes. It sends nothing of its own.
 * Rejects with the system's error where it can't listen.
 */
export const startProxy = async (options: ProxyOptions): Promise<RunningProxy> => {
  const { target, host, port } = options;
  const traffic = new Traffic(options);
  const handedOver = new Set<Duplex>();
  const to = { target, ways: waysTo(target, options.connection ?? STRAIGHT) };
  const watch: Watch = {
    ...to,
    operationOf: (method, path, headers) => traffic.operationOf(method, path, headers),
    judge: (operation, exchange, secrets) => {
      options.onExchange?.(exchange, secrets);
      return traffic.judge(operation, exchange, secrets);
    },
    onUnreachable: options.onUnreachable,
    onUnjudged: options.onUnjudged,
    onPassed: (why) => options.onPassed?.(why),
  };
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    // How long a request may take is for client and target to decide.
    requestTimeout: 0,
    headersTimeout: 0,
    shouldUpgradeCallback: mayUpgrade,
  });
  let underWay = 0;
  let isClosing = false;
  const isAllowed = ({ headers }: IncomingMessage): boolean => options.isHostAllowed?.(headers.host ?? "") ?? true;
  const send = (request: IncomingMessage, response: ServerResponse): void => {
    if (!isAllowed(request)) {
      response.writeHead(403, { "content-type": "application/json" }).end(NOT_ALLOWED);
      return;
    }
    underWay += 1;
    response.once("close", () => {
      underWay -= 1;
      if (isClosing && underWay === 0) server.closeAllConnections();
    });
    try {
      forward(request, response, watch);
    } catch (error) {
      // Node.js writes fewer requests than it reads.
      options.onUnsent?.(errorText(error));
      response.writeHead(400, { "content-type": "application/json" }).end(NOT_SENT);
    }
  };
  server.on("request", send).on("checkContinue", send);
  server.on("upgrade", (request: IncomingMessage, client: Duplex, head: Uint8Array) => {
    if (!isAllowed(request)) {
      client.destroy();
      return;
    }
    handedOver.add(client);
    client.once("close", () => handedOver.delete(client));
    passUpgrade(request, client, head, to);
  });
  server.listen(port, host);
  await once(server, "listening");
  return {
    url: urlOf(server),
    close: async (graceMs) => {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of handedOver) client.destroy();
      const cutOff = setTimeout(() => server.closeAllConnections(), underWay === 0 ? 0 : graceMs);
      await closed;
      clearTimeout(cutOff);
      return traffic.report();
    },
  };
};
