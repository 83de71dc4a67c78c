import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { runCommandLine } from "./command-line/command-line.ts";
import { mock } from "./mock.ts";
import { fakeContext } from "./testing/fake-context.ts";

/** Mocks for as long as it takes to be asked to end. */
const run = async (...argv: readonly string[]) => {
  const fake = fakeContext(["mock", ...argv], { terminated: AbortSignal.abort() });
  const code = await runCommandLine([mock], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

describe("mock", () => {
  it("prints its address and what is in force, and ends with 0 when told to", async () => {
    const { code, stdout, stderr } = await run("--port", "0", "--scenario", "conflicts", "--latency", "1..2ms");
    expect(stdout).toMatch(/^ {2}address +http:\/\/127\.0\.0\.1:\d+$/m);
    expect(stdout).toMatch(/^ {2}scenario +conflicts$/m);
    expect(stdout).toMatch(/^ {2}latency +1\.\.2ms$/m);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("prints the contract with a named example for every scenario", async () => {
    const { code, stdout } = await run("--print-openapi");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      openapi: "3.1.0",
      paths: {
        "/api/v1/cvms/instance-ids": {
          patch: {
            responses: {
              200: { content: { "application/json": { examples: { conflicts: { value: { conflicts: 5 } } } } } },
              422: { content: { "application/json": { examples: { "limit-null": {} } } } },
              401: { content: { "application/json": { examples: { unauthorized: {} } } } },
            },
          },
        },
      },
    });
  });

  it.each([
    [["--scenario", "none"], "There is no scenario"],
    [["--allowed-hosts", "mock,http://box"], "allowedHosts has"],
    [["--latency", "fast"], "latency is"],
    [["--fault-rate", "often"], "faults is"],
    [["--fleet", "none.json"], "--fleet names none.json, and there is no such file."],
    [["--stateful", "--host", "0.0.0.0"], "With --stateful it takes the demo keys"],
    [["--port", "70000"], "--port needs a whole number"],
  ])("refuses %j with 2", async (argv, message) => {
    const { code, stdout, stderr } = await run(...argv);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("refuses a port that is taken with 2", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const { code, stderr } = await run("--port", String(port));
    expect(stderr).toContain(`Failed to listen on 127.0.0.1 port ${port}`);
    expect(code).toBe(2);
    taken.close();
  });
});
