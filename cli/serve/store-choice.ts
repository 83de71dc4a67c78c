import { invalid, type Kind, valid } from "../options/kind.ts";

/** Where the server keeps its CVMs. A path is as it was given: relative to the current folder, or absolute. */
export type StoreChoice =
  | { readonly kind: "memory" }
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

const SQLITE = "sqlite:";
const POSTGRES = /^postgres(ql)?:\/\//;

const EXPECTED =
  "memory, sqlite:PATH, or postgres://USER:PASSWORD@HOST:PORT/DATABASE (what is odd in a password written as %23 and the like)";

/** A host, and nothing in the password that ends it early: `#`, `/`, `?` make of its rest a fragment, a path, a query. */
const isDatabaseUrl = (given: string): boolean => {
  const url = URL.parse(given);
  return url !== null && url.hostname !== "" && url.hash === "" && !`${url.pathname}${url.search}`.includes("@");
};

/** `memory`, `sqlite:PATH`, or the URL of a PostgreSQL database. */
export const storeChoice: Kind<StoreChoice> = {
  placeholder: "memory|sqlite:PATH|postgres://...",
  isRepeatable: false,
  decode: (given) => {
    if (typeof given !== "string") return invalid(EXPECTED);
    if (given === "memory") return valid({ kind: "memory" });
    if (given.startsWith(SQLITE) && given !== SQLITE)
      return valid({ kind: "sqlite", path: given.slice(SQLITE.length) });
    return POSTGRES.test(given) && isDatabaseUrl(given) ? valid({ kind: "postgres", url: given }) : invalid(EXPECTED);
  },
  shown: (given) => (typeof given === "string" && given.includes("://") ? null : given === null ? null : String(given)),
};

const undone = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The passwords in the URL of a database, valid or not, as they are written and as they are meant. */
export const secretsInStore = (given: string): readonly string[] => {
  if (!POSTGRES.test(given)) return [];
  const [, password = ""] = /^[^/]*\/\/[^:@]*:(.*)@/s.exec(given) ?? [];
  const [, parameter = ""] = /[?&]password=([^&]*)/.exec(given) ?? [];
  return [...new Set([password, parameter].flatMap((text) => [text, undone(text)]))].filter((text) => text !== "");
};
