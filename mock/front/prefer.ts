import { type Fault, FAULTS, faultNamed } from "../delivery/fault.ts";
import { LONGEST_DELAY_MS } from "../delivery/latency.ts";
import type { ValidationFault } from "../engine/validation-faults.ts";

/** What a request's `Prefer` header asks of the mock; null where it does not say. */
export interface Preferences {
  readonly code: number | null;
  readonly example: string | null;
  readonly delayMs: number | null;
  readonly fault: Fault | null;
}

/** Preferences, or what can't be followed in them. */
export type PreferReading =
  | { readonly kind: "preferences"; readonly preferences: Preferences }
  | { readonly kind: "unclear"; readonly faults: readonly ValidationFault[] };

const NONE: PreferReading = Object.freeze({
  kind: "preferences",
  preferences: Object.freeze({ code: null, example: null, delayMs: null, fault: null }),
});

/** `name`, `name=token` or `name="quoted text"`. Source: RFC 7240 section 2 */
const PREFERENCE = /([!#$%&'*+\-.^_`|~\w]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/** Each name once: of several equal ones the first counts. */
const preferencesIn = (header: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [, name = "", quoted, token = ""] of header.matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted?.replaceAll(/\\(.)/g, "$1") ?? token);
  }
  return found;
};

/** Reads a `Prefer` header. Preferences that the mock does not know are ignored, as RFC 7240 wants it. */
export const readPrefer = (header: string | undefined): PreferReading => {
  if (header === undefined) return NONE;
  const given = preferencesIn(header);
  const faults: ValidationFault[] = [];
  const read = <Value>(name: string, expected: string, decode: (text: string) => Value | null): Value | null => {
    const text = given.get(name);
    if (text === undefined) return null;
    const value = decode(text);
    if (value === null)
      faults.push({ loc: ["header", "prefer", name], msg: `Input should be ${expected}`, type: "value_error" });
    return value;
  };
  const preferences: Preferences = {
    code: read("code", "a status of three digits", (text) => (/^[1-5]\d\d$/.test(text) ? Number(text) : null)),
    example: read("example", "the name of a scenario", (text) => (text === "" ? null : text)),
    delayMs: read("delay", `milliseconds, ${LONGEST_DELAY_MS} at most`, (text) =>
      /^\d{1,6}$/.test(text) && Number(text) <= LONGEST_DELAY_MS ? Number(text) : null,
    ),
    fault: read("fault", `one of ${FAULTS.join(", ")}`, faultNamed),
  };
  return faults.length === 0 ? { kind: "preferences", preferences } : { kind: "unclear", faults };
};
