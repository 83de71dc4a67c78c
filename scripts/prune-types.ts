import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The third step of `npm run build`: removes the declarations that no entry of the package leads to, two thirds of all its files. */

const DIST = join(import.meta.dirname, "..", "dist");
const ENTRIES = ["library/index", "library/vitest", "library/node-test", "cli/mock/mock-for-tests"];

const reached = new Set<string>();

const reach = async (file: string): Promise<void> => {
  if (reached.has(file)) return;
  reached.add(file);
  const text = await readFile(file, "utf8");
  for (const [, specifier = ""] of text.matchAll(/(?:from |import\()"(\.[^"]+)"/g))
    if (!specifier.endsWith(".json")) await reach(join(dirname(file), specifier.replace(/\.[jt]s$/, ".d.ts")));
};

for (const entry of ENTRIES) await reach(join(DIST, `${entry}.d.ts`));
const all = await readdir(DIST, { recursive: true });
for (const name of all) if (name.endsWith(".d.ts") && !reached.has(join(DIST, name))) await rm(join(DIST, name));
