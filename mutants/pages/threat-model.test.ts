import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../house/source-files.ts";

/** A test as the page names it: its file in backticks, then "its name", or after the first of a file further names alone. */
const namedTests = (page: string): readonly (readonly [path: string, name: string])[] =>
  [...page.matchAll(/`([^`]+\.ts)` ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, path = "", names = ""]) =>
    Array.from(names.matchAll(/"([^"]+)"/g), ([, name = ""]) => [path, name] as const),
  );

it("docs/threat-model.md names tests that there are", async () => {
  const tests = namedTests(await readFile(join(ROOT, "docs", "threat-model.md"), "utf8"));
  expect(tests.length).toBeGreaterThan(30);
  const missing: string[] = [];
  for (const [path, name] of tests) {
    const source = await readFile(join(ROOT, path), "utf8");
    if (!source.includes(`"${name}"`)) missing.push(`${path}: ${name}`);
  }
  expect(missing).toEqual([]);
});
