import type { Level } from "../cases/judgement.ts";
import type { ReportedFinding } from "./report.ts";

/** At what level a finding breaks a law, as the one that it is told under or as another that falls with it; null where it does not. */
export const levelFor = ({ law, level, also }: ReportedFinding, id: string): Level | null =>
  law === id ? level : (also.find((one) => one.law === id)?.level ?? null);

/** Whether a finding breaks a law, as the one that it is told under or as another that falls with it. */
export const isAbout = (finding: ReportedFinding, id: string): boolean => levelFor(finding, id) !== null;
