import type { Case } from "../cases/case.ts";
import type { Law } from "../cases/law.ts";
import type { Breach } from "../cases/trial.ts";
import type { CheckedOperation } from "../generate/only-operation.ts";
import { traitWords } from "../generate/traits/trait-words.ts";
import { traitsOfPlans } from "../generate/traits/traits-of-plans.ts";
import { withoutLooks } from "../generate/traits/without-looks.ts";
import { fingerprintOf, identityOf } from "./fingerprint.ts";
import { type TraitCodes, traitCodesOf } from "./trait-codes.ts";

/** Names what was seen of one operation in a run by these laws. */
export class CauseNames {
  readonly #checked: CheckedOperation;
  readonly #laws: readonly Law[];
  /** One case may break many laws. */
  readonly #known = new WeakMap<Case["plans"], TraitCodes>();

  constructor(checked: CheckedOperation, laws: readonly Law[]) {
    this.#checked = checked;
    this.#laws = laws;
  }

  /** Names the law and the way in which it was broken. */
  kind({ law, violation }: Breach): string {
    return fingerprintOf(law.id, this.#checked.operation.id, violation.discriminator);
  }

  /** Names a bug: the way in which a law was broken, and what the smallest requests that show it have in them. */
  identity({ law, violation }: Breach, traits: TraitCodes): string {
    return identityOf(law.id, this.#checked.operation.id, violation.discriminator, [...traits]);
  }

  /** The name that version 0.1.0 gave to what was seen. */
  formerly({ law, violation }: Breach): string {
    return fingerprintOf(law.id, this.#checked.operation.id, violation.formerly ?? violation.discriminator);
  }

  /** What a case has in it, as codes. */
  traitsOf({ plans }: Pick<Case, "plans">): TraitCodes {
    const known = this.#known.get(plans);
    if (known !== undefined) return known;
    const traits = traitCodesOf(plans, this.#checked);
    this.#known.set(plans, traits);
    return traits;
  }

  /** The same in words, a phrase each; that it writes is told otherwise, and looks at what was written are left out, for the law adds them. */
  wordsOf({ plans }: Pick<Case, "plans">): readonly string[] {
    const told = withoutLooks(plans, (plan) => this.isWriting({ plans: [plan] }));
    const traits = traitsOfPlans(told, this.#checked, plans.length > 1);
    return traitWords(traits.filter(({ kind }) => kind !== "writes"));
  }

  /** Whether a case asks to write what a preview would not. */
  isWriting({ plans }: Pick<Case, "plans">): boolean {
    return traitsOfPlans(plans, this.#checked).some(({ kind }) => kind === "writes");
  }

  /** Where a law stands among those of the run: of laws that are equally grave the first is told first. */
  rankOf(law: Law): number {
    return this.#laws.indexOf(law);
  }
}
