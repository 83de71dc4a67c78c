/** The phases there are, in the order in which they run. */
export const phaseNames = ["replay", "probe", "boundary", "fuzz", "relations", "access", "writes"] as const;

export type PhaseName = (typeof phaseNames)[number];
