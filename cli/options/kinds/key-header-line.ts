import type { KeyHeader } from "../../../conformance/index.ts";
import { invalid, type Kind, valid } from "../kind.ts";
import { headerLine } from "./header-line.ts";

const EXPECTED =
  "a header with {key} once in its value, such as 'X-API-Key: {key}', 'Authorization: Bearer {key}' or 'Cookie: session={key}'";

/** A header with `{key}` where the key goes. */
export const keyHeaderLine: Kind<KeyHeader> = {
  placeholder: "'NAME: VALUE'",
  isRepeatable: false,
  decode: (given) => {
    const decoded = headerLine.decode(given);
    if (!decoded.isValid) return invalid(EXPECTED);
    const [, name = "", value = ""] = /^([^:]+):[ \t]*(.*)$/.exec(decoded.value) ?? [];
    const [before = "", after, ...more] = value.split("{key}");
    return after === undefined || more.length > 0 ? invalid(EXPECTED) : valid({ name, before, after });
  },
};
