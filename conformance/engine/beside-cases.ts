import type { RelationLaw } from "../cases/law.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { singleCase } from "../generate/single-case.ts";
import type { EngineParts } from "./engine-parts.ts";
import { FailedAside } from "./failed-aside.ts";
import type { Asked } from "./previews/asked.ts";
import { type WritingPreview, wroteThoughRefused } from "./previews/writing-preview.ts";
import { type Position, suspectOf } from "./suspect-of.ts";
import { writingCase } from "./writing-case.ts";
import { writingSighting } from "./writing-sighting.ts";

/** Enters what requests show that are no cases: those of the guard of the previews. */
export class BesideCases {
  readonly failed: FailedAside;
  readonly #parts: EngineParts;
  /** Where the run is. */
  readonly #position: () => Position;

  constructor(parts: EngineParts, position: () => Position) {
    this.#parts = parts;
    this.#position = position;
    this.failed = new FailedAside(parts);
  }

  /** Enters a preview that was seen to write among the suspects. Whether the server is well is not asked with previews any more. */
  async enterWriting(law: RelationLaw, seen: WritingPreview): Promise<void> {
    const { book, suspects, names } = this.#parts;
    if (book.laws.includes(law)) {
      const sighting = writingSighting(law, seen, book);
      suspects.add(suspectOf(names, writingCase(seen.plans, law), sighting, this.#position()));
    }
    await this.#sparePreviews(wroteThoughRefused(seen));
  }

  /** Enters a look that showed nothing, and after which no preview is sent, among the suspects where it breaks a law. */
  async enterUnseen({ plan, reading }: Asked): Promise<void> {
    this.#suspect(plan, reading);
    await this.#sparePreviews();
  }

  /** Enters what an answer of the operation to a request of the guard's shows: it counts as evidence in a look alone. */
  enter(plan: RequestPlan, reading: Reading): void {
    const { outcome, answer } = reading;
    if (outcome.kind === "response" && outcome.status === 200 && answer.kind === "json") this.#suspect(plan, reading);
    else this.failed.note(reading);
  }

  #suspect(plan: RequestPlan, reading: Reading): void {
    const { book, suspects, names, countsLooks } = this.#parts;
    const judged = book.judge([reading], null, null, countsLooks);
    for (const breach of judged.breaches) {
      const sighting = { trial: { readings: [reading], ...judged }, breach };
      suspects.add(suspectOf(names, singleCase(plan, this.#parts), sighting, this.#position()));
    }
  }

  /** Has the health of the server asked after without previews, where none is to be sent any more. */
  async #sparePreviews(doesRefusalWrite = false): Promise<void> {
    const { guard, health, invalid } = this.#parts;
    if (guard?.stops === true) await health.askInvalidly(doesRefusalWrite ? [] : invalid);
  }
}
