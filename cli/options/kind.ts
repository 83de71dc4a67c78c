/** What a given value means, or what was expected instead: `a whole number`. */
export type Decoded<Value> =
  | { readonly isValid: true; readonly value: Value }
  | { readonly isValid: false; readonly expected: string };

/** A kind of option value. `decode` takes text (of a flag or the environment) or JSON (of the configuration file). */
export interface Kind<Value> {
  /** What stands for the value in the help, such as `URL`; null for a switch, which takes none. */
  readonly placeholder: string | null;
  /** May be given several times; `decode` then gets an array of all that were given. */
  readonly isRepeatable: boolean;
  readonly decode: (given: unknown) => Decoded<Value>;
  /** What of a refused value a message may show, null where nothing; without it, all of a value that is no secret. */
  readonly shown?: (given: unknown) => string | null;
}

/** The given value means `value`. */
export const valid = <Value>(value: Value): Decoded<Value> => ({ isValid: true, value });

/** The given value means nothing; `expected` completes the sentence "--flag needs ...". */
export const invalid = (expected: string): Decoded<never> => ({ isValid: false, expected });
