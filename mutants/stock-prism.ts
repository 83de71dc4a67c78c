import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

/** A running `prism mock`. */
export interface StockPrism {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const COMMAND = join(
  dirname(createRequire(import.meta.url).resolve("@stoplight/prism-cli/package.json")),
  "dist",
  "index.js",
);

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port.")),
      );
    });
  });

/** Starts the stock Prism command on a document, as its users do, with `node` in the environment `env`; resolves when it listens. */
export const startStockPrism = async (
  documentPath: string,
  node: string,
  env: NodeJS.ProcessEnv,
): Promise<StockPrism> => {
  const port = await freePort();
  const child = spawn(node, [COMMAND, "mock", documentPath, "--port", String(port)], {
    stdio: ["ignore", "pipe", "pipe"],
    // Its listener does not start in production mode.
    env: { ...env, NODE_ENV: "test" },
  });
  await new Promise<void>((resolve, reject) => {
    const look = (text: Buffer): void => {
      if (text.includes("Prism is listening")) resolve();
    };
    // Both are read to the end, or Prism would stop when a pipe is full.
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.once("exit", (code) => reject(new Error(`prism ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
};
