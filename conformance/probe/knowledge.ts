import type { CredentialName } from "../target/exchange.ts";

/** What was learned of a server before the cases are generated. It is frozen then, so that a seed gives the same cases whatever is answered later. */
export interface Knowledge {
  /** Strings that mean something to the server, by the JSON Pointer of the string schema that they fit. */
  readonly learned: ReadonlyMap<string, readonly string[]>;
  /** Credentials that were answered 200. */
  readonly working: ReadonlySet<CredentialName>;
  /** The credential that cases are sent with. */
  readonly credential: CredentialName;
}
