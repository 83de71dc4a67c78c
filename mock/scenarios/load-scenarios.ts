import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MockError } from "../mock-error.ts";
import { decodeScenario } from "./decode-scenario.ts";
import type { Scenario } from "./scenario.ts";

const FOLDER = import.meta.dirname;

const parse = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new MockError(
      "SCENARIO_FILE",
      `Failed to read the scenario ${file}: it is not JSON. Record it anew with \`npm run scenarios\`.`,
    );
  }
};

/**
 * Every scenario of this folder, those that answer first and those that refuse behind them, each in alphabetical order.
 * Rejects with `MockError` where a file is no scenario of its name.
 */
export const loadScenarios = async (): Promise<readonly Scenario[]> => {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".json")).sort();
  const scenarios = await Promise.all(
    files.map(async (file) => {
      const scenario = decodeScenario(parse(await readFile(join(FOLDER, file), "utf8"), file), file);
      if (file === `${scenario.name}.json`) return scenario;
      throw new MockError(
        "SCENARIO_FILE",
        `${file} holds the scenario ${JSON.stringify(scenario.name)}. Name the file for it.`,
      );
    }),
  );
  return scenarios.toSorted((a, b) => Number(a.kind === "refusal") - Number(b.kind === "refusal"));
};
