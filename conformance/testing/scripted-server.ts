import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** What a scripted server got. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
  /** The client's port: one for each connection. */
  readonly port: number | undefined;
}

/** What it answers: a status and a JSON value, or `drop` to end the connection, or `hang` to say nothing. */
export type Scripted =
  | {
      readonly status: number;
      readonly json: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly delayMs?: number;
    }
  | "drop"
  | "hang";

export interface ScriptedServer {
  readonly url: URL;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
};

const answer = async (scripted: Scripted, response: ServerResponse): Promise<void> => {
  if (scripted === "hang") return;
  if (scripted === "drop") {
    response.destroy();
    return;
  }
  if (scripted.delayMs !== undefined) await delay(scripted.delayMs);
  response.writeHead(scripted.status, { "content-type": "application/json", ...scripted.headers });
  response.end(JSON.stringify(scripted.json));
};

/** Starts a server on a free port whose answers `script` decides, given the request and how many came before. */
export const startScriptedServer = async (
  script: (request: Received, count: number) => Scripted,
): Promise<ScriptedServer> => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const got = {
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: await bodyOf(request),
      port: request.socket.remotePort,
    };
    received.push(got);
    await answer(script(got, received.length - 1), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The scripted server has no port.");
  return {
    url: new URL(`http://127.0.0.1:${address.port}/`),
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
