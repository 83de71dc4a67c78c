/** A part of an answer that is compared as one: its fields as texts that are equal where the values mean the same. */
export interface AnswerPart {
  /** What kind of part it is, in a word that does not depend on values. */
  readonly kind: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** An answer in the form in which two are compared: by parts, each under a name for people, in no order. */
export interface ComparableAnswer {
  readonly parts: ReadonlyMap<string, AnswerPart>;
  /** Names of parts that chance may rightly decide: no comparison is to speak of them. */
  readonly unsettled: ReadonlySet<string>;
}
