/** What may be particular about a request, or about the value at one place of its body. Names stay as they are: fingerprints are made of them. */
export type TraitKind =
  // Of the request.
  | "other-method"
  | "other-path"
  | "other-header"
  | "other-content-type"
  | "no-content-type"
  | "key"
  | "no-body"
  | "damaged"
  | "spelled"
  | "writes"
  // Of a value.
  | "default"
  | "given"
  | "null"
  | "wrong-type"
  | "at-a-bound"
  | "below"
  | "above"
  | "beyond-16-bits"
  | "beyond-32-bits"
  | "count"
  | "twice"
  | "unknown"
  // Of a string.
  | "empty"
  | "blank"
  | "null-character"
  | "control-character"
  | "invisible-character"
  | "percent"
  | "quote"
  | "double-quote"
  | "backslash"
  | "other-sign"
  | "beyond-ascii"
  | "long"
  | "negative"
  | "beyond-64-bits"
  | "odd-number"
  | "word-of-a-language"
  | "identifier";

/** One thing that a request has in it. */
export interface Trait {
  readonly kind: TraitKind;
  /** The place in the body, such as `cvm_ids[]`; empty where it is of the request as a whole. */
  readonly at: string;
  /** Which, where there are several of a kind: a count that is reached, a method, a type. */
  readonly which?: string;
}

/** A trait as one word of a fingerprint. */
export const traitCode = ({ kind, at, which }: Trait): string => [at, kind, which ?? ""].join(" ");
