import { appendFile, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeWithPostgres, testDatabase } from "../vitest.database.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { serve } from "./serve.ts";
import { fakeContext } from "./testing/fake-context.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "serve-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Serves for as long as it takes to be asked to end. */
const run = async (...argv: readonly string[]) => {
  const fake = fakeContext(["serve", ...argv], {
    folder,
    terminated: AbortSignal.abort(),
    appendFile: (path, text) => appendFile(path, text),
  });
  const code = await runCommandLine([serve], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

describeWithPostgres("serve with a PostgreSQL store", () => {
  it("is told the database by flag or variable, and prints where it is without the password", async () => {
    const url = await testDatabase();
    const { password, pathname } = new URL(url);
    const first = await run("--port", "0", "--store", url);
    expect(first).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining(`${pathname}, new`) });

    const fake = fakeContext(["serve", "--port", "0"], {
      folder,
      terminated: AbortSignal.abort(),
      env: { CVM_CONTRACT_STORE: url },
    });
    expect(await runCommandLine([serve], fake.context)).toBe(0);
    expect(fake.stdout().replace(/\s+/g, " ")).toContain(`${pathname}, with what it had before`);
    expect(await readdir(folder)).toEqual([]);
    expect(`${first.stdout}${fake.stdout()}`).not.toContain(password);
  });

  it("refuses with 2 what is not there", async () => {
    const url = new URL(await testDatabase());
    const { password } = url;
    url.pathname = `/${password}`;
    const { code, stderr } = await run("--port", "0", "--store", url.href);
    expect(stderr).toContain("--store: Failed to open the PostgreSQL database 127.0.0.1");
    expect(stderr).toContain("does not exist");
    // PostgreSQL repeats a name that holds the password.
    expect(stderr).not.toContain(password);
    expect(code).toBe(2);
  });
});

describe("serve", () => {
  it("prints address, store and demo keys, keeps CVMs in a file of the folder, and ends with 0 when told to", async () => {
    const { code, stdout, stderr } = await run("--port", "0");
    expect(stdout).toMatch(/^ {2}address +http:\/\/127\.0\.0\.1:\d+$/m);
    expect(stdout).toContain("SQLite in .cvm-contract/small.sqlite, new");
    expect(stdout).toContain("demo-member-key");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await readdir(join(folder, ".cvm-contract"))).toContain("small.sqlite");
    expect(stdout).toMatch(/^ {2}fleet +\d+ CVMs in \d+ workspaces$/m);
    const again = await run("--port", "0", "--fleet", "large:9", "--store", "sqlite:.cvm-contract/small.sqlite");
    expect(again.stdout).toContain("with what it had before");
    expect(again.stdout).toMatch(/^ {2}fleet +9 CVMs in \d+ workspaces, had the store been new$/m);
    await writeFile(join(folder, "empty.sqlite"), "");
    expect((await run("--port", "0", "--store", "sqlite:empty.sqlite")).stdout).toContain("empty.sqlite, new\n");
  });

  it("tells of its own keys by name only", async () => {
    await writeFile(join(folder, "keys.json"), '[{"name": "ops", "key": "a-key-to-hide", "workspace": "demo-member"}]');
    const { code, stdout } = await run("--port", "0", "--store", "memory", "--keys", "keys.json");
    expect(code).toBe(0);
    expect(stdout).toContain("ops (from keys.json)");
    expect(stdout).not.toMatch(/a-key-to-hide|demo-member-key/);
  });

  it("says of a store that it can't get at that it can't, not that it failed itself", async () => {
    await symlink(join(folder, "loop.db"), join(folder, "loop.db"));
    const { code, stderr } = await run("--port", "0", "--store", "sqlite:loop.db");
    expect(stderr).toContain("--store: ");
    expect(code).toBe(2);
  });

  it("takes the fleet and the keys that its documentation shows", async () => {
    const example = (name: string) => fileURLToPath(new URL(`../docs/examples/${name}`, import.meta.url));
    const own = ["--fleet", example("fleet.json"), "--keys", example("keys.json")];
    const { code, stdout } = await run("--port", "0", "--store", "memory", ...own);
    expect(stdout).toContain("2 CVMs in 2 workspaces");
    expect(stdout).toContain("ci, ops, neighbour");
    expect(code).toBe(0);
  });

  it("keeps a log in lines of JSON, tells its address for operators, and begins its audit log", async () => {
    const argv = ["--port", "0", "--store", "memory", "--admin-address", "127.0.0.1:0", "--test-state", "--log"];
    const fake = fakeContext(["serve", ...argv, "--audit-log", "audit.jsonl"], {
      folder,
      terminated: AbortSignal.abort(),
    });
    expect(await runCommandLine([serve], fake.context)).toBe(0);
    const [, admin = ""] = /^ {2}admin +(http:\S+)$/m.exec(fake.stdout()) ?? [];
    expect(fake.stdout()).toContain(`${admin}/__state`);
    const entries = fake
      .stderr()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(entries).toContainEqual(expect.objectContaining({ msg: `Server listening at ${admin}` }));
    expect([...fake.files]).toEqual([[join(folder, "audit.jsonl"), ""]]);
  });

  it.each([
    [["--host", "0.0.0.0"], "With the demo keys, which everybody knows, it listens on loopback only"],
    [["--host", "0.0.0.0", "--keys", "keys.json", "--test-state"], "--test-state asks for no key"],
    [["--fleet", "none.json"], "A fleet of your own needs keys of its own"],
    [["--fleet", "none.json", "--keys", "keys.json"], "--fleet names none.json, and there is no such file."],
    [["--fleet", "keys.json", "--keys", "keys.json"], "keys.json: Failed to read the fleet"],
    [["--keys", "none.json"], "--keys names none.json, and there is no such file."],
    [["--keys", "broken.json"], "broken.json is not JSON (line 1: "],
    [["--store", "sqlite:broken.json"], "--store: "],
    [["--teepod", "http://127.0.0.1:1"], "The fleet needs a --teepod for each of teepod-1"],
    [["--audit-log", "keys.json/x"], "--audit-log names keys.json/x, which can't be written"],
    [["--requests-per-minute", "0"], "--requests-per-minute needs a whole number from 1 up"],
    [["--admin-address", "9090"], "--admin-address needs a host and a port"],
    [["--test-state", "--admin-address", "0.0.0.0:0"], "but --admin-address is 0.0.0.0"],
    [["--store", "memory", "--port", "0", "--admin-address", "192.0.2.1:9"], "--admin-address can't be listened on"],
    [["--port", "65536"], "--port needs a whole number from 0 to 65535"],
    [
      ["--store", "memory", "--port", "0", "--host", "192.0.2.1", "--keys", "keys.json"],
      "Failed to listen on 192.0.2.1",
    ],
  ])("refuses %j with 2", async (argv, message) => {
    await writeFile(join(folder, "keys.json"), "[]");
    await writeFile(join(folder, "broken.json"), '[{"key": SECRET');
    const { code, stdout, stderr } = await run(...argv);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("SECRET");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
