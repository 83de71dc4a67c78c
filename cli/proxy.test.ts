import { describe, expect, it } from "vitest";
import { runCommandLine } from "./command-line/command-line.ts";
import { proxy } from "./proxy.ts";
import { Tally } from "./proxy/tally.ts";
import { fakeContext } from "./testing/fake-context.ts";

/** Runs a proxy for as long as it takes to be asked to end. */
const run = async (...argv: readonly string[]) => {
  const fake = fakeContext(["proxy", ...argv], { terminated: AbortSignal.abort() });
  const code = await runCommandLine([proxy], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

describe("proxy", () => {
  it("says on stderr where it is, and keeps standard output for the report", async () => {
    const { code, stdout, stderr } = await run("--target", "http://127.0.0.1:1", "--port", "0", "--report", "json");
    expect(stderr).toMatch(/: http:\/\/127\.0\.0\.1:\d+ stands in front of http:\/\/127\.0\.0\.1:1\./);
    expect(JSON.parse(stdout)).toMatchObject({ requests: 0, outcome: "inconclusive", target: "http://127.0.0.1:1/" });
    // Nothing passed, so nothing was checked.
    expect(code).toBe(4);
  });

  it("ends with 4 where nothing was put to the test and --strict-evidence asks for it", async () => {
    expect((await run("--target", "http://127.0.0.1:1", "--port", "0", "--strict-evidence")).code).toBe(4);
  });

  it.each([
    [[], "A proxy needs a server to stand in front of. Name it with --target."],
    [["--target", "127.0.0.1:4020"], "--target needs an http or https URL"],
    [["--target", "http://127.0.0.1:1", "--laws", "split-equals-whole"], "No law is left to check."],
    [["--target", "http://127.0.0.1:1", "--laws", "wrong-path-is-404"], "No law is left to check."],
    [["--target", "http://127.0.0.1:1", "--port", "0", "--host", "192.0.2.1"], "Failed to listen on 192.0.2.1 port 0"],
    [["--target", "http://127.0.0.1:1", "--seed", "7"], "Unknown flag --seed."],
  ])("refuses %j with 2", async (argv, message) => {
    const { code, stdout, stderr } = await run(...argv);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

it("says in its help what it changes besides, and where to read of it", () => {
  expect(proxy.notes?.join(" ")).toContain("docs/proxy.md says what else it changes.");
});

describe("a tally", () => {
  it("tells of each cause once, and counts", () => {
    const told: string[] = [];
    const tally = new Tally((cause) => told.push(cause));
    for (const cause of ["a", "b", "a"]) tally.add(cause);
    expect(told).toEqual(["a", "b"]);
    expect(tally.total).toBe(3);
    expect(tally.lines("passed")).toEqual(["2 exchanges passed: a.", "1 exchange passed: b."]);
  });
});
