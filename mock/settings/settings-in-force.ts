import type { Scenario } from "../scenarios/scenario.ts";
import { changedSettings, defaultSettings, type Settings } from "./settings.ts";

/** The settings that requests are answered by, which change while the mock runs. */
export interface SettingsInForce {
  readonly now: () => Settings;
  /** Rejects with `MockError` on what can't be followed, and leaves everything as it was. */
  readonly change: (words: unknown) => Promise<void>;
  /** Goes on with other scenarios: the one in force by its name, or the usual one where that is gone. */
  readonly useScenarios: (scenarios: readonly Scenario[]) => void;
  /** Calls `listener` whenever they change, until the returned function is called. */
  readonly listen: (listener: () => void) => () => void;
}

/** Makes the settings that a mock starts with. `prepare` is called before state is kept, and may refuse. */
export const createSettings = (initial: readonly Scenario[], prepare: () => Promise<unknown>): SettingsInForce => {
  let scenarios = initial;
  let settings = defaultSettings(scenarios);
  const listeners = new Set<() => void>();
  const use = (next: Settings): void => {
    settings = next;
    for (const listener of listeners) listener();
  };
  return {
    now: () => settings,
    change: async (words) => {
      if (changedSettings(settings, words, scenarios).stateful) await prepare();
      use(changedSettings(settings, words, scenarios));
    },
    useScenarios: (next) => {
      scenarios = next;
      const same = scenarios.find(({ name }) => name === settings.scenario.name);
      use({ ...settings, scenario: same ?? defaultSettings(scenarios).scenario });
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
