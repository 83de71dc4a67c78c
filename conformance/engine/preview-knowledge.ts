import type { Operation } from "../../contract/index.ts";
import type { CvmId } from "../cases/cvm-id.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { PreviewRules, ToldItem } from "../cases/preview-rules.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";

/** A trait of previews that told of no update so often is taken for harmless. */
const MOST_IDLE = 3;

/** So often everything is tried out anew because a CVM turned out to be written, by whomever. */
const MOST_DOUBTS = 3;

/** A change that a preview told of, and who had asked. */
export interface Pending {
  readonly item: ToldItem;
  readonly credential: CredentialName;
}

/** What is known of a server's previews: which kinds of them write nothing, and which CVMs they told changes of. */
export class PreviewKnowledge {
  readonly #rules: PreviewRules;
  readonly #operation: Operation;
  /** Traits of previews that were seen not to write, or that never told of anything to be written. */
  readonly #cleared = new Map<string, "proven" | "idle">();
  /** How often previews with a trait told of no update. */
  readonly #idle = new Map<string, number>();
  /** The CVMs that previews told changes of, as they were told last. */
  readonly #pending = new Map<CvmId, Pending>();
  /** What each CVM was called by first. */
  readonly #nameOf = new Map<CvmId, string>();
  readonly #names = new Set<string>();
  #doubts = 0;

  constructor(rules: PreviewRules, operation: Operation) {
    this.#rules = rules;
    this.#operation = operation;
  }

  /** Nothing has been tried out yet. */
  get isBlank(): boolean {
    return this.#cleared.size === 0;
  }

  get pending(): readonly Pending[] {
    return [...this.#pending.values()];
  }

  /** The traits of a request that nothing is known of yet. */
  fresh(plan: RequestPlan): readonly string[] {
    return this.#traits(plan).filter((trait) => !this.#cleared.has(trait));
  }

  /** Whether previews with each trait of this one were seen not to write. */
  isProven(plan: RequestPlan): boolean {
    return this.#traits(plan).every((trait) => this.#cleared.get(trait) === "proven");
  }

  /** The same request with less reach, in series. */
  narrower(plan: RequestPlan): readonly (readonly RequestPlan[])[] {
    return this.#rules.narrower(
      plan,
      this.pending.map(({ item }) => item),
      this.#isKnown,
    );
  }

  /** A look at CVMs by the names that were told first: another spelling may be just what makes a preview write. */
  lookAt(credential: CredentialName, items: readonly ToldItem[]): RequestPlan {
    const names = items.map(({ cvmId, name }) => this.#nameOf.get(cvmId) ?? name);
    return this.#rules.look({ operation: this.#operation, credential }, names);
  }

  /** The same look by `cvm_id`, for a server that knows CVMs by that alone. */
  lookAtNumbers(credential: CredentialName, cvmIds: readonly CvmId[]): RequestPlan {
    return this.#rules.look({ operation: this.#operation, credential }, cvmIds.map(String));
  }

  /** Takes down that previews with these traits wrote nothing. Where none told of an update that shows little; after a few times none is expected to. */
  clear(traits: readonly string[], hasTold: boolean): void {
    for (const trait of traits) {
      const idle = (this.#idle.get(trait) ?? 0) + 1;
      this.#idle.set(trait, idle);
      if (hasTold) this.#cleared.set(trait, "proven");
      else if (idle >= MOST_IDLE && !this.#cleared.has(trait)) this.#cleared.set(trait, "idle");
    }
  }

  /** Takes down that a preview wrote nothing though it told of updates. */
  prove(plan: RequestPlan): void {
    this.clear(this.#traits(plan), true);
  }

  /** Takes down what an answer told of. A CVM that is stored by now as a preview told was written by somebody: all is tried out anew. */
  note(reading: Reading): void {
    for (const item of this.#rules.told(reading)) {
      const pending = this.#pending.get(item.cvmId);
      if (pending !== undefined && pending.item.after === item.before && this.#doubts < MOST_DOUBTS) {
        this.#doubts += 1;
        this.#cleared.clear();
      }
      this.#names.add(item.name).add(String(item.cvmId));
      if (!this.#nameOf.has(item.cvmId)) this.#nameOf.set(item.cvmId, item.name);
      if (item.after === null) this.#pending.delete(item.cvmId);
      else this.#pending.set(item.cvmId, { item, credential: reading.request.credential });
    }
  }

  /** A CVM has been written, by whomever. */
  forget(cvmId: CvmId): void {
    this.#pending.delete(cvmId);
  }

  #traits(plan: RequestPlan): readonly string[] {
    return this.#rules.traits(plan, this.#isKnown);
  }

  readonly #isKnown = (name: string): boolean => this.#names.has(name);
}
