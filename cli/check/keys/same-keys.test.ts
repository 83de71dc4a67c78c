import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { check } from "../../check.ts";
import { runCommandLine } from "../../command-line/command-line.ts";
import { fuzz } from "../../fuzz.ts";
import { replay } from "../../replay.ts";
import { fakeContext } from "../../testing/fake-context.ts";

const KEY = "the-key-of-one-caller";
// Nobody listens there: what can't be followed is told before anything is sent.
const TARGET = ["--target", "http://127.0.0.1:9/"];

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "same-keys-"));
  await writeFile(join(folder, "same.jsonc"), JSON.stringify({ apiKey: KEY, otherKey: KEY }));
  await writeFile(join(folder, "other.jsonc"), JSON.stringify({ otherKey: KEY }));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const fake = fakeContext([...argv, ...TARGET], { folder, env });
  const code = await runCommandLine([check, fuzz, replay], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

it.each([
  [["check", "--api-key", KEY, "--other-key", KEY], {}, "--api-key and --other-key carry the same key"],
  [["fuzz", "--api-key", KEY, "--admin-key", KEY], {}, "--api-key and --admin-key carry the same key"],
  [["check", "--admin-key", KEY, "--other-key", KEY], {}, "--admin-key and --other-key carry the same key"],
  [
    ["check", "--api-key", KEY],
    { CVM_CONTRACT_ADMIN_KEY: KEY },
    "--api-key and CVM_CONTRACT_ADMIN_KEY carry the same key",
  ],
  [["check", "--config", "same.jsonc"], {}, "carry the same key"],
  [
    ["check", "--config", "other.jsonc", "--api-key-command", `echo ${KEY}`],
    {},
    '--api-key-command and "otherKey" in other.jsonc carry the same key',
  ],
])("two keys that are one and the same are refused: %j %j", async (argv, env, said) => {
  const { code, stdout, stderr } = await run(argv, env);
  expect(stderr).toContain(said);
  expect(stderr).toContain("no law can tell the two callers apart");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).not.toContain(KEY);
});

it("replay refuses them as well", async () => {
  await writeFile(join(folder, "input-000000000000.json"), "{}");
  const { code, stderr } = await run(["replay", "--corpus", ".", "--api-key", KEY, "--other-key", KEY]);
  expect(stderr).toContain("--api-key and --other-key carry the same key");
  expect(code).toBe(2);
});
