import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MockError } from "../mock-error.ts";
import { decodeScenario } from "./decode-scenario.ts";
import type { Scenario } from "./scenario.ts";

const parse = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MockError(
      "SCENARIO_FILE",
      `Failed to read the scenario ${file}: it is not JSON (${error instanceof Error ? error.message : String(error)}). Correct it.`,
    );
  }
};

/** Reads one file of scenarios, which is named for what it holds. Rejects with `MockError` where it is no scenario of its name. */
export const readScenarioFile = async (folder: string, file: string): Promise<Scenario> => {
  const scenario = decodeScenario(parse(await readFile(join(folder, file), "utf8"), file), file);
  if (file === `${scenario.name}.json`) return scenario;
  throw new MockError(
    "SCENARIO_FILE",
    `${file} holds the scenario ${JSON.stringify(scenario.name)}. Name the file for it.`,
  );
};
