import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A request as the upstream got it. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** An HTTP server that does with each request what the next entry of a script says, and again the last one. */
export interface ScriptedUpstream {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** How many connections are open. */
  readonly connections: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  return body;
};

/** Answers with a status and a text. */
export const answering =
  (status: number, text: string) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  };

/** Starts an upstream on a free loopback port. */
export const scriptedUpstream = async (
  script: readonly ((response: ServerResponse, request: SeenRequest) => void)[],
): Promise<ScriptedUpstream> => {
  const seen: SeenRequest[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const got = { path: request.url ?? "", headers: request.headers, body: await bodyOf(request) };
    seen.push(got);
    (script[seen.length - 1] ?? script.at(-1))?.(response, got);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
