/** The phases there are, in the order in which they run. */
export const phaseNames = ["replay", "probe", "boundary", "access", "fuzz", "relations", "writes"] as const;

export type PhaseName = (typeof phaseNames)[number];
