import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wrapProse } from "../mutants/index.ts";
import { exportedNames, libraryPage } from "./library-page.ts";

const ROOT = join(import.meta.dirname, "..");
const names = exportedNames();

/** Pages whose code is TypeScript that imports the package. */
const PAGES = ["docs/library.md", "docs/writing-a-law.md", "README.md"];

const codeIn = (page: string): readonly string[] =>
  [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);

/** Examples by file name, the adapters' among them. */
const examples = async (): Promise<ReadonlyMap<string, string>> => {
  const all = new Map(names.map(({ name, example }, index) => [`api-${index}-${name}`, example ?? ""]));
  for (const file of ["vitest", "node-test"]) {
    const text = await readFile(join(ROOT, "library", `${file}.ts`), "utf8");
    const doc = /@example\n([\s\S]*?)\n \*\//.exec(text)?.[1] ?? "";
    all.set(file, doc.replaceAll(/^ \* ?/gm, ""));
  }
  for (const page of PAGES)
    for (const [index, code] of codeIn(await readFile(join(ROOT, page), "utf8")).entries())
      all.set(`${page.replaceAll(/\W/g, "-")}-${index + 1}`, code);
  return all;
};

describe("the library's page", () => {
  it("is made of the docstrings; `npm run library` writes it anew", async () => {
    expect(await readFile(join(ROOT, "docs", "library-api.md"), "utf8")).toBe(wrapProse(libraryPage()));
  });

  it.each(names.map(({ name, says, example }) => ({ name, says, example })))(
    "tells of $name, with an example",
    ({ says, example }) => {
      expect(says).toMatch(/\.$/);
      expect(example).toMatch(/from "cvm-contract/);
    },
  );
});

describe("the examples of the library", () => {
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(ROOT, "node_modules", ".examples-"));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("compile, in docstrings and on pages", async () => {
    for (const [name, code] of await examples()) await writeFile(join(folder, `${name}.ts`), `${code}\nexport {};\n`);
    const library = (file: string): readonly string[] => [join(ROOT, "library", file)];
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: join(ROOT, "tsconfig.json"),
        compilerOptions: {
          paths: {
            "cvm-contract": library("index.ts"),
            "cvm-contract/vitest": library("vitest.ts"),
            "cvm-contract/node-test": library("node-test.ts"),
          },
          noUnusedLocals: false,
          noUnusedParameters: false,
        },
        include: [`${folder}/*.ts`],
        exclude: [],
      }),
    );
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, "--project", folder]).catch(
      (error: unknown) =>
        error instanceof Error && "stdout" in error ? { stdout: String(error.stdout) } : { stdout: String(error) },
    );
    expect(stdout).toBe("");
  });
});
