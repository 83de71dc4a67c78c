interface Waiting {
  readonly weight: number;
  readonly letIn: () => void;
}

/** Lets in so many at a time, in the order in which they came; the limit may change meanwhile. */
export class Permits {
  readonly #limit: () => number;
  readonly #waiting: Waiting[] = [];
  #held = 0;
  #holders = 0;

  /** `limit` gives how much weight may be held at once, 1 or more. */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** How many are in. */
  get holders(): number {
    return this.#holders;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves once there is room. What is heavier than the limit goes in alone. Whoever is in has to call what is given, once. */
  async take(weight: number): Promise<() => void> {
    await new Promise<void>((letIn) => {
      this.#waiting.push({ weight, letIn });
      this.update();
    });
    return () => {
      this.#held -= weight;
      this.#holders -= 1;
      this.update();
    };
  }

  /** Lets in whom there is room for: to be called when the limit has grown. */
  update(): void {
    for (;;) {
      const [first] = this.#waiting;
      if (first === undefined || (this.#held > 0 && this.#held + first.weight > this.#limit())) return;
      this.#waiting.shift();
      this.#held += first.weight;
      this.#holders += 1;
      first.letIn();
    }
  }
}
