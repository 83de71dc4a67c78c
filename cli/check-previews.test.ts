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
  const given = ["check", "--target", server.url, "--api-key", server.key, "--timeout", "1s", ...argv];
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
      "Whether previews write was not seen. Of CVM 1 (its id before: none) an update or a conflict was told, and the run ended before it was looked at after that.",
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

/** Writes what a preview told of a while after its answer. */
const writeLate =
  (lateMs: number) =>
  (updated: readonly number[], server: PreviewServer): void => {
    setTimeout(() => write(updated, server), lateMs);
  };

/** Stores another id than the preview told. */
const writeElse = (updated: readonly number[], { stored }: PreviewServer): void => {
  for (const cvmId of updated) stored.set(cvmId, foundId(cvmId + 1_000));
};

describe("check --look does not say that a server conforms whose previews write", () => {
  it.each([[30], [100], [300], [500], [1_200]])("some %i ms after their answers", async (lateMs) => {
    const server = await start(writeLate(lateMs));
    const { code, stdout } = await run(server, "--look");
    expect([1, 4]).toContain(code);
    expect(stdout).toMatch(/^(Broken|Inconclusive): /m);
    expect(server.answered()).toBeLessThan(50);
  });

  it("one CVM, and that late", async () => {
    const server = await start((updated, self) => {
      if (updated.includes(3)) writeLate(300)([3], self);
    });
    const { code, stdout } = await run(server, "--look");
    expect(code).toBe(4);
    expect(stdout).toContain("Of 1 CVM answers told another stored id later on than at first");
    expect(stdout).toContain("CVM 3 (its id before: none)");
  });

  it("otherwise than they tell", async () => {
    const server = await start(writeElse);
    const { code, stdout } = await run(server, "--look");
    expect(code).toBe(1);
    expect(stdout).toContain("dry-run-writes-nothing");
  });
});

describe("check --look says that a server conforms", () => {
  it("whose previews write nothing", async () => {
    const server = await start(() => {});
    const { code, stdout, stderr } = await run(server, "--look");
    expect(code).toBe(0);
    expect(stdout).toContain("No preview was seen to write");
    expect(stderr).toContain("the key of member sees CVMs: 40 updated");
    expect(server.answered()).toBeLessThan(50);
  });

  it("where the law about what previews write is asked alone: each CVM that was looked at is evidence", async () => {
    const server = await start(() => {});
    const law = ["--laws", "dry-run-writes-nothing"];
    const { code, stdout } = await run(server, "--look", ...law, "--report", "json");
    const { laws, previews } = JSON.parse(stdout);
    const told = laws.find(({ id }: { readonly id: string }) => id === "dry-run-writes-nothing");
    expect(told).toMatchObject({ verdict: "held", evidence: previews.cvmsLookedAt });
    expect(previews.cvmsLookedAt).toBeGreaterThan(10);
    expect(code).toBe(0);
  });

  it("whose CVMs somebody else replaces all the time", async () => {
    const server = await start(() => {});
    let turn = 0;
    const others = setInterval(() => {
      turn += 1;
      server.stored.set(1 + (turn % 10), foundId(1_000 + turn));
    }, 5);
    const { code, stdout } = await run(server, "--look").finally(() => clearInterval(others));
    expect(stdout).toMatch(/answers told another stored id later on/);
    expect(code).toBe(0);
  });
});

describe("a law that lacks CVMs that the run saw at first", () => {
  it("says that they were there, and may have been written meanwhile", async () => {
    const server = await start(() => {});
    for (const cvmId of [1, 2]) server.stored.set(cvmId, foundId(1_000));
    const laws = "dry-run-writes-nothing,overwrite-turns-conflicts-into-updates";
    const argv = [
      "check",
      "--target",
      server.url,
      "--api-key",
      server.key,
      "--phases",
      "probe,relations",
      "--laws",
      laws,
    ];
    const fake = fakeContext(argv, {});
    const { stderr } = fake.context;
    const writeOnceProbed = (text: string): void => {
      if (text.startsWith("probe: "))
        for (let cvmId = 1; cvmId <= 40; cvmId += 1) server.stored.set(cvmId, foundId(cvmId));
      stderr.write(text);
    };
    await runCommandLine([check], { ...fake.context, stderr: { ...stderr, write: writeOnceProbed } });
    const told = fake.stdout();
    expect(told).toMatch(/CVMs of which previews told an update or a conflict were looked at/);
    expect(told).not.toContain("the key's workspace holds");
    for (const law of laws.split(","))
      expect(told).toMatch(
        new RegExp(
          `- ${law} .*not exercised .*\\n +There were CVMs to try it on when the run began, .* this run or somebody else`,
        ),
      );
  });
});

describe("check does not say that a server conforms whose previews write", () => {
  it.each([[30], [300]])("some %i ms after their answers", async (lateMs) => {
    const server = await start(writeLate(lateMs));
    const { stdout } = await run(server, "--laws", "dry-run-writes-nothing", "--cases", "200");
    expect(stdout).toMatch(/^(Broken|Inconclusive): /m);
  });
});
