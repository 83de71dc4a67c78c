import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
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

let folder = "";
let packed: readonly string[] = [];
const command = (): string => join(folder, "node_modules", "cvm-contract", "bin", "cvm-contract.js");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "package-"));
  const { stdout } = await run("npm", ["pack", "--json", "--silent", "--pack-destination", folder], { cwd: ROOT });
  const [report]: readonly unknown[] = JSON.parse(stdout);
  if (!isObject(report) || typeof report.filename !== "string" || !Array.isArray(report.files)) throw new Error(stdout);
  packed = report.files.filter(isObject).map(({ path }) => String(path));
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", `./${report.filename}`], { cwd: folder });
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

  it("checks the embedded reference", async () => {
    const { code, stdout } = await outcomeOf([command(), "check", "--cases", "200", "--seed", "1"], folder);
    expect(stdout).toContain("Conforms");
    expect(code).toBe(0);
  });

  it("has the mock's scenarios", async () => {
    const { code, stdout } = await outcomeOf([command(), "mock", "--print-openapi"], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('"gateway-down"');
  });

  it("starts the mock from a program", async () => {
    const program = [
      'import { startMock } from "cvm-contract/mock";',
      'const mock = await startMock({ scenario: "conflicts", stateful: true });',
      "console.log(mock.settings().scenario, new URL(mock.url).hostname);",
      "await mock.close();",
    ];
    await writeFile(join(folder, "program.js"), program.join("\n"));
    expect(await outcomeOf(["program.js"], folder)).toEqual({ code: 0, stdout: "conflicts 127.0.0.1\n", stderr: "" });
  });

  it.each(["20.20.2", "24.17.9", "4.0.0"])(
    "says under Node %s which version it needs, and ends with 2",
    async (version) => {
      const { code, stdout, stderr } = await outcomeOf([...asNode(version), command(), "laws"], folder);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("cvm-contract needs Node.js 24.18.0 or newer");
      expect(stderr).toContain("https://nodejs.org/en/download");
    },
  );

  it.each(["24.18.0", "25.0.0", "26.10.1"])("runs under Node %s", async (version) => {
    expect(await outcomeOf([...asNode(version), command(), "--version"], folder)).toMatchObject({ code: 0 });
  });

  it("gives types to its users", async () => {
    await writeFile(
      join(folder, "use.ts"),
      [
        'import { startMock, type Mock } from "cvm-contract/mock";',
        'export const mock: Promise<Mock> = startMock({ scenario: "mixed" });',
        'import { loadLaws, runConformance, type Law, type Report, type RunOptions } from "cvm-contract";',
        "export const laws: Promise<readonly Law[]> = loadLaws();",
        "export const check = (options: RunOptions): Promise<Report> => runConformance(options, []);",
        "// @ts-expect-error a run needs options",
        "export const nothing = runConformance();",
      ].join("\n"),
    );
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const flags = ["--strict", "--noEmit", "--module", "nodenext", "--target", "esnext", "--skipLibCheck"];
    expect(
      await outcomeOf(
        [tsc, ...flags, "--typeRoots", join(ROOT, "node_modules", "@types"), "--types", "node", "use.ts"],
        folder,
      ),
    ).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });
});
