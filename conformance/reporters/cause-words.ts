import { listed } from "../cases/listed.ts";
import type { Report, ReportedFinding } from "../report/report.ts";
import { countText } from "./number-text.ts";

const areAlike = ({ steps }: ReportedFinding): boolean =>
  new Set(steps.map(({ response: _, ...sent }) => JSON.stringify(sent))).size <= 1;

/**
 * What requests have to have in them to show a finding, in a sentence; null where the plainest ones show it, or that is not known. Of
 * several that differ not each one has it all: a law may add one with which the others are compared.
 */
export const takesText = (finding: ReportedFinding): string | null => {
  const { takes, writes } = finding;
  const parts = [...takes, ...(writes ? ["leave to write"] : [])];
  if (parts.length === 0) return null;
  if (takes.length === 0 || areAlike(finding)) return listed(parts);
  return `${listed(parts)}, ${parts.length > 1 ? "each " : ""}in one of the requests at least`;
};

/** In how many cases it was met, and by which kinds of requests; null where that was not counted. */
export const metText = ({ met }: ReportedFinding, { cases }: Pick<Report, "cases">): string | null => {
  if (met.cases === 0) return null;
  const of = `in ${countText(met.cases)} of ${countText(cases)} cases`;
  const kinds = met.kinds.map((one) => (met.kinds.length === 1 ? one.kind : `${one.kind} (${countText(one.cases)})`));
  return `${of}: ${listed(kinds)}`;
};

/** The other laws that fall with it, each with its level; null where there are none. */
export const alsoText = ({ also }: ReportedFinding): string | null =>
  also.length === 0 ? null : listed(also.map(({ law, level }) => `${law} (${level})`));
