import { wrapProse } from "../pages/wrap-prose.ts";
import type { ForeignBug } from "./foreign-bugs.ts";
import type { ForeignLanguage } from "./start-foreign.ts";

/** What came of one bug: the laws that were broken with leave to write and without. */
export interface ForeignTrial {
  readonly bug: ForeignBug;
  readonly foundBy: readonly string[];
  readonly foundByPreviews: readonly string[];
}

/** What came of one language's server. */
export interface ForeignResult {
  readonly language: ForeignLanguage;
  /** The laws below must that the server breaks by choice. */
  readonly choices: readonly string[];
  /** The other laws that are broken by the server without a bug: false alarms. */
  readonly falseAlarms: readonly string[];
  readonly trials: readonly ForeignTrial[];
}

const lawsText = (laws: readonly string[]): string => laws.join(", ") || "**survives**";

const nameOf = (language: ForeignLanguage): string => (language === "go" ? "Go" : "Python");

const section = ({ language, choices, falseAlarms, trials }: ForeignResult): readonly string[] => {
  const found = trials.filter(({ foundBy }) => foundBy.length > 0).length;
  const byPreviews = trials.filter(({ foundByPreviews }) => foundByPreviews.length > 0).length;
  const missed = trials.filter(({ bug, foundBy }) => bug.foundBy !== null && foundBy.length === 0);
  const missedText = missed.map(({ bug }) => `${bug.name} (by ${bug.foundBy})`).join(", ");
  return [
    `## ${nameOf(language)}`,
    "",
    `${found} of ${trials.length} bugs are found with leave to write, ${byPreviews} by previews alone. Without a bug the server breaks ${falseAlarms.length === 0 ? "no law" : falseAlarms.join(", ")}.${choices.length === 0 ? "" : ` Not counted is ${choices.join(", ")} (should), which its choice breaks now and then.`}${missed.length === 0 ? "" : ` Missed this time, and found in the tests, which try that law alone: ${missedText}.`}`,
    "",
    "| bug | what is wrong | found by | found by previews alone by |",
    "| --- | --- | --- | --- |",
    ...trials.map(
      ({ bug, foundBy, foundByPreviews }) =>
        `| ${bug.name} | ${bug.says} | ${lawsText(foundBy)} | ${lawsText(foundByPreviews)} |`,
    ),
    "",
  ];
};

/** The published page, in Markdown. */
export const foreignPage = (results: readonly ForeignResult[], seed: number): string =>
  wrapProse(
    [
      "# Foreign servers",
      "",
      "Written by `npm run foreign`; do not edit.",
      "",
      "Laws and mutants come from one mind and share its blind spots. These servers, in Go and Python, and their bugs were written before any was tried, from the",
      "contract, what is said of the operation, and the README, by somebody who had read no law and no mutant, and who knew which kinds of bugs had survived on the",
      "servers of others. A bug that survives is work to do, not a bug that does not matter.",
      "",
      `Each was held to all laws with a member's key, an admin's, and one of another workspace, with as many cases as \`check\` sends by itself, and seed ${seed}; once with leave to write and a state probe, and once with neither. \`npm run foreign -- --thorough NAME\` sends all cases to one of them. A law below must stands with its level.`,
      "",
      ...results.flatMap(section),
    ].join("\n"),
  );
