import { readdir } from "node:fs/promises";
import { readScenarioFile } from "./read-scenario-file.ts";
import type { Scenario } from "./scenario.ts";

const FOLDER = import.meta.dirname;

/** Those that answer first, and those that refuse behind them. */
export const inOrder = (scenarios: readonly Scenario[]): readonly Scenario[] =>
  scenarios.toSorted((a, b) => Number(a.kind === "refusal") - Number(b.kind === "refusal"));

/**
 * Every scenario of this folder, those that answer first and those that refuse behind them, each in alphabetical order.
 * Rejects with `MockError` where a file is no scenario of its name.
 */
export const loadScenarios = async (): Promise<readonly Scenario[]> => {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".json")).sort();
  return inOrder(await Promise.all(files.map((file) => readScenarioFile(FOLDER, file))));
};
