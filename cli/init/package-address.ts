import { httpUrl } from "../options/kinds/http-url.ts";
import { invalid, type Kind, valid } from "../options/kind.ts";

const EXPECTED =
  "where the package's tarball is: a path inside the repository, or an http or https URL without user name or query, that ends in .tgz";

/** Characters that mean nothing to a shell and to YAML, so that the address can stand in a line of a CI file. */
const PLAIN = /^[\w@.+~%:/-]+\.(tgz|tar\.gz)$/;

/** A path from the repository's root, without a step out of it. */
const isPathInside = (path: string): boolean =>
  !path.startsWith("/") && !path.includes(":") && !path.split("/").includes("..");

/** `vendor/a.tgz` as `./vendor/a.tgz`: npm takes a path without the dot for a repository on GitHub. */
const withDot = (path: string): string => (path.startsWith("./") ? path : `./${path}`);

/** Where a CI job gets the package: a tarball by URL, or by a path from the repository's root, which is given back beginning with `./`. */
export const packageAddress: Kind<string> = {
  placeholder: "PATH|URL",
  isRepeatable: false,
  decode: (given) => {
    if (typeof given !== "string" || !PLAIN.test(given)) return invalid(EXPECTED);
    if (isPathInside(given)) return valid(withDot(given));
    const url = httpUrl.decode(given);
    return url.isValid ? url : invalid(EXPECTED);
  },
  shown: (given) => httpUrl.shown?.(given) ?? null,
};
