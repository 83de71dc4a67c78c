import type { Report, ReportedExtent } from "../report.ts";
import type { ReportedNotCarried } from "../reported-not-carried.ts";
import type { ReportedRefusedKey } from "../reported-refused-key.ts";
import { sum } from "./sum.ts";

const mergeExtents = (extents: readonly ReportedExtent[]): ReportedExtent | null => {
  const [first] = extents;
  if (first === undefined) return null;
  return {
    budget: extents.some(({ budget }) => budget === "learning") ? "learning" : first.budget,
    passes: Math.max(...extents.map(({ passes }) => passes)),
    casesLeft: sum(extents.map(({ casesLeft }) => casesLeft)),
    hadEnoughFindings: extents.some(({ hadEnoughFindings }) => hadEnoughFindings),
  };
};

const mergeNotCarried = (parts: readonly ReportedNotCarried[]): readonly ReportedNotCarried[] =>
  [...Map.groupBy(parts, ({ what }) => what)].map(([what, own]) => ({
    what,
    cases: sum(own.map(({ cases }) => cases)),
  }));

const mergeRefusedKeys = (parts: readonly ReportedRefusedKey[]): readonly ReportedRefusedKey[] =>
  [...Map.groupBy(parts, ({ credential }) => credential).values()].flatMap((own) => own.slice(0, 1));

/** How far all shards went together, and what kept cases from being sent or taken. What went through most passes tells their number. */
export const mergeExtent = (
  reports: readonly Report[],
): Pick<Report, "extent" | "notCarried" | "refusedKeys" | "knowledgeDigest"> => {
  const notCarried = mergeNotCarried(reports.flatMap((report) => report.notCarried ?? []));
  const refusedKeys = mergeRefusedKeys(reports.flatMap((report) => report.refusedKeys ?? []));
  const [knowledgeDigest = null, ...otherDigests] = new Set(reports.map((report) => report.knowledgeDigest));
  return {
    extent: mergeExtents(reports.flatMap(({ extent }) => extent ?? [])),
    ...(notCarried.length === 0 ? {} : { notCarried }),
    ...(refusedKeys.length === 0 ? {} : { refusedKeys }),
    knowledgeDigest: otherDigests.length === 0 ? knowledgeDigest : null,
  };
};
