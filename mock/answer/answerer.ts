import type { IncomingHttpHeaders } from "node:http";
import type { Engine, Wish } from "../engine/open-engine.ts";
import type { Preferences } from "../front/prefer.ts";
import { readJson } from "../front/read-json.ts";
import { detailReply, invalidReply, jsonReply, type Reply } from "../front/reply.ts";
import type { RefusalScenario, Scenario } from "../scenarios/scenario.ts";
import type { Settings } from "../settings/settings.ts";
import type { StateBackend } from "../state/state-backend.ts";
import { answerFromWorld, type World } from "./answer-from-world.ts";
import { indexOf } from "./find-named.ts";
import { toRefreshOptions, unknownProperties } from "./refresh-options.ts";

/** An answer, and which scenario it is from: null where it is from none. */
export interface Answered {
  readonly reply: Reply;
  readonly scenario: string | null;
}

/** Finds the answer to one request of the operation. */
export type Answer = (
  headers: IncomingHttpHeaders,
  body: Buffer,
  preferences: Preferences,
  settings: Settings,
) => Promise<Answered>;

interface AnswererParts {
  readonly engine: Engine;
  readonly scenarios: readonly Scenario[];
  readonly backend: () => Promise<StateBackend>;
}

/** The status under which a scenario answers a valid request. */
export const statusOf = (scenario: Scenario): number => (scenario.kind === "world" ? 200 : scenario.status);

/** Longer lists of ignored names are cut: a header has little room. */
const MAX_IGNORED_CHARACTERS = 1_000;

const ignoredHeader = (body: unknown): Readonly<Record<string, string>> => {
  const names = unknownProperties(body);
  if (names.length === 0) return {};
  const text = names.map((name) => encodeURIComponent(name.slice(0, 100).toWellFormed())).join(", ");
  return { "x-ignored-properties": text.slice(0, MAX_IGNORED_CHARACTERS) };
};

const refused = ({ name, status, body, headers }: RefusalScenario): Answered => ({
  reply: jsonReply(status, body, headers),
  scenario: name,
});

const isPreferred = ({ code, example }: Preferences): boolean => code !== null || example !== null;

/** Makes the answerer. What a request prefers goes before the settings: the setting of a scenario, and of keeping state. */
export const createAnswerer = ({ engine, scenarios, backend }: AnswererParts): Answer => {
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  const worlds = new Map<string, World>();
  const worldOf = (name: string, cvms: World["cvms"]): World => {
    const world = worlds.get(name) ?? { cvms, find: indexOf(cvms) };
    worlds.set(name, world);
    return world;
  };

  /** Prism looks for an example under one status only, so that the status of one that refuses has to be named beside it. */
  const wishOf = ({ code, example }: Preferences, settings: Settings): Wish => {
    const chosen = settings.scenario;
    const name = example ?? (code === null || code === statusOf(chosen) ? chosen.name : null);
    const scenario = name === null ? undefined : byName.get(name);
    return { example: name, code: code ?? (scenario === undefined ? null : statusOf(scenario)) };
  };

  const unknownWish = ({ code, example }: Wish): Reply => {
    const fitting = scenarios.filter((scenario) => code === null || statusOf(scenario) === code);
    const what = [code === null ? "" : `code=${code}`, example === null ? "" : `example=${example}`]
      .filter(Boolean)
      .join(", ");
    const names = (fitting.length === 0 ? scenarios : fitting).map(({ name }) => name).join(", ");
    return detailReply(404, `No scenario fits Prefer: ${what.slice(0, 200)}. There are: ${names}.`);
  };

  return async (headers, body, preferences, settings) => {
    if (settings.stateful && !isPreferred(preferences))
      return { reply: await (await backend()).answer(headers, body), scenario: null };
    const wish = wishOf(preferences, settings);
    const choice = await engine.choose(wish);
    const scenario = choice.kind === "scenario" ? byName.get(choice.name) : undefined;
    if (scenario === undefined) return { reply: unknownWish(wish), scenario: null };
    // Only 422 is about the body: keys, rates and overload are looked at before it is.
    if (scenario.kind === "refusal" && scenario.status !== 422) return refused(scenario);
    const reading = readJson(body, headers["content-type"]);
    if (reading.kind === "unreadable") return { reply: invalidReply([reading.fault]), scenario: null };
    const faults = await engine.faultsOf(reading.value);
    if (faults.length > 0) return { reply: invalidReply(faults), scenario: null };
    if (scenario.kind === "refusal") return refused(scenario);
    const answer = answerFromWorld(worldOf(scenario.name, scenario.cvms), toRefreshOptions(reading.value));
    return { reply: jsonReply(200, answer, ignoredHeader(reading.value)), scenario: scenario.name };
  };
};
