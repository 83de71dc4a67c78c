import { secretsInHeader, secretsInPath, secretsInSetCookie } from "../secrets/carried-secrets.ts";
import { createRedactor, type Redact } from "../secrets/redactor.ts";
import { headerIn, type RawHeader } from "./end-to-end.ts";

/** The secret texts of an exchange: what the request's headers and parameters carry, what the answer hands out, and the parts of it. */
export const secretsOf = (
  request: readonly RawHeader[],
  path: string,
  answer: readonly RawHeader[],
): readonly string[] => [
  ...new Set([
    ...request.flatMap(([name, value]) => secretsInHeader(name, value)),
    ...secretsInPath(path),
    ...answer.flatMap(([name, value]) =>
      name.toLowerCase() === "set-cookie" ? secretsInSetCookie(value) : secretsInHeader(name, value),
    ),
  ]),
];

/** Whether a request carries a key of any kind. */
export const carriesKey = (headers: readonly RawHeader[]): boolean =>
  ["x-api-key", "authorization", "cookie"].some((name) => headerIn(headers, name) !== null);

/** Puts `[key]` in the place of secrets, however they are spelled. */
export const redactorOf = (secrets: readonly string[]): Redact =>
  createRedactor(secrets.map((text) => ({ text, placeholder: "[key]" })));
