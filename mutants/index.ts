export { defineMutant, type Mutant, type MutantChange } from "./define-mutant.ts";
export { judgeMatrix, type Matrix } from "./kill-matrix/judge-matrix.ts";
export { matrixPage } from "./kill-matrix/matrix-page.ts";
export { decodeTrialTerms, type Kill, type Trial, type TrialTerms } from "./kill-matrix/trial.ts";
export { tryAll } from "./kill-matrix/try-all.ts";
export { tryMutant } from "./kill-matrix/try-mutant.ts";
export { loadMutant, loadMutants } from "./load-mutants.ts";
export { type MutantWorld, openMutantWorld } from "./start-mutant.ts";
