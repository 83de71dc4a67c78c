import type { Redact } from "../report/redact-finding.ts";
import { headerIn, type RawHeader } from "./end-to-end.ts";

/** Names of headers and query parameters that carry secrets. */
const CARRIES_SECRET = /auth|cookie|key|token|secret|session|signature|password/i;

/** Shorter values are left alone: they would be found by chance in ordinary text, and are no secret worth the name. */
const SHORTEST = 8;

/** Whether a header or query parameter of this name may carry a secret. */
export const carriesSecret = (name: string): boolean => CARRIES_SECRET.test(name);

/** A path and query, the values of parameters that may carry a secret taken out. */
export const withoutSecretParameters = (path: string): string =>
  path.replace(/([?&])([^=&]*)=([^&]*)/g, (whole, start: string, name: string) =>
    carriesSecret(name) ? `${start}${name}=...` : whole,
  );

const valuesIn = (path: string): readonly string[] =>
  [...new URLSearchParams(path.replace(/^[^?]*/, ""))].flatMap(([name, value]) => (carriesSecret(name) ? [value] : []));

/** The secret texts of a request: what its headers and parameters carry, and the parts of it (`Bearer abc`, `abc`; `a=b; c=d`, `b`). */
export const secretsOf = (headers: readonly RawHeader[], path: string): readonly string[] => {
  const values = headers.flatMap(([name, value]) =>
    carriesSecret(name)
      ? [value, ...value.split(/[\s;,]+/).flatMap((part) => [part, part.replace(/^[^=]*=/, "")])]
      : [],
  );
  return [...new Set([...values, ...valuesIn(path)])].filter((text) => text.length >= SHORTEST);
};

/** Whether a request carries a key of any kind. */
export const carriesKey = (headers: readonly RawHeader[]): boolean =>
  ["x-api-key", "authorization", "cookie"].some((name) => headerIn(headers, name) !== null);

/** Puts `[key]` in the place of secrets, the longest first, so that one within another leaves nothing of it standing. */
export const redactorOf = (secrets: readonly string[]): Redact => {
  const spellings = secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .toSorted((one, other) => other.length - one.length);
  return (text) => spellings.reduce((shown, secret) => shown.replaceAll(secret, () => "[key]"), text);
};
