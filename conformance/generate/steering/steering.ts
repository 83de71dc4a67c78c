import type { Case } from "../../cases/case.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import type { Trial } from "../../cases/trial.ts";
import type { Shape } from "../schema-shape.ts";
import type { Learned } from "../valid-value.ts";
import { SeenValues } from "./seen-values.ts";

/** So many requests are kept to be changed. */
const MAX_POOL = 400;

/** What a round of cases is made from beside the schema. */
export interface Steer {
  /** What the probe learned, and what was seen in answers with it. */
  readonly withSeen: (learned: Learned) => Learned;
  /** Requests that were the first to show something. */
  readonly pool: readonly RequestPlan[];
}

/**
 * Gathers in one round what the cases of the next are made from. Which worker was faster does not tell, so that the same seed
 * sends the same to a server that answers the same.
 */
export class Steering {
  readonly #shape: Shape;
  readonly #salt: string;
  readonly #pool: RequestPlan[] = [];
  #seen: SeenValues;
  #round = 0;

  constructor(shape: Shape, seed: number) {
    this.#shape = shape;
    this.#salt = String(seed);
    this.#seen = this.#fresh();
  }

  note({ readings }: Trial): void {
    for (const reading of readings) this.#seen.note(reading);
  }

  /** Takes a case that showed something new. */
  admit({ plans, relation }: Case): void {
    const [plan] = plans;
    if (relation === null && plan?.body.kind === "json" && this.#pool.length < MAX_POOL) this.#pool.push(plan);
  }

  /** Ends a round: what it showed steers the next one. */
  turn(): Steer {
    const seen = this.#seen;
    this.#round += 1;
    this.#seen = this.#fresh();
    return { withSeen: (learned) => seen.joinedTo(learned, this.#shape), pool: [...this.#pool] };
  }

  #fresh(): SeenValues {
    return new SeenValues(`${this.#salt}/${this.#round}`);
  }
}
