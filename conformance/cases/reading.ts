import type { Operation } from "../../contract/index.ts";
import type { ExactJson } from "./exact-json.ts";
import type { Exchange } from "./exchange.ts";
import type { Expectation } from "./expectation.ts";
import type { SentDefaults } from "./sent-defaults.ts";

/** One place where a response breaks the schema of its status. */
export interface SchemaBreach {
  /** JSON Pointer into the response body. */
  readonly at: string;
  /** JSON Pointer into the contract: the keyword that was broken. */
  readonly keyword: string;
  readonly message: string;
}

/**
 * A response body as strict JSON (RFC 8259, UTF-8, no byte order mark).
 * `breaches` is null where the contract gives no schema for the status; `defaults` is null there, and where the body breaks it.
 */
export type Answer =
  | {
      readonly kind: "json";
      readonly value: ExactJson;
      readonly breaches: readonly SchemaBreach[] | null;
      readonly defaults: SentDefaults | null;
    }
  | { readonly kind: "not-json"; readonly problem: string }
  | { readonly kind: "none" };

/**
 * An exchange together with what the judge read in it once, so that no law parses or validates again.
 *
 * @example
 * import type { Reading } from "cvm-contract";
 *
 * // Whether a valid request was answered with what the contract declares.
 * export const isAsDeclared = ({ expectation, answer }: Reading): boolean =>
 *   expectation.kind === "acceptance" && answer.kind === "json" && answer.breaches?.length === 0;
 */
export interface Reading extends Exchange {
  /** The operation whose method and path were requested, or the one that a request to another method or path stands beside. */
  readonly operation: Operation;
  readonly expectation: Expectation;
  /** What was answered; `none` when there was no response. */
  readonly answer: Answer;
}
