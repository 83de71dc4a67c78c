import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadScenarios } from "../../mock/index.ts";
import { ROOT } from "../house/source-files.ts";
import { startServerCommand } from "./command-process.ts";

const run = promisify(execFile);
const page = await readFile(join(ROOT, "docs", "mock.md"), "utf8");
const blocksOf = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, block = ""]) => block.trim());

describe("docs/mock.md", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mock-page-"));
    await mkdir(join(folder, "node_modules", "cvm-contract"), { recursive: true });
    await symlink(join(ROOT, "node_modules", "vitest"), join(folder, "node_modules", "vitest"));
    // The package as its users see it, without a build: what it exports for tests is the source file.
    await writeFile(
      join(folder, "node_modules", "cvm-contract", "package.json"),
      JSON.stringify({ name: "cvm-contract", type: "module", exports: { "./mock": "./mock.js" } }),
    );
    await writeFile(
      join(folder, "node_modules", "cvm-contract", "mock.js"),
      `export { startMock } from ${JSON.stringify(join(ROOT, "cli", "mock", "mock-for-tests.ts"))};\n`,
    );
    // The folder that the commands name, with the scenario that is shown.
    const [scenario = ""] = blocksOf("json");
    await mkdir(join(folder, "scenarios"));
    await writeFile(join(folder, "scenarios", "two-replicas.json"), scenario);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("names every scenario that there is", async () => {
    for (const { name } of await loadScenarios()) expect(page).toContain(`\`${name}\``);
  });

  it.each(blocksOf("sh").map((block) => [block]))("shows commands that work: %s", async (block) => {
    const [, words = ""] = /^npx cvm-contract (.*?)( > \S+)?$/.exec(block) ?? [];
    const args = words
      .replace(/--port \d+ ?/, "")
      .trim()
      .split(" ");
    expect(args[0]).toBe("mock");
    if (args.includes("--print-openapi")) {
      const { stdout } = await run(process.execPath, [join(ROOT, "bin", "cvm-contract.js"), ...args]);
      expect(stdout).toContain("openapi");
    } else {
      const server = await startServerCommand(args, folder);
      expect(await server.stop("SIGTERM")).toBe(0);
    }
  });

  it("shows a test that passes", async () => {
    const [example = ""] = blocksOf("ts");
    expect(example).toContain("cvm-contract/mock");
    await writeFile(join(folder, "example.test.ts"), example);
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const { stdout } = await run(process.execPath, [vitest, "run", "--root", folder], {
      env: { ...process.env, NO_COLOR: "1" },
    });
    expect(stdout).toMatch(/Tests +1 passed/);
  });
});
