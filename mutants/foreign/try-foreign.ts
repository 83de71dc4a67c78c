import { keyHeaders, loadLaws, phaseNames, type Report, type RunOptions } from "../../conformance/index.ts";
import { trialPhases } from "../kill-matrix/trial-phases.ts";
import { gate } from "../suites/gate.ts";
import type { ForeignProgram } from "./start-foreign.ts";

/** How a foreign server is tried. */
export interface ForeignTerms {
  /** How many of the cases are sent: all, or as many as `check` sends by itself. */
  readonly budget: RunOptions["budget"];
  readonly seed: number;
  readonly cases: number;
  /** With leave to write, and its state probe; else previews alone. */
  readonly allowWrites: boolean;
  /** This law alone, in the phases that put it to the test, until a finding shows it broken; null for all, to the end. */
  readonly lawId: string | null;
}

/** Starts a foreign server, with one of its bugs or without (null), and holds it to the laws with each of its keys, as `check` does. */
export const tryForeign = async (
  program: ForeignProgram,
  bug: string | null,
  { seed, cases, budget, allowWrites, lawId }: ForeignTerms,
): Promise<Report> => {
  const { subject, keys, stateUrl, close } = await program.start(bug);
  const changes: Partial<RunOptions> = {
    phases: lawId === null ? phaseNames : trialPhases({ killedBy: [lawId] }, await loadLaws()),
    credentials: ["member", "admin", "other"],
    credentialHeaders: keyHeaders(keys),
    stateUrl: allowWrites ? stateUrl : null,
    lawIds: lawId === null ? null : [lawId],
    ...(lawId === null ? {} : { mostFindings: 1, failOn: "should" }),
    seed,
    budget,
  };
  try {
    return await gate({ ...subject, allowWrites }, cases, changes);
  } finally {
    await close();
  }
};

/**
 * The laws that a report's findings break, the binding ones first, each once; those below must with their level. Those below must that the server
 * breaks by choice are left out.
 */
export const lawsFoundBroken = ({ findings }: Report, choices: readonly string[]): readonly string[] => {
  const named = findings
    .flatMap((finding) => [finding, ...finding.also])
    .filter(({ law, level }) => level === "must" || !choices.includes(law))
    .toSorted((a, b) => Number(b.level === "must") - Number(a.level === "must") || (a.law < b.law ? -1 : 1))
    .map(({ law, level }) => (level === "must" ? law : `${law} (${level})`));
  return [...new Set(named)];
};
