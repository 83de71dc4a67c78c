import { readdir } from "node:fs/promises";
import { readScenarioFile, type Scenario } from "../../mock/index.ts";
import { UsageError } from "../options/usage-error.ts";
import type { JudgeScenario } from "./scenario-judge.ts";

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The scenarios of a folder, a file each. */
export class OwnScenarios {
  readonly #folder: string;
  readonly #judge: JudgeScenario;
  /** Names of scenarios that there are already. */
  readonly #taken: readonly string[];
  #byFile: ReadonlyMap<string, Scenario> = new Map();

  constructor(folder: string, judge: JudgeScenario, taken: readonly string[]) {
    this.#folder = folder;
    this.#judge = judge;
    this.#taken = taken;
  }

  get scenarios(): readonly Scenario[] {
    return [...this.#byFile.values()];
  }

  /** Reads the folder anew. Gives what is wrong with which file; of a faulty one what was read before is kept. Rejects with `UsageError` where there is no such folder. */
  async read(): Promise<readonly string[]> {
    const files = await readdir(this.#folder).catch((error: unknown) => {
      throw new UsageError(`Failed to read the folder of --scenarios: ${reasonOf(error)}.`);
    });
    const problems: string[] = [];
    const found = new Map<string, Scenario>();
    for (const file of files.filter((name) => name.endsWith(".json")).sort()) {
      const scenario = await this.#readFile(file).catch((error: unknown) => {
        problems.push(reasonOf(error));
        return this.#byFile.get(file);
      });
      if (scenario !== undefined) found.set(file, scenario);
    }
    this.#byFile = found;
    return problems;
  }

  async #readFile(file: string): Promise<Scenario> {
    const scenario = await readScenarioFile(this.#folder, file);
    if (this.#taken.includes(scenario.name))
      throw new UsageError(`${file}: there is a built-in scenario of that name. Give yours another.`);
    const broken = this.#judge(scenario);
    if (broken !== null) throw new UsageError(`${file}: ${broken}`);
    return scenario;
  }
}
