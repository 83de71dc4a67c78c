import type { Report } from "./report.ts";

/** How many requests were sent after the last phase, to look at what is stored or to confirm what was left; none where nothing went through phases. */
export const requestsAfterPhases = ({ requests, phases }: Pick<Report, "requests" | "phases">): number =>
  phases.length === 0 ? 0 : requests - phases.reduce((sum, phase) => sum + phase.requests, 0);
