import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { ROOT } from "./source-files.ts";

const BIOME = join(ROOT, "node_modules", "@biomejs", "biome", "bin", "biome");

/** Files that the linter must refuse, each with the rule that does. */
const refused = [
  ["plugin", "conformance/a.ts", "export const a = (b: unknown) => b as string;\n"],
  ["plugin", "conformance/b.ts", "export const a = (b: unknown) => <string>b;\n"],
  ["plugin", "mock/a.test.ts", "export const a = (b: string) => b as unknown as number;\n"],
  ["lint/suspicious/noExplicitAny", "mock/a.ts", "export const a = (b: any): string => b;\n"],
  ["lint/style/noNonNullAssertion", "mock/b.ts", "export const a = (b: string | null): string => b!;\n"],
  ["lint/performance/noReExportAll", "mock/index.ts", 'export * from "./a.ts";\n'],
  ["lint/style/useFilenamingConvention", "mock/someFile.ts", "export const a = 1;\n"],
  ["lint/style/noExcessiveLinesPerFile", "mock/c.ts", `export const a = [\n${"  1,\n".repeat(300)}];\n`],
  [
    "lint/complexity/noExcessiveLinesPerFunction",
    "mock/h.ts",
    `export const a = (): number => {\n  let b = 0;\n${"  b += 1;\n".repeat(60)}  return b;\n};\n`,
  ],
  ["lint/suspicious/noConsole", "mock/d.ts", "export const a = () => console.log(1);\n"],
  ["lint/style/noRestrictedGlobals", "mock/e.ts", "export const a = () => process.env;\n"],
  ["lint/style/noRestrictedImports", "mock/f.ts", 'import { env } from "node:process";\nexport const a = env;\n'],
  ["lint/nursery/noFloatingPromises", "mock/g.ts", "export const a = () => {\n  Promise.reject(new Error());\n};\n"],
] as const;

/** Files that it must accept. */
const accepted = [
  ["conformance/c.ts", 'import { b as c } from "./b.ts";\nexport { c as d };\nexport const e = ["f"] as const;\n'],
  ["cli/a.ts", "export const a = () => console.log(process.env);\n"],
] as const;

/** Runs the linter in `folder` and gives its complaints as `rule path`. */
const complaintsIn = (folder: string): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const args = [BIOME, "lint", "--reporter=json", "--vcs-enabled=false", "--max-diagnostics=none"];
    execFile(process.execPath, args, { cwd: folder }, (_, stdout, stderr) => {
      const report: unknown = stdout.startsWith("{") ? JSON.parse(stdout) : null;
      if (!isObject(report) || !Array.isArray(report.diagnostics)) return reject(new Error(stderr));
      resolve(
        report.diagnostics
          .filter(isObject)
          .map(({ category, location }) => `${category} ${isObject(location) ? location.path : "nowhere"}`),
      );
    });
  });

let folder = "";
let complaints: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "house-style-"));
  await cp(join(ROOT, "biome.json"), join(folder, "biome.json"));
  await cp(join(ROOT, "scripts", "no-type-assertion.grit"), join(folder, "scripts", "no-type-assertion.grit"));
  for (const [path, text] of [...refused.map(([, ...file]) => file), ...accepted]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  complaints = await complaintsIn(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the linter", () => {
  it.each(refused)("refuses (%s) %s: %s", (rule, path) => {
    expect(complaints).toContain(`${rule} ${path}`);
  });

  it.each(accepted)("accepts %s: %s", (path) => {
    expect(complaints.filter((complaint) => complaint.endsWith(` ${path}`))).toEqual([]);
  });
});
