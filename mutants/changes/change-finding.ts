import type { Cvm, Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** What the evidence amounts to for one CVM. */
export type Finding = ReturnType<Seams["weigh"]>;

/** Draws other conclusions from the evidence. */
export const changeFinding = (
  change: (finding: Finding, cvm: Cvm, evidence: Parameters<Seams["weigh"]>[1]) => Finding,
): MutantChange => ({
  at: "steps",
  make: ({ weigh }) => ({
    weigh: (cvm, evidence, isHeldByOther) => change(weigh(cvm, evidence, isHeldByOther), cvm, evidence),
  }),
});
