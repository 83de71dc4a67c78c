import type { Outcome } from "../cases/exchange.ts";
import { type Judgement, notExercised } from "../cases/judgement.ts";
import type { ExchangeLaw, Law, RelationLaw } from "../cases/law.ts";
import type { Reading } from "../cases/reading.ts";
import type { StoredAround } from "../cases/stored.ts";
import type { Breach, Judged } from "../cases/trial.ts";
import { isPutOff, isTooFast } from "../target/put-off.ts";

/** What became of one law in a run. */
export interface LawRecord {
  evidence: number;
  /** Cases that were sent for it, of a law that compares several answers. */
  cases: number;
  /** Those of them that an answer 429 or 503 kept from being evidence. */
  casesPutOff: number;
  /** The law threw: a fault of the harness, after which it is not asked again. */
  error: Error | null;
}

/** Which reading a law is asked about, null for all of them, and whether it was put off, so that a law that it does not break is not put to the test either. */
interface Asked {
  readonly step: number | null;
  readonly wasPutOff: boolean;
}

/** What is not held against a server. */
export interface Leniency {
  /** Under `contract` no violation counts that a law itself calls one of our reference's own promises. */
  readonly profile: "contract" | "reference";
  /** Answers that no law judges, for the user lets them pass. */
  readonly passes?: (outcome: Outcome) => boolean;
}

/** The laws of a run, and what they have seen. */
export class LawBook {
  readonly laws: readonly Law[];
  readonly #records: ReadonlyMap<string, LawRecord>;
  readonly #exchangeLaws: readonly ExchangeLaw[];
  readonly #profile: Leniency["profile"];
  readonly #passes: (outcome: Outcome) => boolean;
  readonly #onFailure: (law: Law, error: Error) => void;

  constructor(
    laws: readonly Law[],
    onFailure: (law: Law, error: Error) => void,
    { profile, passes = () => false }: Leniency,
  ) {
    this.laws = laws;
    this.#records = new Map(laws.map((law) => [law.id, { evidence: 0, cases: 0, casesPutOff: 0, error: null }]));
    this.#exchangeLaws = laws.filter((law) => law.kind === "exchange");
    this.#onFailure = onFailure;
    this.#profile = profile;
    this.#passes = passes;
  }

  /** Whether an answer is judged by no law, for the user lets it pass. */
  passes(outcome: Outcome): boolean {
    return this.#passes(outcome);
  }

  recordOf(id: string): LawRecord | undefined {
    return this.#records.get(id);
  }

  /** Counts what put a law to the test and that its own judging did not count: looks beside its cases, and what the store alone shows. */
  addEvidence({ id }: Law, pieces: number): void {
    const record = this.#records.get(id);
    if (record !== undefined) record.evidence += pieces;
  }

  get relations(): readonly RelationLaw[] {
    return this.laws.filter((law) => law.kind === "relation");
  }

  /**
   * Judges one case's readings. Evidence is counted only where `counts` says so: repetitions and shrinking are no new evidence. An answer
   * that puts the request off is none either: 429 is judged by no law, 503 only as the failure that it may be, and so is evidence for what it breaks alone.
   * What the user lets pass is judged by none.
   */
  judge(
    readings: readonly Reading[],
    stored: StoredAround | null,
    relation: RelationLaw | null,
    counts: boolean,
  ): Judged {
    const breaches: Breach[] = [];
    const exercised: string[] = [];
    const ask = (law: Law, judge: () => Judgement, { step, wasPutOff }: Asked): void => {
      const { evidence, violations } = this.#ask(law, judge, { counts, wasPutOff });
      if (evidence > 0 && (!wasPutOff || violations.length > 0)) exercised.push(law.id);
      for (const violation of violations) breaches.push({ law, violation, step });
    };
    for (const [step, reading] of readings.entries())
      if (!isTooFast(reading.outcome) && !this.#passes(reading.outcome))
        for (const law of this.#exchangeLaws)
          ask(law, () => law.judge(reading), { step, wasPutOff: isPutOff(reading.outcome) });
    if (relation !== null && counts) this.#countCase(relation, readings);
    if (relation !== null && !readings.some(({ outcome }) => isPutOff(outcome) || this.#passes(outcome)))
      ask(relation, () => relation.judge(readings, stored), { step: null, wasPutOff: false });
    return { breaches, exercised };
  }

  /** Takes a law that failed by itself out of the run: a fault of the harness, no verdict on the server. */
  fail(law: Law, problem: unknown): void {
    const record = this.#records.get(law.id);
    if (record === undefined || record.error !== null) return;
    record.error = problem instanceof Error ? problem : new Error(String(problem));
    this.#onFailure(law, record.error);
  }

  #countCase({ id }: RelationLaw, readings: readonly Reading[]): void {
    const record = this.#records.get(id);
    if (record === undefined) return;
    record.cases += 1;
    if (readings.some(({ outcome }) => isPutOff(outcome))) record.casesPutOff += 1;
  }

  #ask(
    law: Law,
    judge: () => Judgement,
    { counts, wasPutOff }: { readonly counts: boolean; readonly wasPutOff: boolean },
  ): Judgement {
    const record = this.#records.get(law.id);
    if (record === undefined || record.error !== null) return notExercised;
    try {
      const { evidence, violations: all } = judge();
      const isWhole = this.#profile === "reference" || all.length === 0;
      const violations = isWhole ? all : all.filter(({ level }) => level !== "reference");
      if (counts && (!wasPutOff || violations.length > 0)) record.evidence += evidence;
      return { evidence, violations };
    } catch (error) {
      this.fail(law, error);
      return notExercised;
    }
  }
}
