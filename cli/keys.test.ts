import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { authenticate } from "../reference-impl/index.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { keys } from "./keys.ts";
import { saveFile } from "./output/save-file.ts";
import { loadKeys } from "./serve/load-keys.ts";
import { fakeContext } from "./testing/fake-context.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const run = async (...argv: readonly string[]) => {
  const fake = fakeContext(["keys", ...argv], { folder, saveFile });
  const code = await runCommandLine([keys], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

const FILE = ["--keys", "keys.json"] as const;

it("makes a key, shows it once, and keeps its hash alone", async () => {
  const first = await run("add", ...FILE, "--name", "ci", "--workspace", "blue");
  expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^cvm_[\w-]{43}\n$/) });
  const second = await run("add", ...FILE, "--name", "ops", "--workspace", "blue", "--admin");
  expect(second.stdout).not.toBe(first.stdout);
  const text = await readFile(join(folder, "keys.json"), "utf8");
  for (const { stdout, stderr } of [first, second]) expect(text + stderr).not.toContain(stdout.trim());
  const loaded = await loadKeys("keys.json", folder);
  expect(authenticate(loaded, { "x-api-key": first.stdout.trim() })).toEqual({
    name: "ci",
    workspaceId: "blue",
    isAdmin: false,
  });
  expect(authenticate(loaded, { "x-api-key": second.stdout.trim() })).toMatchObject({ name: "ops", isAdmin: true });
  expect((await run("list", ...FILE)).stdout).toBe("  ci   member of blue\n  ops  admin of blue\n");
});

it("removes a key, and leaves the others as they stand", async () => {
  const other = { name: "old", key: "a-key-in-the-file", workspace: "blue" };
  await writeFile(join(folder, "keys.json"), JSON.stringify([other]));
  await run("add", ...FILE, "--name", "ci", "--workspace", "blue");
  expect(await run("remove", ...FILE, "--name", "ci")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(JSON.parse(await readFile(join(folder, "keys.json"), "utf8"))).toEqual([other]);
});

it.each<[readonly string[], string]>([
  [[], "keys takes one of add, list, remove."],
  [["ad", ...FILE], "Did you mean add?"],
  [["add", "twice", ...FILE], "keys takes one of"],
  [["add", ...FILE, "--workspace", "blue"], "keys add needs --name."],
  [["add", ...FILE, "--name", "x"], "keys add needs --workspace."],
  [["add", "--name", "x", "--workspace", "blue"], "keys add needs --keys."],
  [["add", ...FILE, "--name", "ci", "--workspace", "blue"], 'has a key "ci" already'],
  [["remove", ...FILE, "--name", "ic"], "Did you mean ci?"],
  [["list", "--keys", "broken.json"], "broken.json is not JSON"],
])("refuses %j with 2, and changes nothing", async (argv, message) => {
  const text = JSON.stringify([{ name: "ci", key: "SECRET-SECRET", workspace: "blue" }]);
  await writeFile(join(folder, "keys.json"), text);
  await writeFile(join(folder, "broken.json"), '[{"key": SECRET-SECRET');
  const { code, stdout, stderr } = await run(...argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).not.toContain("SECRET");
  expect(await readFile(join(folder, "keys.json"), "utf8")).toBe(text);
});
