import { invalid, type Kind, valid } from "../kind.ts";

/** Text that can stand in an HTTP header: printable ASCII, no space at either end. Source: RFC 9110 section 5.5. */
export const headerValue = (placeholder: string): Kind<string> => ({
  placeholder,
  isRepeatable: false,
  decode: (given) =>
    typeof given === "string" && /^[!-~](?:[ -~]*[!-~])?$/.test(given)
      ? valid(given)
      : invalid("printable ASCII characters without space or line break at either end"),
});
