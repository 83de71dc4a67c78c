import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../house/source-files.ts";
import { startServerCommand } from "./command-process.ts";

const COMMAND = join(ROOT, "bin", "cvm-contract.js");

const start = (...argv: readonly string[]) => spawn(process.execPath, [...argv], { stdio: ["ignore", "pipe", "pipe"] });

/** Gathers what a stream says until it is asked. */
const textOf = (stream: NodeJS.ReadableStream): (() => string) => {
  const chunks: string[] = [];
  stream.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  return () => chunks.join("");
};

describe("the command", () => {
  it("goes on quietly to its exit code when nobody reads its output any more", async () => {
    const child = start(COMMAND, "laws");
    const stderr = textOf(child.stderr);
    child.stdout.destroy();
    expect(await once(child, "close")).toEqual([0, null]);
    expect(stderr()).toBe("");
  });

  it("ends a check with 130 at ctrl-C, its report written", async () => {
    const child = start(COMMAND, "check", "--time", "1h", "--report", "json");
    const stdout = textOf(child.stdout);
    const stderr = textOf(child.stderr);
    while (!stderr().includes("boundary:")) await once(child.stderr, "data");
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
    expect(JSON.parse(stdout())).toMatchObject({ schemaVersion: 1 });
  });

  it.each([
    [["serve", "--store", "memory"]],
    [["mock"]],
    [["mock", "--stateful"]],
    [["proxy", "--target", "http://127.0.0.1:1", "--report", "json"]],
  ])("ends %j with 130 at ctrl-C, in the middle of a request", async (argv) => {
    const server = await startServerCommand(argv);
    const socket = connect(Number(server.url.port), server.url.hostname);
    socket
      .on("error", () => {})
      .write("PATCH /api/v1/cvms/instance-ids HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{");
    await once(socket, "connect");
    expect(await server.stop("SIGINT")).toBe(130);
    if (argv.includes("json")) expect(server.output()).toContain('"schemaVersion": 1');
    socket.destroy();
  });

  it("ends with 3, not with the 1 of a broken law, on an error that nobody catches", async () => {
    // Not by a fixed delay: only once the command is ready for it.
    const later = `data:text/javascript,${encodeURIComponent(`
      const timer = setInterval(() => {
        if (process.listenerCount("uncaughtException") === 0) return;
        clearInterval(timer);
        throw new Error("out of luck");
      }, 10);
    `)}`;
    const child = start("--import", later, COMMAND, "check", "--time", "1h");
    const stderr = textOf(child.stderr);
    expect(await once(child, "close")).toEqual([3, null]);
    expect(stderr()).toContain("Error: out of luck");
  });
});
