import { isObject } from "../../contract/index.ts";
import { FAULT_RATE_FORMS, type FaultRates, faultRatesFrom, noFaults } from "../delivery/fault.ts";
import { type Latency, LATENCY_FORMS, latencyFrom, noLatency } from "../delivery/latency.ts";
import { MockError } from "../mock-error.ts";
import type { Scenario } from "../scenarios/scenario.ts";

/** What the mock does with requests that do not say otherwise. */
export interface Settings {
  readonly scenario: Scenario;
  readonly latency: Latency;
  readonly faults: FaultRates;
  /** Answers come from the backend, which remembers, instead of the scenario. */
  readonly stateful: boolean;
}

/** Settings in words, as they are given and shown. */
export interface SettingsInWords {
  readonly scenario: string;
  readonly latency: string;
  readonly faults: string;
  readonly stateful: boolean;
}

const KEYS = ["scenario", "latency", "faults", "stateful"];

const unfit = (name: string, expected: string, value: unknown): MockError =>
  new MockError("SETTINGS", `${name} is ${JSON.stringify(value)}, but it must be ${expected}. Correct it.`);

/** The scenario of that name. Throws `MockError` where there is none. */
export const scenarioNamed = (scenarios: readonly Scenario[], name: unknown): Scenario => {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario !== undefined) return scenario;
  throw new MockError(
    "UNKNOWN_SCENARIO",
    `There is no scenario ${JSON.stringify(name)}. Choose one of ${scenarios.map((one) => one.name).join(", ")}.`,
  );
};

const latencyIn = (value: unknown): Latency => {
  const latency = typeof value === "string" ? latencyFrom(value) : null;
  if (latency === null) throw unfit("latency", LATENCY_FORMS, value);
  return latency;
};

const faultsIn = (value: unknown): FaultRates => {
  const faults = typeof value === "string" ? faultRatesFrom(value) : null;
  if (faults === null) throw unfit("faults", FAULT_RATE_FORMS, value);
  return faults;
};

/** The settings that a mock starts with where nothing else is said. Throws `MockError` where `scenarios` lacks the usual one. */
export const defaultSettings = (scenarios: readonly Scenario[]): Settings => ({
  scenario: scenarioNamed(scenarios, "mixed"),
  latency: noLatency,
  faults: noFaults,
  stateful: false,
});

/** `settings` with what `change` gives in words, which came from outside. Throws `MockError`, which says what can't be followed. */
export const changedSettings = (settings: Settings, change: unknown, scenarios: readonly Scenario[]): Settings => {
  if (!isObject(change)) throw unfit("The change", "an object", change);
  const stranger = Object.keys(change).find((key) => !KEYS.includes(key));
  if (stranger !== undefined)
    throw new MockError("SETTINGS", `There is no setting ${stranger}. There are ${KEYS.join(", ")}.`);
  const { scenario, latency, faults, stateful } = change;
  if (stateful !== undefined && typeof stateful !== "boolean") throw unfit("stateful", "true or false", stateful);
  return {
    scenario: scenario === undefined ? settings.scenario : scenarioNamed(scenarios, scenario),
    latency: latency === undefined ? settings.latency : latencyIn(latency),
    faults: faults === undefined ? settings.faults : faultsIn(faults),
    stateful: stateful ?? settings.stateful,
  };
};

/** Settings as they are shown. */
export const inWords = ({ scenario, latency, faults, stateful }: Settings): SettingsInWords => ({
  scenario: scenario.name,
  latency: latency.text,
  faults: faults.text,
  stateful,
});
