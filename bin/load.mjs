// Loads a module of the package, once Node.js is known to be new enough: too old a one could not even link it.

import { existsSync } from "fs";
import node from "./require-node.js";

/** The module `name` of library/: built in the published package, its source in a clone. */
export const load = (name) => {
  node.requireNode();
  const isClone = existsSync(new URL("../library/index.ts", import.meta.url));
  return import(new URL(isClone ? `../library/${name}.ts` : `../dist/library/${name}.js`, import.meta.url).href);
};
