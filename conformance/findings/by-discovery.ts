import { phaseNames } from "../phases/phase.ts";
import type { ReportedFinding } from "../report.ts";

type Found = Pick<ReportedFinding, "fingerprint" | "foundIn">;

/** Orders findings by the case that showed them first; those of one case by fingerprint, so that the order is the same in every run. */
export const byDiscovery = (one: Found, other: Found): number =>
  phaseNames.indexOf(one.foundIn.phase) - phaseNames.indexOf(other.foundIn.phase) ||
  one.foundIn.order - other.foundIn.order ||
  (one.fingerprint < other.fingerprint ? -1 : 1);
