import type { Case } from "../cases/case.ts";
import { digestOf, type Knowledge } from "../cases/knowledge.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Trial } from "../cases/trial.ts";
import { Novelty } from "../corpus/novelty.ts";
import { recordInput } from "../corpus/record-input.ts";
import { signalsOf } from "../corpus/signals-of.ts";
import type { Shape } from "../generate/schema-shape.ts";
import { type Steer, Steering } from "../generate/steering/steering.ts";
import type { Coverage } from "../report/coverage.ts";
import type { RunOptions } from "./run-options.ts";

/** What a run knows of its target: what the probe learned, and what answers showed since that steers the next round. */
export class Learning {
  readonly #corpus: RunOptions["corpus"];
  readonly #novelty: Novelty | null;
  readonly #steering: Steering | null;
  #knowledge: Knowledge;
  #digest: string | null = null;
  #steer: Steer | null = null;

  constructor(
    options: Pick<RunOptions, "corpus" | "credentials" | "rounds" | "seed">,
    shape: Shape,
    coverage: Coverage,
  ) {
    const { corpus, credentials, rounds, seed } = options;
    this.#corpus = corpus;
    // What is new is told apart only where somebody wants to know: it takes a while.
    this.#novelty = corpus === null && rounds === 1 ? null : new Novelty(signalsOf(coverage));
    this.#steering = rounds === 1 ? null : new Steering(shape, seed);
    this.#knowledge = {
      learned: new Map(),
      seen: new Map(),
      working: new Set(),
      credential: credentials[0] ?? "none",
    };
  }

  /** Names what the probe learned, or null before it did. */
  get digest(): string | null {
    return this.#digest;
  }

  /** What the cases of this round are made from. */
  get knowledge(): Knowledge {
    const steer = this.#steer;
    return steer === null ? this.#knowledge : { ...this.#knowledge, learned: steer.withSeen(this.#knowledge.learned) };
  }

  /** Requests that showed something in earlier rounds. */
  get pool(): readonly RequestPlan[] {
    return this.#steer?.pool ?? [];
  }

  /** Replaces what is known. */
  learn(knowledge: Knowledge): void {
    this.#knowledge = knowledge;
    this.#digest = digestOf(knowledge);
  }

  /** Takes a case and what it gave. */
  note(testCase: Case, trial: Trial, order: number): void {
    this.#novelty?.note(testCase, trial, order);
    this.#steering?.note(trial);
  }

  /** Ends a phase: cases that were the first to show something are kept. */
  async endPhase(): Promise<void> {
    for (const novel of this.#novelty?.drain() ?? []) {
      this.#steering?.admit(novel.testCase);
      await this.#corpus?.keepInput(recordInput(novel));
    }
  }

  /** Begins another round, steered by what the last one showed. */
  beginRound(): void {
    this.#steer = this.#steering?.turn() ?? null;
  }
}
