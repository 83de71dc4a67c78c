import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { wrongArrows } from "./arrows.ts";
import { FLOORS, upwardArrows } from "./floors.ts";
import { extraInFrontDoor } from "./front-doors.ts";
import { housePicture, withPicture } from "./house-picture.ts";
import { importCircles } from "./import-circles.ts";
import { importGraph } from "./import-graph.ts";
import { looseFiles } from "./loose-files.ts";
import { moduleState } from "./module-state.ts";
import { emptyNames } from "./names.ts";
import { missingPackages } from "./packages.ts";
import { ROOT, readSourceFiles } from "./source-files.ts";

const files = await readSourceFiles();
const graph = importGraph(files);

const dependencies = async (): Promise<readonly string[]> => {
  const manifest: unknown = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  return isObject(manifest) && isObject(manifest.dependencies) ? Object.keys(manifest.dependencies) : [];
};

describe("the project's sources", () => {
  it("are found", () => {
    expect(files.map((file) => file.path)).toEqual(
      expect.arrayContaining(["contract/index.ts", "conformance/index.ts", "cli/main.ts", "mutants/house/arrows.ts"]),
    );
  });

  it("import only along the arrows of the plan, and enter another folder through its index.ts", () => {
    expect(files.flatMap(wrongArrows)).toEqual([]);
  });

  it("import nothing in a circle, types included", () => {
    expect(importCircles(graph)).toEqual([]);
  });

  it("import within conformance/ only what lies on the same floor or below", () => {
    expect(upwardArrows(graph)).toEqual([]);
  });

  it("lie in folders that are named, few of them loose at a root", () => {
    expect(looseFiles(files.map(({ path }) => path))).toEqual([]);
  });

  it("are in the picture of docs/architecture.md as they are; `npm run picture` draws it anew", async () => {
    const page = await readFile(join(ROOT, "docs", "architecture.md"), "utf8");
    expect(page).toBe(withPicture(page, housePicture(graph)));
  });

  it("have front doors that only name exports", () => {
    expect(files.flatMap(extraInFrontDoor)).toEqual([]);
  });

  it("are named for what they hold", () => {
    expect(files.flatMap((file) => emptyNames(file.path))).toEqual([]);
  });

  it("hold no state at module level", () => {
    expect(files.flatMap(moduleState)).toEqual([]);
  });

  it("need only packages that the published package depends on", async () => {
    const names = await dependencies();
    expect(files.flatMap((file) => missingPackages(file, names))).toEqual([]);
  });
});

describe("an arrow is wrong", () => {
  it.each([
    ["contract/a.ts", 'import { run } from "../conformance/index.ts";'],
    ["conformance/a.ts", 'import type { Server } from "../reference-impl/index.ts";'],
    ["conformance/laws/deep/a.ts", 'import "../../../mock/index.ts";'],
    ["reference-impl/a.ts", 'export { law } from "../conformance/index.ts";'],
    ["reference-impl/a.test.ts", 'const x = await import("../mock/index.ts");'],
    ["mock/a.ts", 'export type Law = import("../conformance/index.ts").Law;'],
    ["mock/a.ts", 'import { fleet } from "../reference-impl/index.ts";'],
    ["conformance/a.ts", 'export * as reference from "../reference-impl/index.ts";'],
    ["cli/a.ts", 'import { decide } from "../reference-impl/refresh/decide.ts";'],
    ["conformance/a.ts", 'import { schemaAt } from "../contract/schema.ts";'],
    ["conformance/a.ts", "const x = await import(somewhere);"],
    ["reference-impl/a.ts", 'import document from "../openapi.json" with { type: "json" };'],
  ])("in %s: %s", (path, text) => {
    expect(wrongArrows({ path, text })).toHaveLength(1);
  });
});

describe("an arrow is right", () => {
  it.each([
    ["conformance/a.ts", 'import { loadContract } from "../contract/index.ts";'],
    ["conformance/laws/a.ts", 'import { judge } from "../judge/judge.ts";'],
    ["cli/a.ts", 'const { startReference } = await import("../reference-impl/index.ts");'],
    ["mutants/a.ts", 'import { loadLaws } from "../conformance/index.ts"; import fc from "fast-check";'],
    ["contract/a.ts", 'import document from "../openapi.json" with { type: "json" };'],
    ["conformance/a.ts", '// import "../mock/index.ts";\nconst text = `import "../mock/index.ts"`;'],
  ])("in %s: %s", (path, text) => {
    expect(wrongArrows({ path, text })).toEqual([]);
  });
});

