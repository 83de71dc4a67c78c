import type { RecalledCases } from "../corpus/corpus-file.ts";
import type { RunOptions } from "./run-options.ts";

/** What a run sends again, or null where there is neither a corpus nor a baseline with requests. A baseline's are sent whatever phases were asked for. */
export const recalledCases = ({
  corpus,
  baseline,
  phases,
}: Pick<RunOptions, "corpus" | "baseline" | "phases">): RecalledCases | null => {
  const known = (baseline?.entries ?? []).flatMap(({ record }) => record ?? []);
  const kept = phases.includes("replay") ? corpus : null;
  if (kept === null && known.length === 0) return null;
  const isKnown = (fingerprint: string): boolean => known.some((record) => record.fingerprint === fingerprint);
  return {
    baseline: known,
    findings: (kept?.findings ?? []).filter(({ fingerprint }) => !isKnown(fingerprint)),
    inputs: kept?.inputs ?? [],
  };
};
