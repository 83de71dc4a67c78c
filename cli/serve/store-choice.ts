import { invalid, type Kind, valid } from "../options/kind.ts";

/** Where the server keeps its CVMs. A path is as it was given: relative to the current folder, or absolute. */
export type StoreChoice = { readonly kind: "memory" } | { readonly kind: "sqlite"; readonly path: string };

const SQLITE = "sqlite:";

/** `memory`, or `sqlite:PATH`. */
export const storeChoice: Kind<StoreChoice> = {
  placeholder: "memory|sqlite:PATH",
  isRepeatable: false,
  decode: (given) => {
    if (given === "memory") return valid({ kind: "memory" });
    return typeof given === "string" && given.startsWith(SQLITE) && given !== SQLITE
      ? valid({ kind: "sqlite", path: given.slice(SQLITE.length) })
      : invalid("memory or sqlite:PATH");
  },
};
