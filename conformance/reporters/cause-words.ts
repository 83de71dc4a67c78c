import type { Report, ReportedFinding } from "../report/report.ts";
import { countText } from "./number-text.ts";

const listed = (parts: readonly string[]): string =>
  [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter((part) => part !== "").join(" and ");

/** What a request has to have in it to show a finding, in a sentence; null where the plainest one shows it, or that is not known. */
export const takesText = ({ takes, writes }: ReportedFinding): string | null => {
  const parts = [...takes, ...(writes ? ["leave to write"] : [])];
  return parts.length === 0 ? null : listed(parts);
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
