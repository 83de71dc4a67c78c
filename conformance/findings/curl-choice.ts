import { type KeyHeader, USUAL_KEY_HEADER } from "../cases/key-header.ts";

/** A variable of the shell that a line reads, and what it is to hold, for people. */
export interface ShellVariable {
  readonly name: string;
  readonly holds: string;
}

/** What is not to stand in a line: the value of a header, and the variable that has it. */
export interface HiddenValue extends ShellVariable {
  readonly value: string;
}

/** What lines for a shell are made with. */
export interface CurlChoice {
  /** The header that keys go in. */
  readonly keyHeader: KeyHeader;
  /** Headers of the user's whose value is a secret, by their name in lower case. */
  readonly hidden: ReadonlyMap<string, HiddenValue>;
  /** The flags of curl that go the way to a URL, quoted for a shell, and the variables in them. */
  readonly wayTo: (url: URL) => { readonly flags: readonly string[]; readonly variables: readonly ShellVariable[] };
}

/** Keys where the official clients send them, and the straight way. */
export const PLAIN_CURL: CurlChoice = {
  keyHeader: USUAL_KEY_HEADER,
  hidden: new Map(),
  wayTo: () => ({ flags: [], variables: [] }),
};
