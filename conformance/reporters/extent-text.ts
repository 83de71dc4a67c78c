import type { Report } from "../report/report.ts";
import { type PreviewsStop, whyPreviewsStopped } from "../report/why-previews-stopped.ts";
import { countText } from "./number-text.ts";

type Extended = Pick<Report, "extent" | "notCarried"> & Partial<Pick<Report, "previews" | "settings" | "phases">>;

const WHILE: Readonly<Record<PreviewsStop, string>> = {
  written: "previews write",
  told: "previews write, by what answers tell",
  refused: "the server writes on what it refuses or fails on",
  unseen: "it can't be seen whether previews write",
};

const howFar = ({ extent, previews, settings, phases = [] }: Extended): readonly string[] => {
  // Reports of versions that knew one extent alone have none.
  const { budget, passes, casesLeft, hadEnoughFindings } = extent ?? {
    budget: "thorough",
    passes: 1,
    casesLeft: 0,
    hadEnoughFindings: false,
  };
  if (hadEnoughFindings)
    return ["Once there were as many findings as --max-findings asked for, nothing more was looked for."];
  if (budget === "thorough" || casesLeft === 0) return [];
  const stop = whyPreviewsStopped(previews ?? null, settings ?? { stateProbe: false });
  if (stop !== null)
    return [
      `${countText(casesLeft)} other cases were not chosen; --thorough sends none of them that are valid and carry a key that was given, either, while ${WHILE[stop]}.`,
    ];
  if (phases.some(({ endedBy }) => endedBy !== undefined))
    return [
      `Not all of the cases that were chosen were sent, for the run was over; ${countText(casesLeft)} others were not chosen: --thorough sends them too.`,
    ];
  return [
    `The most telling cases were sent, and more, in ${passes === 1 ? "one pass" : `${countText(passes)} passes`}, while answers taught something new; ${countText(casesLeft)} others were left out: --thorough sends them too.`,
  ];
};

/** What is to be said of cases that a server in the same process could not be sent. */
const notCarriedTexts = ({ notCarried = [] }: Pick<Report, "notCarried">): readonly string[] =>
  notCarried.length === 0
    ? []
    : [
        `Skipped, for the server is in the same process and HTTP on the wire alone carries it: ${notCarried
          .map(({ what, cases }) => `${what} (${countText(cases)} ${cases === 1 ? "case" : "cases"})`)
          .join("; ")}.`,
      ];

/** What is to be said of how far a run went, a sentence each; nothing where it sent every case that there was. */
export const extentTexts = (report: Extended): readonly string[] => [...howFar(report), ...notCarriedTexts(report)];
