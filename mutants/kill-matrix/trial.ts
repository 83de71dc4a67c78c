import { isObject } from "../../contract/index.ts";

/** What one law found in a mutant. */
export interface Kill {
  readonly law: string;
  /** Sent before the law's first finding was confirmed and shrunk. */
  readonly requests: number;
  readonly elapsedMs: number;
  /** The shrunk requests, each as credential, method, path and body. */
  readonly steps: readonly string[];
  /** Smaller bodies of these requests that break the law just as well, or null where nothing could be left out. */
  readonly needless: readonly string[] | null;
}

/** How mutants are tried. */
export interface TrialTerms {
  /** A 32-bit integer. */
  readonly seed: number;
  /** The case budget of the fuzz phase, from which the others derive theirs. */
  readonly cases: number;
  /** Every case is sent; else, where that is enough, as many as `check` sends where it is not told otherwise. */
  readonly isThorough: boolean;
  /** The whole gate runs to its end, whatever has been found by then. */
  readonly isWhole: boolean;
}

/** The terms that a process which tries mutants was started with, from JSON. Throws where they are none. */
export const decodeTrialTerms = (text: string | undefined): TrialTerms => {
  const value: unknown = JSON.parse(text ?? "null");
  if (isObject(value)) {
    const { seed, cases, isThorough, isWhole } = value;
    if (
      typeof seed === "number" &&
      typeof cases === "number" &&
      typeof isThorough === "boolean" &&
      typeof isWhole === "boolean"
    )
      return { seed, cases, isThorough, isWhole };
  }
  throw new TypeError(
    `${text} are no terms of a trial: {"seed": N, "cases": N, "isThorough": true or false, "isWhole": true or false} is needed.`,
  );
};

/** What the gate made of one mutant. `failure` says why there is no verdict: the server or the harness broke down. */
export interface Trial {
  readonly mutant: string;
  /** In the order in which the findings were made, each law once. */
  readonly kills: readonly Kill[];
  readonly requests: number;
  readonly durationMs: number;
  /** What was sent: `learning` what `check` sends where it is not told otherwise, `thorough` every case, which was needed where that showed too little. */
  readonly budget: "learning" | "thorough";
  /** The whole gate ran to its end; otherwise the trial was over once every law in `killedBy` had found the mutant. */
  readonly isWhole: boolean;
  readonly failure: string | null;
}

const isText = (value: unknown): value is string => typeof value === "string";

const isKill = (value: unknown): value is Kill =>
  isObject(value) &&
  isText(value.law) &&
  typeof value.requests === "number" &&
  typeof value.elapsedMs === "number" &&
  Array.isArray(value.steps) &&
  value.steps.every(isText) &&
  (value.needless === null || (Array.isArray(value.needless) && value.needless.every(isText)));

/** Whether a message from a process that tries mutants is a trial. */
export const isTrial = (value: unknown): value is Trial =>
  isObject(value) &&
  isText(value.mutant) &&
  Array.isArray(value.kills) &&
  value.kills.every(isKill) &&
  typeof value.requests === "number" &&
  typeof value.durationMs === "number" &&
  (value.budget === "learning" || value.budget === "thorough") &&
  typeof value.isWhole === "boolean" &&
  (value.failure === null || isText(value.failure));

/** The trial of a mutant that came to nothing. */
export const failedTrial = (mutant: string, durationMs: number, failure: string): Trial => ({
  mutant,
  kills: [],
  requests: 0,
  durationMs,
  budget: "learning",
  isWhole: false,
  failure,
});
