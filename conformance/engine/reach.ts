import type { Case } from "../cases/case.ts";
import type { InProcessApp } from "../target/in-process/app.ts";
import { beyondReach } from "../target/in-process/beyond-fetch.ts";

/** Whether cases can be brought to the target: over HTTP all of them can, to an application in this process perhaps not. */
export class Reach {
  readonly #app: InProcessApp | null;
  readonly #isDirect: boolean;
  readonly #notCarried = new Map<string, number>();

  /** `isDirect`: what is not in this process is at the host that its URL names. */
  constructor(app: InProcessApp | null, isDirect: boolean) {
    this.#app = app;
    this.#isDirect = isDirect;
  }

  /** A connection to the host that the target's URL names would be one to the target. */
  get isDirect(): boolean {
    return this.#app === null && this.#isDirect;
  }

  /** What kept cases from being sent, and how many. */
  get notCarried(): ReadonlyMap<string, number> {
    return this.#notCarried;
  }

  /** Whether all of a case can be sent. */
  carries(testCase: Case): boolean {
    return this.#beyond(testCase) === undefined;
  }

  /** Whether a case of a phase can be sent; one that can't is counted. */
  admits(testCase: Case): boolean {
    const beyond = this.#beyond(testCase);
    if (beyond !== undefined) this.#notCarried.set(beyond, (this.#notCarried.get(beyond) ?? 0) + 1);
    return beyond === undefined;
  }

  #beyond({ plans }: Case): string | undefined {
    return plans.map((plan) => beyondReach(this.#app, plan)).find((what) => what !== null) ?? undefined;
  }
}
