import type { CvmId } from "../../cases/cvm-id.ts";
import type { PreviewRules, ToldItem } from "../../cases/preview-rules.ts";
import type { Reading } from "../../cases/reading.ts";
import type { Ask } from "./asked.ts";
import type { PreviewKnowledge } from "./preview-knowledge.ts";
import { asWritten } from "./told-and-stored.ts";
import type { WrittenCvm } from "./writing-preview.ts";

/** What such looks are read with. */
export interface AwaitedLooksParts {
  readonly rules: PreviewRules;
  readonly knowledge: PreviewKnowledge;
}

/** Knows what previews told changes of that was not looked at, where the run ended before: the server was lost, or time was up. */
export class AwaitedLooks {
  readonly #parts: AwaitedLooksParts;
  readonly #left = new Map<CvmId, ToldItem>();

  constructor(parts: AwaitedLooksParts) {
    this.#parts = parts;
  }

  /** The CVMs that are not looked at, as they were told to be stored. */
  get left(): readonly WrittenCvm[] {
    return [...this.#left.values()].map(asWritten);
  }

  /** Takes down that what an answer shows was looked at. */
  note(reading: Reading): void {
    for (const { cvmId } of this.#parts.rules.told(reading)) this.#left.delete(cvmId);
  }

  /** Does work that looks at CVMs of which changes were told. Where that fails, what was seen until then is taken down. */
  async during<Result>(changes: readonly ToldItem[], ask: Ask, work: (ask: Ask) => Promise<Result>): Promise<Result> {
    const readings: Reading[] = [];
    for (const item of changes) this.#left.set(item.cvmId, item);
    try {
      const result = await work(async (plan) => {
        const reading = await ask(plan);
        readings.push(reading);
        return reading;
      });
      for (const { cvmId } of changes) this.#left.delete(cvmId);
      return result;
    } catch (error) {
      for (const reading of readings) {
        this.#parts.knowledge.note(reading);
        this.note(reading);
      }
      throw error;
    }
  }
}
