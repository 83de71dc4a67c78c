import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { packedGate } from "../getting/packed.ts";
import { ROOT } from "../house/source-files.ts";

const run = promisify(execFile);

/** Packing builds, and installing asks the registry. */
const SLOW_MS = 240_000;

/** Node with another version put on, so that this suite needs no second Node. */
const asNode = (version: string): readonly string[] => {
  const code = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
  return ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
};

/** What a command gave, also where it ended with another code than 0. */
const outcomeOf = async (
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> => {
  try {
    return { code: 0, ...(await run(process.execPath, [...args], { cwd })) };
  } catch (error) {
    if (isObject(error) && typeof error.stdout === "string" && typeof error.stderr === "string")
      return { code: error.code, stdout: error.stdout, stderr: error.stderr };
    throw error;
  }
};

/** A test file that holds an application with a bug to the laws, in its own process, and to one of the user's. */
const suiteOf = (runner: "vitest" | "node-test", app: "hono" | "fastify"): string =>
  [
    `import { conformance } from "cvm-contract/${runner}";`,
    `import { ${app}App } from "./app/${app}-app.ts";`,
    `conformance({ target: ${app}App(true), apiKey: "a-key-of-a-member", lawsFrom: "laws", failOn: "should", cases: 60, seed: 1,`,
    '  skipLaws: ["malformed-is-422", "wrong-method-is-405"] });',
  ].join("\n");

let folder = "";
let installed: Size = { packages: 0, bytes: 0 };
let packed: readonly string[] = [];
const command = (): string => join(folder, "node_modules", "cvm-contract", "bin", "cvm-contract.js");

interface Size {
  readonly packages: number;
  readonly bytes: number;
}

/** How many packages a folder of them holds, and how many bytes its files have together. */
const sizeOf = async (path: string): Promise<Size> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  const lock: unknown = JSON.parse(await readFile(join(path, ".package-lock.json"), "utf8"));
  const packages = isObject(lock) && isObject(lock.packages) ? Object.keys(lock.packages).length : 0;
  return { packages, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
};

const borrow = (name: string): Promise<void> =>
  symlink(join(ROOT, "node_modules", name), join(folder, "node_modules", name));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "package-"));
  const gate = await packedGate();
  packed = gate.holds;
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", gate.path], { cwd: folder });
  installed = await sizeOf(join(folder, "node_modules"));
  // What its users have beside it: from here, so that nothing more is asked of the registry.
  for (const name of ["hono", "vitest", "typescript", "@types"]) await borrow(name);
  await cp(join(ROOT, "mutants", "installed"), join(folder, "app"), { recursive: true });
  await writeFile(join(folder, "vitest.config.js"), "export default { test: { include: ['*.vitest.ts'] } };");
}, SLOW_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the tarball", () => {
  it("holds built JavaScript, types, the contract and the licence", () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "bin/cvm-contract.js",
        "dist/cli/main.js",
        "dist/conformance/index.d.ts",
        "dist/mock/console/page/index.html",
        "dist/mock/scenarios/mixed.json",
        "dist/openapi.json",
        "openapi.json",
        "templates/compose.yaml",
      ]),
    );
  });

  it("holds no sources and no tests", () => {
    expect(packed.filter((path) => /(?<!\.d)\.ts$|\.test\.|(^|\/)(testing|mutants|bench)\//.test(path))).toEqual([]);
  });
});

