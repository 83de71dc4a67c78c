/** How binding a law is. Source: the contract's text (`must`), its clients and plain sense (`should`), our reference's promise (`reference`). */
export type Level = "must" | "should" | "reference";

/** One way in which a law was broken. All texts are for people; `expected` and `actual` fit on a line each. */
export interface Violation {
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** Says in which way the law was broken, not by what input: equal for two inputs that show the same bug (a counter's name, a status, a schema pointer). */
  readonly discriminator: string;
  /** What the discriminator was in version 0.1.0, where that was another: files of that version know the bug by it. */
  readonly formerly?: string;
  /** It is one bug whatever is in the request: what the smallest one has in it says nothing. */
  readonly isOneCause?: true;
  /** A lower level than the law's own, where the law is less strict about this very case. */
  readonly level?: Level;
  /** It is beyond doubt as it is: no fleet that moves shows this. For what is used up when it is seen, so that it can't be seen again. */
  readonly isConclusive?: true;
}

/** What a law says of one exchange or sequence. `evidence` counts how often it was put to the test: its premise held and it could have failed. */
export interface Judgement {
  readonly evidence: number;
  readonly violations: readonly Violation[];
}

/** The law's premise did not hold, so it said nothing. */
export const notExercised: Judgement = Object.freeze({ evidence: 0, violations: Object.freeze([]) });

/** The law was put to the test once and held. */
export const held: Judgement = Object.freeze({ evidence: 1, violations: Object.freeze([]) });

/** The judgement of one test: broken by the violations given, or held where there are none. */
export const judged = (violations: readonly Violation[]): Judgement =>
  violations.length === 0 ? held : { evidence: 1, violations };
