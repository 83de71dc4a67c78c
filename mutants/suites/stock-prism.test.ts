import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./command-process.ts";

const OPENAPI = fileURLToPath(new URL("../../openapi.json", import.meta.url));
const PRISM = join(
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

describe("check against a stock prism mock", () => {
  let prism: ChildProcess;
  let url = "";

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    prism = spawn(process.execPath, [PRISM, "mock", OPENAPI, "--port", String(port)], {
      stdio: ["ignore", "pipe", "pipe"],
      // Prism's own listener does not start in production mode.
      env: { ...process.env, NODE_ENV: "test" },
    });
    await new Promise<void>((resolve, reject) => {
      const look = (text: Buffer): void => {
        if (text.includes("Prism is listening")) resolve();
      };
      prism.stdout?.on("data", look);
      prism.stderr?.on("data", look);
      prism.once("exit", (code) => reject(new Error(`prism ended with ${code}`)));
    });
  });
  afterAll(() => prism.kill("SIGKILL"));

  it("ends with 1 and names that the counters contradict the items", async () => {
    // Prism hangs on malformed JSON, so that a short timeout keeps the run short.
    const { code, stdout } = await runCommand(["check", "--target", url, "--cases", "200", "--timeout", "1s"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ counts-match-items +must +broken/);
    expect(stdout).toMatch(/✗ counts-match-items \(must\)/);
  });
});
