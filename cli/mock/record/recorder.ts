import type { Exchange } from "../../../conformance/index.ts";
import { type Scenario, scenarioText } from "../../../mock/index.ts";
import type { JudgeScenario } from "../scenario-judge.ts";
import { scenarioFrom } from "./scenario-from.ts";

/** What a recorder works with. */
export interface RecorderParts {
  /** What the scenarios are called; the second one has -2 behind it. */
  readonly name: string;
  /** In a sentence, when they occurred. */
  readonly when: string;
  /** Names that are not to be given again. */
  readonly taken: readonly string[];
  readonly judge: JudgeScenario;
  /** Takes secrets out of a text. */
  readonly redactorFor: (secrets: readonly string[]) => (text: string) => string;
  /** Writes a file into the folder of scenarios. */
  readonly save: (file: string, text: string) => Promise<void>;
  readonly tell: (line: string) => void;
}

/** More answers than that nobody looks through. */
const MOST = 100;

const contentOf = (scenario: Scenario): string => {
  if (scenario.kind !== "world") return `status ${scenario.status}`;
  return scenario.cvms.length === 1 ? "1 CVM" : `${scenario.cvms.length} CVMs`;
};

const sameness = ({ name: _, ...rest }: Scenario): string => JSON.stringify(rest);

/** Makes scenarios of exchanges, each once, and saves those that obey the laws. */
export class Recorder {
  readonly #parts: RecorderParts;
  readonly #taken: Set<string>;
  readonly #seen = new Set<string>();
  #saving: Promise<void> = Promise.resolve();
  #count = 0;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
    this.#taken = new Set(parts.taken);
  }

  /** How many scenarios were recorded. */
  get count(): number {
    return this.#count;
  }

  /** Rejects where a scenario could not be saved. */
  settled(): Promise<void> {
    return this.#saving;
  }

  add(exchange: Exchange, secrets: readonly string[]): void {
    const { judge, redactorFor, tell, when } = this.#parts;
    const name = this.#freeName();
    const reading = scenarioFrom(exchange, redactorFor(secrets), { name, when });
    if (reading.kind === "none") {
      tell(`Not recorded: ${reading.why}.`);
      return;
    }
    const { scenario, notes } = reading;
    if (this.#seen.has(sameness(scenario)) || this.#count >= MOST) return;
    const broken = judge(scenario);
    if (broken !== null) {
      tell(`Not recorded: ${broken}`);
      return;
    }
    this.#seen.add(sameness(scenario));
    this.#taken.add(name);
    this.#count += 1;
    const nth = this.#count;
    this.#saving = this.#saving.then(async () => {
      await this.#parts.save(`${name}.json`, scenarioText(scenario));
      tell(`Recorded ${name}: ${[contentOf(scenario), ...notes].join("; ")}.`);
      if (nth === MOST) tell(`These are ${MOST} scenarios: no more are recorded.`);
    });
    this.#saving.catch(() => {});
  }

  #freeName(): string {
    const { name } = this.#parts;
    let next = name;
    for (let number = 2; this.#taken.has(next); number += 1) next = `${name}-${number}`;
    return next;
  }
}
