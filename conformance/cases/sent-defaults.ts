/** A property with a default that an answer left out. */
export interface UnsentDefault {
  /** JSON Pointer into the answer, with `*` for every index. */
  readonly at: string;
  /** JSON Pointer into the contract: the default. */
  readonly keyword: string;
  /** How often it was left out. */
  readonly count: number;
}

/** Whether an answer sends the properties for which its schema has a default. */
export interface SentDefaults {
  /** How often such a property could have been sent. */
  readonly chances: number;
  readonly unsent: readonly UnsentDefault[];
}
