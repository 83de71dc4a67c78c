import { gravity } from "./gravity.ts";
import { isAbout } from "./is-about.ts";
import type { ReportedFinding } from "./report.ts";

/** Whether a finding has in it all that another one has, breaks no law besides, and breaks its own in the same way, or the other breaks it more gravely. */
const isExplainedBy = (finding: ReportedFinding, other: ReportedFinding): boolean => {
  if (![finding, ...finding.also].every(({ law }) => isAbout(other, law))) return false;
  if (!other.traits.every((trait) => finding.traits.includes(trait))) return false;
  if (gravity[other.level] !== gravity[finding.level]) return gravity[other.level] > gravity[finding.level];
  const isAlike = other.law === finding.law && other.discriminator === finding.discriminator;
  return isAlike && other.traits.length < finding.traits.length;
};

/**
 * Findings without those that another one explains: what was found before that, or by another shard. The other knows the names that
 * version 0.1.0 would have given to them.
 */
export const absorbFindings = (findings: readonly ReportedFinding[]): readonly ReportedFinding[] => {
  const explained = new Map(
    findings.map((finding) => [
      finding,
      findings.filter((other) => other !== finding && isExplainedBy(finding, other)),
    ]),
  );
  return findings
    .filter((finding) => explained.get(finding)?.length === 0)
    .map((finding) => {
      const own = findings.filter((other) => explained.get(other)?.includes(finding) === true);
      return { ...finding, formerly: [...new Set([...finding.formerly, ...own.flatMap(({ formerly }) => formerly)])] };
    });
};
