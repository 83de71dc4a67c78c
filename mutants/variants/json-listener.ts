import { createServer, type IncomingHttpHeaders } from "node:http";

/** A request as it came, its body read whole. `path` is without the query. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer; `json` is sent as JSON, unless it is written already. */
export interface Reply {
  readonly status: number;
  readonly json: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A listening server. */
export interface Listener {
  /** Its origin, without a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Where the refresh lives. Source: openapi.json, its one path. */
export const REFRESH_PATH = "/api/v1/cvms/instance-ids";

/** The content type without parameters, in lower case; empty where none was sent. */
export const mediaType = ({ headers }: Received): string =>
  (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** Serves `answer` on a free loopback port. */
export const listenJson = async (answer: (request: Received) => Reply): Promise<Listener> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const [path = ""] = url.split("?", 1);
      const reply = answer({ method, path, headers, body: Buffer.concat(chunks) });
      const text = reply.text ?? JSON.stringify(reply.json);
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
      response.end(method === "HEAD" ? undefined : text);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port. Free one.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
