import type { Law } from "../../conformance/index.ts";
import type { Mutant } from "../define-mutant.ts";
import type { Trial } from "./trial.ts";

/** All trials, and what is wrong with them: sentences, none where the laws find every mutant. */
export interface Matrix {
  readonly trials: readonly Trial[];
  readonly complaints: readonly string[];
}

const listed = (words: readonly string[]): string => (words.length === 0 ? "none" : words.join(", "));

const needlessIn = ({ mutant, kills }: Trial): readonly string[] =>
  kills.flatMap(({ law, needless }) =>
    needless === null ? [] : [`${law} shows ${mutant} with more than it takes: ${needless.join(" then ")} would do.`],
  );

const complaintsAbout = (mutant: Mutant, trial: Trial | undefined): readonly string[] => {
  if (trial === undefined) return [`${mutant.name} was not tried.`];
  if (trial.failure !== null) return [`${mutant.name} came to no verdict: ${trial.failure}.`];
  const laws = trial.kills.map(({ law }) => law);
  if (mutant.killedBy.length === 0)
    return laws.length === 0 ? [] : [`${mutant.name} has no bug and died: ${listed(laws)}.`];
  if (laws.length === 0) return [`${mutant.name} survived; expected to kill it: ${listed(mutant.killedBy)}.`];
  const missed = mutant.killedBy.filter((law) => !laws.includes(law));
  if (missed.length === 0) return [];
  return missed.length === mutant.killedBy.length
    ? [`${mutant.name} died by ${listed(laws)} alone; expected to kill it: ${listed(missed)}.`]
    : [`${mutant.name} is to be killed by ${listed(missed)} too, and died by ${listed(laws)}.`];
};

/** Holds the trials to what mutants and laws say of each other: `killedBy` and `kills`. */
export const judgeMatrix = (
  mutants: readonly Mutant[],
  laws: readonly Pick<Law, "id" | "kills">[],
  trials: readonly Trial[],
): Matrix => {
  const trialOf = new Map(trials.map((trial) => [trial.mutant, trial]));
  const killedBy = (law: string): readonly string[] =>
    trials.filter(({ kills }) => kills.some((kill) => kill.law === law)).map(({ mutant }) => mutant);
  return {
    trials,
    complaints: [
      ...mutants.flatMap((mutant) => complaintsAbout(mutant, trialOf.get(mutant.name))),
      ...trials.flatMap(needlessIn),
      ...laws.flatMap(({ id, kills }) => {
        const killed = killedBy(id);
        const missed = kills.filter((mutant) => !killed.includes(mutant));
        if (killed.length === 0) return [`The law ${id} kills nothing.`];
        return missed.length === 0 ? [] : [`The law ${id} is to kill ${listed(missed)}, and does not.`];
      }),
    ],
  };
};
