import { byDiscovery } from "./by-discovery.ts";
import { gravity } from "./gravity.ts";
import type { ReportedFinding } from "./report.ts";

type Ranked = Pick<ReportedFinding, "fingerprint" | "foundIn" | "level" | "known">;

/** Orders findings as people are to read them: the gravest first; of equal ones what is known comes after what is new; then by discovery. */
export const byGravity = (one: Ranked, other: Ranked): number =>
  gravity[other.level] - gravity[one.level] || Number(one.known) - Number(other.known) || byDiscovery(one, other);
