import { createServer } from "node:http";

/** What other processes, or threads, ask this one for over HTTP. */
export interface AnswerService {
  /** On loopback; whatever is asked of it is answered alike. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Answers each request with a text that is made for it, or with 500 and what went wrong. */
export const startAnswerService = async (answer: () => Promise<string>): Promise<AnswerService> => {
  const server = createServer((_, response) => {
    answer().then(
      (text) => response.end(text),
      (problem: unknown) => response.writeHead(500).end(String(problem)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
