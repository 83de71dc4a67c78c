import type { PhaseName } from "../cases/phase-name.ts";
import { LawBook } from "../engine/law-book.ts";
import type { RunEvent } from "../report/run-event.ts";
import { isAllowedAnswer } from "./is-allowed-answer.ts";
import type { RunOptions } from "./run-options.ts";
import { chooseLaws } from "./verdicts.ts";

/** The laws of a run. `phase` is the one that it is in, and `tell` hears of a law that fails by itself. */
export const openRunBook = (options: RunOptions, phase: () => PhaseName, tell: (event: RunEvent) => void): LawBook =>
  new LawBook(chooseLaws(options), (law, error) => tell({ kind: "law-failed", law: law.id, error }), {
    profile: options.profile,
    passes: (outcome) => isAllowedAnswer(options, phase(), outcome),
  });
