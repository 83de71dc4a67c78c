import type { Json } from "../../contract/index.ts";

/** One place where a JSON body breaks the request schema. */
export interface Fault {
  /** JSON Pointer into the body; `""` is the whole body. */
  readonly at: string;
  /** JSON Pointer into the contract: the keyword that was broken. */
  readonly keyword: string;
}

/** Why a request is outside what the contract speaks of. */
export type Irregularity =
  | "other-method"
  | "other-path"
  | "other-operation"
  | "no-body"
  | "encoded-body"
  | "no-content-type"
  | "other-json-content-type"
  | "other-content-type"
  | "byte-order-mark"
  | "invalid-utf-8"
  | "malformed-json"
  | "lone-surrogate"
  | "noncharacter"
  | "duplicate-keys"
  | "imprecise-number"
  | "too-deep"
  | "too-large";

/**
 * What answer a request is owed, decided from the bytes sent and nothing else.
 * - `acceptance`: well-formed and valid: 200 is owed. `hasIntegerAsFraction`: it spells a whole number as 1.0 or 1e0, which is an
 *   integer to JSON Schema, and none to strict readers of pydantic, Go and serde.
 * - `refusal`: well-formed and invalid: 422 is owed. `stubbornFaults` are those that a lax reader (pydantic) would still see;
 *   where there are none, it could read a valid request in it.
 * - `tolerance`: not well-formed, so any 4xx is right; `isReadable`: some lenient reader could read a valid request in it, so that
 *   to answer 200 breaks nothing that the contract says.
 * Source: RFC 7493 (I-JSON) for what is well-formed.
 */
export type Expectation =
  | { readonly kind: "acceptance"; readonly json: Json; readonly hasIntegerAsFraction?: true }
  | {
      readonly kind: "refusal";
      readonly json: Json;
      readonly faults: readonly Fault[];
      readonly stubbornFaults: readonly Fault[];
    }
  | {
      readonly kind: "tolerance";
      readonly irregularities: readonly Irregularity[];
      readonly isReadable: boolean;
    };
