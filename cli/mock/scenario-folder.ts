import { resolve } from "node:path";
import type { Mock, Scenario } from "../../mock/index.ts";
import { UsageError } from "../options/usage-error.ts";
import { watchFolder } from "./watch-folder.ts";

/** A folder of scenarios of one's own, read. */
export interface ScenarioFolder {
  readonly scenarios: readonly Scenario[];
  /** Has a mock follow what changes in the folder, until the returned function is called. */
  readonly follow: (mock: Mock, tell: (line: string) => void) => () => Promise<void>;
}

const counted = (count: number): string => `${count} ${count === 1 ? "scenario" : "scenarios"} of your own`;

/** Reads the folder that the user named, from `folder` on. Throws `UsageError`, which says what is wrong with which file. */
export const openScenarioFolder = async (place: string, folder = ""): Promise<ScenarioFolder> => {
  const { loadScenarios } = await import("../../mock/index.ts");
  const { OwnScenarios } = await import("./own-scenarios.ts");
  const { scenarioJudge } = await import("./scenario-judge.ts");
  const path = resolve(folder, place);
  const own = new OwnScenarios(
    path,
    await scenarioJudge(),
    (await loadScenarios()).map(({ name }) => name),
  );
  const problems = await own.read();
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return {
    scenarios: own.scenarios,
    follow: (mock, tell) => {
      const reload = async (): Promise<void> => {
        for (const problem of await own.read()) tell(`${problem} What was read before is kept.`);
        await mock.useScenarios(own.scenarios);
        tell(`${place} was read anew: ${counted(own.scenarios.length)}.`);
      };
      return watchFolder(path, reload, (error) => tell(`${place} can't be followed: ${String(error)}`));
    },
  };
};
