import type { PhaseName } from "../cases/phase-name.ts";

/** What decides whether a phase sends previews only. */
interface Writing {
  readonly stateUrl: URL | null;
  /** Those that the run goes through. */
  readonly phases: readonly PhaseName[];
}

const PREVIEWING: ReadonlySet<PhaseName> = new Set(["boundary", "fuzz", "relations"]);

/**
 * Whether a phase sends previews though it may write: where the state can't be restored, what is written once can't be written again,
 * and the laws about what is written come last.
 */
export const sendsPreviewsOnly = (name: PhaseName, round: number, { stateUrl, phases }: Writing): boolean =>
  stateUrl === null && round === 0 && phases.includes("writes") && PREVIEWING.has(name);
