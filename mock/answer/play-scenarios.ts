import type { Contract, Operation } from "../../contract/index.ts";
import { openEngine } from "../engine/open-engine.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { StateBackend } from "../state/state-backend.ts";
import { type Answer, createAnswerer, statusOf } from "./answerer.ts";

/** Answers out of scenarios that may be exchanged. */
export interface Player {
  readonly answer: Answer;
  readonly scenarios: () => readonly Scenario[];
  /** Answers from then on out of others; what is under way is answered out of the old ones. */
  readonly replace: (scenarios: readonly Scenario[]) => Promise<void>;
}

interface PlayerParts {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly backend: () => Promise<StateBackend>;
}

/** Makes the player of some scenarios. */
export const playScenarios = async (
  initial: readonly Scenario[],
  { contract, operation, backend }: PlayerParts,
): Promise<Player> => {
  const open = async (scenarios: readonly Scenario[]) => ({
    scenarios,
    answer: createAnswerer({ engine: await openEngine(contract, operation, scenarios, statusOf), scenarios, backend }),
  });
  let playing = await open(initial);
  return {
    answer: (...request) => playing.answer(...request),
    scenarios: () => playing.scenarios,
    replace: async (scenarios) => {
      playing = await open(scenarios);
    },
  };
};
