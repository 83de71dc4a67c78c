import { afterEach, describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { fakeContext } from "./testing/fake-context.ts";
import { foundId, type PreviewServer, startPreviewServer } from "./testing/preview-server.ts";

let server: PreviewServer;
let others: NodeJS.Timeout | undefined;
afterEach(() => {
  clearInterval(others);
  return server.close();
});

const run = async (...argv: readonly string[]) => {
  const given = ["--target", server.url, "--api-key", server.key, "--state-url", `${server.url}state`];
  const fake = fakeContext(["check", ...given, "--laws", "dry-run-writes-nothing", ...argv], {});
  const code = await runCommandLine([check], fake.context);
  return { code, stdout: fake.stdout() };
};

describe("with a state probe, while somebody else refreshes one CVM now and then", () => {
  it("none of a sound server's previews is blamed, though what the other one does falls beside some of them", async () => {
    let isDue = false;
    let next = 40;
    const writeNext = (): void => {
      isDue = false;
      server.stored.set(next, foundId(next));
      next -= 1;
    };
    server = await startPreviewServer((updated) => {
      if (isDue && !updated.includes(next)) writeNext();
    });
    others = setInterval(() => {
      isDue = true;
      // While no preview is sent it is done all the same.
      setTimeout(() => isDue && writeNext(), 200);
    }, 1200);
    const { code, stdout } = await run("--phases", "probe,boundary", "--rate", "90");
    expect(stdout).not.toMatch(/was written by a preview|written to by a preview/);
    const [, changed] = /(\d+) CVMs are not stored as before the run, and who wrote was not seen/.exec(stdout) ?? [];
    expect(Number(changed)).toBeGreaterThan(2);
    expect(code).not.toBe(1);
  });

  it("previews that write all that they tell of are found, and few CVMs are written by them", async () => {
    let mine = 0;
    server = await startPreviewServer((updated, { stored }) => {
      mine += updated.length;
      for (const cvmId of updated) stored.set(cvmId, foundId(cvmId));
    });
    let next = 40;
    others = setInterval(() => {
      server.stored.set(next, foundId(next));
      next -= 1;
    }, 150);
    const { code, stdout } = await run("--phases", "probe");
    expect(stdout).toMatch(/By the state probe, \d CVMs? (was|were) written to by a preview/);
    expect(mine).toBeLessThan(10);
    expect(code).toBe(1);
  });
});