describe("the installed package", () => {
  it("brings no Node with it", async () => {
    const lock: unknown = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8"));
    const names = isObject(lock) && isObject(lock.packages) ? Object.keys(lock.packages) : [];
    expect(names).toContain("node_modules/cvm-contract");
    expect(
      names.filter((name) => /node_modules\/(node|node-(linux|win|darwin).*|cvm-contract-.*)$/.test(name)),
    ).toEqual([]);
  });

  it("lists the laws", async () => {
    const { code, stdout } = await outcomeOf([command(), "laws"], folder);
    expect(code).toBe(0);
    expect(stdout).toContain("status-is-declared");
  });

  it("sets up a repository", async () => {
    const repository = join(folder, "repository");
    await mkdir(repository);
    const { code, stderr } = await outcomeOf([command(), "init"], repository);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await readFile(join(repository, ".github", "workflows", "cvm-contract.yml"), "utf8")).toContain("jobs:");
  });

  it("checks the embedded reference", async () => {
    const { code, stdout } = await outcomeOf([command(), "check", "--cases", "40", "--seed", "1"], folder);
    expect(stdout).toContain("Conforms");
    expect(code).toBe(0);
  });

  it("is small: under 60 packages and 25 MB", () => {
    expect(installed.packages).toBeLessThan(60);
    expect(installed.bytes).toBeLessThan(25_000_000);
  });

  it("leaves to the mock's own package what the mock alone needs, and says so in one line", async () => {
    const { code, stderr } = await outcomeOf([command(), "mock", "--port", "0"], folder);
    expect(code).toBe(2);
    expect(stderr).toContain("The package cvm-contract-mock brings them along");
  });

  it("leaves out the driver of PostgreSQL too, and says how to install it", async () => {
    const store = "postgres://127.0.0.1:1/nowhere";
    const { code, stderr } = await outcomeOf([command(), "serve", "--port", "0", "--store", store], folder);
    expect(stderr).toContain("npm install pg@8");
    expect(code).toBe(2);
  });

  it("has the mock's scenarios", async () => {
    const { code, stdout } = await outcomeOf([command(), "mock", "--print-openapi"], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('"gateway-down"');
  });

  it.each(["20.20.2", "24.17.9", "4.0.0"])(
    "says under Node %s which version it needs, and ends with 2",
    async (version) => {
      const { code, stdout, stderr } = await outcomeOf([...asNode(version), command(), "laws"], folder);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("cvm-contract needs Node.js 24.18.0 or newer");
      expect(stderr).toContain("https://nodejs.org/en/download");
      expect(stderr).toContain("`npm install --save-dev node@24` is all it takes");
    },
  );

  it("says the same where it is imported", async () => {
    const program = 'import("cvm-contract").catch(({ code, message }) => console.log(code, message));';
    const { stdout } = await outcomeOf([...asNode("22.4.0"), "--eval", program], folder);
    expect(stdout).toContain("NODE_TOO_OLD cvm-contract needs Node.js 24.18.0 or newer");
  });

  it.each(["24.18.0", "25.0.0", "26.10.1"])("runs under Node %s", async (version) => {
    expect(await outcomeOf([...asNode(version), command(), "--version"], folder)).toMatchObject({ code: 0 });
  });

  it("gives types to its users that compile without skipLibCheck", async () => {
    await writeFile(
      join(folder, "use.ts"),
      [
        'import { startMock, type Mock } from "cvm-contract/mock";',
        'export const mock: Promise<Mock> = startMock({ scenario: "mixed" });',
        'import { builtInLaws, checkServer, type Law, type Report } from "cvm-contract";',
        'import { conformance } from "cvm-contract/vitest";',
        'import { conformance as suite } from "cvm-contract/node-test";',
        'import { fastifyApp } from "./app/fastify-app.js";',
        'import { honoApp } from "./app/hono-app.js";',
        "export const laws: readonly Law[] = builtInLaws;",
        "export const check = (): Promise<Report> => checkServer({ target: honoApp(false), cases: 5 });",
        "conformance({ target: fastifyApp(false) });",
        "suite({ target: (request: Request) => fetch(request) });",
        "// @ts-expect-error a check needs a target",
        "export const nothing = checkServer({});",
        "// @ts-expect-error there is no such option",
        'export const misspelt = checkServer({ target: "http://127.0.0.1:1", apiKye: "x" });',
      ].join("\n"),
    );
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const flags = ["--strict", "--noEmit", "--module", "nodenext", "--target", "esnext", "--skipLibCheck", "false"];
    expect(
      await outcomeOf([tsc, ...flags, "--rewriteRelativeImportExtensions", "--types", "node", "use.ts"], folder),
    ).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

/** A law of a user's, as `laws --new` writes one, and a bug that it finds in both applications. */
const LAW = "reasons-are-single-lines";

describe("a law of one's own", () => {
  beforeAll(async () => {
    expect(await outcomeOf([command(), "laws", "--new", LAW], folder)).toMatchObject({ code: 0, stderr: "" });
  });

  it("is written once, and not over one that is there", async () => {
    const { code, stderr } = await outcomeOf([command(), "laws", "--new", LAW], folder);
    expect(code).toBe(2);
    expect(stderr).toContain("is there already, and stays as it is");
  });

  it("finds the bug of a Hono application in Vitest, with the finding's text, and no other test is red", async () => {
    await writeFile(join(folder, "hono.vitest.ts"), suiteOf("vitest", "hono"));
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    await outcomeOf([vitest, "run", "--reporter=json", "--outputFile=report.json"], folder);
    const report: unknown = JSON.parse(await readFile(join(folder, "report.json"), "utf8"));
    const results = isObject(report) && Array.isArray(report.testResults) ? report.testResults.filter(isObject) : [];
    const tests = results.flatMap(({ assertionResults }) =>
      Array.isArray(assertionResults) ? assertionResults.filter(isObject) : [],
    );
    const red = tests.filter(({ status }) => status === "failed");
    expect(red.map(({ title }) => title)).toEqual([LAW]);
    expect(String(red[0]?.failureMessages)).toContain("The reason of an item has a line break in it.");
    expect(tests.find(({ title }) => title === "status-is-declared")?.status).toBe("passed");
    expect(tests.find(({ title }) => title === "scans-take-turns")?.status).toMatch(/skipped|pending/);
    expect(tests.length).toBeGreaterThan(80);
  });

  it("finds the bug of a Fastify application in Node's test runner, and tells why others are skipped", async () => {
    await writeFile(join(folder, "fastify.test.ts"), suiteOf("node-test", "fastify"));
    const { stdout } = await outcomeOf(["--test", "--test-reporter=tap", "fastify.test.ts"], folder);
    const lines = stdout.split("\n").map((line) => line.trim());
    expect(lines.filter((line) => /^not ok \d+ - [a-z0-9-]+$/.test(line))).toEqual([
      expect.stringMatching(`^not ok [0-9]+ - ${LAW}$`),
    ]);
    expect(stdout).toContain("The reason of an item has a line break in it.");
    expect(stdout).toMatch(/ - scans-take-turns # SKIP skipped: checked only with profile reference/);
    expect(stdout).toMatch(/ok \d+ - status-is-declared/);
  });

  it("is refused at load by its name, with the example, where that contradicts it", async () => {
    const law = await readFile(join(folder, "laws", `${LAW}.ts`), "utf8");
    const bad = join(folder, "bad-laws");
    await cp(join(folder, "laws"), bad, { recursive: true });
    await writeFile(join(bad, `${LAW}.ts`), law.replace("not\\nrunning", "not_running"));
    const { code, stderr } = await outcomeOf([command(), "laws", "--laws-from", "bad-laws"], folder);
    expect(code).toBe(2);
    expect(stderr).toContain(`The law ${LAW} (`);
    expect(stderr).toContain("Its example no. 1 in `broken` does not break it:");
    expect(stderr).toContain('"reason":"not_running"');
  });
});

describe("the mock's own package", () => {
  it("brings what the gate's leaves out, in the same versions", async () => {
    const manifestOf = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
      const manifest: unknown = JSON.parse(await readFile(join(ROOT, path, "package.json"), "utf8"));
      if (!isObject(manifest)) throw new Error(path);
      return manifest;
    };
    const gate = await manifestOf(".");
    const mock = await manifestOf("cvm-contract-mock");
    if (!isObject(gate.peerDependencies)) throw new Error("The gate has no optional packages.");
    const { vitest: _, pg: __, ...needed } = gate.peerDependencies;
    expect(mock.dependencies).toEqual({ ...needed, "cvm-contract": gate.version });
    expect(mock.version).toBe(gate.version);
  });

  it("starts the mock, from a program and by one word", async () => {
    await borrow("@stoplight");
    await symlink(join(ROOT, "node_modules", "@fastify", "cors"), join(folder, "node_modules", "@fastify", "cors"));
    await cp(join(ROOT, "cvm-contract-mock"), join(folder, "node_modules", "cvm-contract-mock"), { recursive: true });
    const program = [
      'import { startMock } from "cvm-contract/mock";',
      'const mock = await startMock({ scenario: "conflicts", stateful: true });',
      "console.log(mock.settings().scenario, new URL(mock.url).hostname);",
      "await mock.close();",
    ];
    await writeFile(join(folder, "program.js"), program.join("\n"));
    expect(await outcomeOf(["program.js"], folder)).toEqual({ code: 0, stdout: "conflicts 127.0.0.1\n", stderr: "" });
    const word = join(folder, "node_modules", "cvm-contract-mock", "bin", "cvm-contract-mock.js");
    const { code, stdout } = await outcomeOf([word, "--print-openapi"], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('"gateway-down"');
  });
});
