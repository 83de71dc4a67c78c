import type { Json } from "../../contract/index.ts";
import type { CredentialName } from "./exchange.ts";

/** How a JSON value is spelled as text; every spelling means the same value. `floats` writes 5 as 5.0, `exponents` as 5e0 and 500 as 5e2, `escaped` every string character as \uXXXX. */
export type Spelling = "plain" | "spaced" | "reordered" | "floats" | "exponents" | "escaped";

/** What is wrong with a body's bytes, done to the text of a valid or invalid JSON body. */
export type Damage =
  | "byte-order-mark"
  | "truncated"
  | "invalid-utf-8"
  | "trailing-garbage"
  | "lone-surrogate"
  | "duplicate-key"
  | "too-deep"
  | "too-large"
  | "number-beyond-doubles"
  | "number-below-doubles"
  | "endless-integer"
  | "not-a-number";

/** The body of a planned request. */
export type BodyPlan =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: Json; readonly spelling: Spelling; readonly damage: Damage | null };

/**
 * A request before it is bytes: small enough to shrink, to print and to keep in a file. Header names are lower case.
 *
 * @example
 * import type { RequestPlan } from "cvm-contract";
 *
 * // The same request with another key.
 * export const asAdmin = (request: RequestPlan): RequestPlan => ({ ...request, credential: "admin" });
 */
export interface RequestPlan {
  readonly credential: CredentialName;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyPlan;
  /** The body goes in chunks, and its length is not told beforehand. Source: RFC 9112 section 7.1. */
  readonly isChunked?: true;
  /** Sent at the same time as the one before it, not after it. */
  readonly isAlongside?: true;
}