describe("imports in a circle", () => {
  const circlesIn = (texts: Readonly<Record<string, string>>): readonly string[] =>
    importCircles(importGraph(Object.entries(texts).map(([path, text]) => ({ path, text }))));

  it("are found with the files named, types included, and whatever leads to them or away is left out", () => {
    const circles = circlesIn({
      "a/leads-in.ts": 'import "./one.ts";',
      "a/one.ts": 'import type { Two } from "./two.ts";',
      "a/two.ts": 'export type Three = import("../b/three.ts").Three;',
      "b/three.ts": 'import "../a/one.ts"; import "./leaf.ts";',
      "b/leaf.ts": "export const leaf = 1;",
    });
    expect(circles).toEqual(["a/one.ts > a/two.ts > b/three.ts > a/one.ts"]);
  });

  it("are found where a file imports itself, and are not where two import a third", () => {
    expect(circlesIn({ "a.ts": 'import "./a.ts";' })).toEqual(["a.ts > a.ts"]);
    expect(circlesIn({ "a.ts": 'import "./c.ts";', "b.ts": 'import "./c.ts"; import "./a.ts";', "c.ts": "" })).toEqual(
      [],
    );
  });
});

describe("an arrow within conformance/", () => {
  const upwardFrom = (path: string, target: string): readonly string[] =>
    upwardArrows(
      new Map([
        [path, [target]],
        [target, []],
      ]),
    );

  it("is wrong where it runs up a floor, and says which", () => {
    expect(upwardFrom("conformance/cases/a.ts", "conformance/engine/b.ts")).toEqual([
      "conformance/cases/a.ts imports conformance/engine/b.ts, but cases lies below engine",
    ]);
  });

  it("is wrong from a folder that is no floor", () => {
    expect(upwardFrom("conformance/attic/a.ts", "conformance/cases/b.ts")).toHaveLength(1);
  });

  it("is right where it runs down, stays, or is a test's", () => {
    expect(upwardFrom("conformance/run/a.ts", "conformance/cases/b.ts")).toEqual([]);
    expect(upwardFrom("conformance/run/a.ts", "conformance/run/b.ts")).toEqual([]);
    expect(upwardFrom("conformance/cases/a.test.ts", "conformance/run/b.ts")).toEqual([]);
  });

  it("leads to floors that are there", () => {
    const floors = FLOORS.filter((floor) => !files.some(({ path }) => `${path}/`.startsWith(`conformance/${floor}/`)));
    expect(floors).toEqual([]);
  });
});

describe("files that lie loose at a root", () => {
  const five = Array.from({ length: 5 }, (_, index) => `mock/file-${index}.ts`);

  it("are too many from the sixth on, index.ts and tests aside", () => {
    expect(looseFiles([...five, "mock/index.ts", "mock/file-1.test.ts", "mock/deep/a.ts"])).toEqual([]);
    expect(looseFiles([...five, "mock/sixth.ts"])).toHaveLength(1);
  });
});

describe("a front door", () => {
  it.each([
    'import "./start.ts";',
    "console.log(1);",
    'export * from "./a.ts";',
    "export const a = 1;",
    "const a = 1; export { a };",
  ])("may not hold %s", (text) => {
    expect(extraInFrontDoor({ path: "mock/index.ts", text })).not.toEqual([]);
  });

  it("may hold named re-exports", () => {
    const text = 'export { a, type B } from "./a.ts"; export type { C } from "./c.ts";';
    expect(extraInFrontDoor({ path: "mock/index.ts", text })).toEqual([]);
  });
});

describe("a name", () => {
  it.each(["mock/utils.ts", "conformance/helpers/a.ts", "cli/common.test.ts"])(
    "that says nothing is found: %s",
    (path) => {
      expect(emptyNames(path)).toHaveLength(1);
    },
  );
});

describe("state at module level", () => {
  it.each(["let count = 0;", "export let count = 0;", "var count = 0;"])("is found: %s", (text) => {
    expect(moduleState({ path: "mock/a.ts", text })).toHaveLength(1);
  });

  it("is not what a function keeps to itself", () => {
    expect(moduleState({ path: "mock/a.ts", text: "const a = () => { let b = 0; return b; };" })).toEqual([]);
  });
});

describe("what the published package does not have", () => {
  it.each([
    'import ts from "typescript";',
    'import { describe } from "vitest";',
    'import { x } from "@stoplight/prism-http/dist/y.js";',
    'import { fake } from "../contract/testing/fake.ts";',
  ])("is found in published files: %s", (text) => {
    expect(missingPackages({ path: "cli/a.ts", text }, ["undici"])).toHaveLength(1);
    expect(missingPackages({ path: "cli/a.test.ts", text }, ["undici"])).toEqual([]);
    expect(missingPackages({ path: "cli/testing/a.ts", text }, ["undici"])).toEqual([]);
  });

  it("is none of Node's own, nor one that is depended on", () => {
    const text = 'import { readFile } from "node:fs"; import { Pool } from "undici/sub";';
    expect(missingPackages({ path: "cli/a.ts", text }, ["undici"])).toEqual([]);
  });
});
