import type { ReportedLaw, Verdict } from "../report/report.ts";
import { counted } from "./number-text.ts";
import { printable } from "./printable.ts";

/** Verdicts that nobody has to act on. */
export const CALM: readonly Verdict[] = ["held", "skipped"];

/** Whether nobody has to act on what became of a law. */
export const isCalm = ({ verdict }: ReportedLaw): boolean => CALM.includes(verdict);

/** Why a law was skipped, as it is said of one law and of several. */
const predicateOf = (why: string, count: number): string => {
  if (/^(?:checked|not among|skipped) /.test(why)) return `${count === 1 ? "is" : "are"} ${why}`;
  if (why.startsWith("is ")) return count === 1 ? why : why.replace("is ", "are ");
  if (/^(?:needs|compares) /.test(why)) return count === 1 ? why : why.replace("s ", " ");
  return `${count === 1 ? "was" : "were"} skipped: ${why}`;
};

/** What became of the laws that nobody has to act on: how many held, and how many were skipped for each reason, the commonest first. */
export const calmTexts = (
  laws: readonly ReportedLaw[],
): readonly { readonly verdict: Verdict; readonly text: string }[] => {
  const held = laws.filter(({ verdict }) => verdict === "held").length;
  const skipped = new Map<string, number>();
  for (const { verdict, missing } of laws) {
    const why = missing ?? "no reason is known";
    if (verdict === "skipped") skipped.set(why, (skipped.get(why) ?? 0) + 1);
  }
  return [
    ...(held === 0 ? [] : [{ verdict: "held" as const, text: `${counted(held, "law")} held` }]),
    ...[...skipped]
      .toSorted(([, a], [, b]) => b - a)
      .map(([why, count]) => ({
        verdict: "skipped" as const,
        text: `${counted(count, "law")} ${printable(predicateOf(why, count))}`,
      })),
  ];
};
