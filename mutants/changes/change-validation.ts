import type { Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

type Validation = ReturnType<Seams["validateRequest"]>;

/** Holds a body to something else than the contract. `validate` is the validation as it should be. */
export const changeValidation = (
  change: (body: unknown, validate: Seams["validateRequest"]) => Validation,
): MutantChange => ({
  at: "steps",
  make: ({ validateRequest }) => ({ validateRequest: (body) => change(body, validateRequest) }),
});

/** A refusal for a single fault at `loc`, behind `body`. */
export const refusal = (...loc: readonly (string | number)[]): Validation => ({
  kind: "invalid",
  faults: [{ loc: ["body", ...loc], msg: "Value error", type: "value_error" }],
});
