import { gravest } from "../outcome.ts";
import type { ReportedFinding, ReportedLaw } from "../report.ts";
import { inAllShards } from "./in-all-shards.ts";

const mergeLaw = (parts: readonly ReportedLaw[], findings: readonly ReportedFinding[]): readonly ReportedLaw[] => {
  const [first] = parts;
  if (first === undefined) return [];
  const evidence = parts.reduce((sum, part) => sum + part.evidence, 0);
  const withVerdict = (verdict: ReportedLaw["verdict"]) => parts.find((part) => part.verdict === verdict);
  const failed = withVerdict("harness-error");
  if (failed !== undefined) return [{ ...failed, evidence }];
  const level = gravest(findings, first.id);
  if (level !== null) return [{ id: first.id, level, verdict: "broken", evidence, missing: null }];
  // What one shard alone has seen counts for all of them.
  const telling = withVerdict("unstable") ?? withVerdict("held") ?? first;
  const alike = parts.filter(({ verdict }) => verdict === telling.verdict);
  return [
    {
      ...telling,
      evidence,
      missing: inAllShards(
        alike.map(({ missing }) => missing),
        " In another shard: ",
      ),
    },
  ];
};

/** What is to be said of each law, given what each shard said of it and the findings of all. */
export const mergeLaws = (
  shards: readonly (readonly ReportedLaw[])[],
  findings: readonly ReportedFinding[],
): readonly ReportedLaw[] =>
  (shards[0] ?? []).flatMap(({ id }) =>
    mergeLaw(
      shards.flatMap((laws) => laws.filter((law) => law.id === id)),
      findings,
    ),
  );
