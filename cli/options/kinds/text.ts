import { invalid, type Kind, valid } from "../kind.ts";

/** Any text but the empty one. */
export const text = (placeholder: string): Kind<string> => ({
  placeholder,
  isRepeatable: false,
  decode: (given) => (typeof given === "string" && given !== "" ? valid(given) : invalid("some text")),
});
