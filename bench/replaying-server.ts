import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type RecordedAnswer, requestKey } from "./recorded-answers.ts";

/**
 * A bare node:http server that answers at once what another one had answered: it costs as little as a server can. Forked with the file of
 * the answers as its only argument; sends its port.
 */

const recorded: readonly RecordedAnswer[] = JSON.parse(await readFile(process.argv[2] ?? "", "utf8"));
const answers = new Map(
  recorded.map(({ key, status, headers, bodyBase64 }) => [
    key,
    { status, headers, body: Buffer.from(bodyBase64, "base64") },
  ]),
);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
    const answer = answers.get(
      requestKey(request.method ?? "", request.url ?? "", request.headers["content-type"], body),
    );
    if (answer === undefined) response.writeHead(500).end();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.send?.(address.port);
});
process.on("disconnect", () => process.exit());
