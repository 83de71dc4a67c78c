import { afterEach, describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { fakeContext } from "./testing/fake-context.ts";
import { foundId, type PreviewServer, startPreviewServer } from "./testing/preview-server.ts";

const servers: PreviewServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const start: typeof startPreviewServer = async (answering) => {
  const server = await startPreviewServer(answering);
  servers.push(server);
  return server;
};

const run = async (server: PreviewServer, ...argv: readonly string[]) => {
  const given = ["check", "--target", server.url, "--api-key", server.key, "--timeout", "300ms", ...argv];
  const fake = fakeContext(given, {});
  const code = await runCommandLine([check], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

const write = (updated: readonly number[], { stored }: PreviewServer): void => {
  for (const cvmId of updated) stored.set(cvmId, foundId(cvmId));
};

describe("where a server is gone before it could be looked at what its previews wrote", () => {
  /** What is said of a server that is gone after so many answers. */
  const goneAfter = async (answers: number) => {
    const server = await start((updated, self) => {
      write(updated, self);
      if (self.answered() === answers) void self.close();
    });
    return run(server);
  };

  it("the CVMs are named of which a change had been told", async () => {
    const { code, stdout } = await goneAfter(1);
    expect(code).toBe(3);
    expect(stdout).toContain(
      "Whether previews write was not seen. Of CVM 1 (its id before: none) a change was told, and the run ended before it was looked at.",
    );
    // Nothing was sent to it any more.
    expect(stdout).not.toMatch(/nothing (more )?was sent/);
  });

  it("they are named in JSON as well", async () => {
    const server = await start((updated, self) => {
      write(updated, self);
      void self.close();
    });
    const { stdout } = await run(server, "--report", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      previews: { written: [], notLookedAt: [{ cvmId: "1", before: null, after: foundId(1) }] },
    });
  });

  it("each CVM that one preview wrote is named, looked at or not", async () => {
    let hasWritten = false;
    const server = await start((updated, self) => {
      if (hasWritten) void self.close();
      if (updated.length < 3) return;
      write(updated, self);
      hasWritten = true;
    });
    const { stdout } = await run(server, "--report", "json");
    const { previews } = JSON.parse(stdout);
    const named = [...previews.alsoChanged, ...previews.notLookedAt].map(({ cvmId }) => Number(cvmId));
    expect(named.toSorted()).toEqual([...server.stored.keys()]);
    expect([previews.alsoChanged.length, previews.notLookedAt.length]).toEqual([1, 2]);
  });

  it("and one that was seen to be stored otherwise is named where it was not seen any more who wrote", async () => {
    const { code, stdout } = await goneAfter(2);
    expect(code).toBe(3);
    expect(stdout).toContain("Of 1 CVM answers told another stored id later on than at first");
    expect(stdout).toContain("CVM 1 (its id before: none)");
    expect(stdout).not.toContain("the run ended before");
  });
});
