import { registerHooks } from "node:module";
import { dirname, extname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { TOOL_NAME } from "./tool.ts";

/** What files in a folder of laws are, whatever package they lie in: Node would guess, and warn that it did. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  [".ts", "module-typescript"],
  [".js", "module"],
]);

/** This very program's library: laws that import another copy would work too, and load all of it twice. */
const LIBRARY = new URL(`../../library/index${extname(import.meta.filename)}`, import.meta.url).href;

/** What laws may import although their folder has no packages: what they are written with. */
const LENT = ["fast-check"];

const isIn = (url: string, folder: string): boolean =>
  url.startsWith("file:") && dirname(fileURLToPath(url)).concat(sep).startsWith(`${folder}${sep}`);

/** Loads modules of a folder, which may import `cvm-contract` although it is not installed there: by npx it is not. */
export const withOwnPackage = async <Loaded>(folder: string, load: () => Promise<Loaded>): Promise<Loaded> => {
  const hooks = registerHooks({
    resolve: (specifier, context, nextResolve) => {
      if (specifier === TOOL_NAME) return { url: LIBRARY, shortCircuit: true };
      try {
        const resolved = nextResolve(specifier, context);
        const format = isIn(resolved.url, folder) ? FORMATS.get(extname(resolved.url)) : undefined;
        return format === undefined ? resolved : { ...resolved, format };
      } catch (error) {
        if (!LENT.includes(specifier)) throw error;
        return { url: import.meta.resolve(specifier), shortCircuit: true };
      }
    },
  });
  try {
    return await load();
  } finally {
    hooks.deregister();
  }
};
