import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { libraryOptions } from "./library-options.ts";

it("the library's option types are the command's table; `npm run library` writes them anew", async () => {
  const path = join(import.meta.dirname, "..", "library", "table-options.ts");
  expect(await readFile(path, "utf8")).toBe(libraryOptions());
});
