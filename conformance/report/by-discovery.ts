import { phaseNames } from "../cases/phase-name.ts";
import type { ReportedFinding } from "./report.ts";

const PHASES: readonly ReportedFinding["foundIn"]["phase"][] = ["traffic", ...phaseNames];

type Found = Pick<ReportedFinding, "fingerprint" | "foundIn">;

/** Orders findings by the case that showed them first; those of one case by fingerprint, so that the order is the same in every run. */
export const byDiscovery = (one: Found, other: Found): number =>
  PHASES.indexOf(one.foundIn.phase) - PHASES.indexOf(other.foundIn.phase) ||
  one.foundIn.order - other.foundIn.order ||
  (one.fingerprint < other.fingerprint ? -1 : 1);
