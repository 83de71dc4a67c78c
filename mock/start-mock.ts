import { loadContract, openapiDocument } from "../contract/index.ts";
import { playScenarios } from "./answer/play-scenarios.ts";
import { addConsoleRoutes } from "./console/console-routes.ts";
import { loadPageAssets } from "./console/page-assets.ts";
import { addRootRoute } from "./console/root-route.ts";
import { type AllowedHosts, HOST_FORMS, isHostEntry } from "./control/allowed-hosts.ts";
import { addControlRoutes } from "./control/control-routes.ts";
import { CONTROL_PREFIX, ownRoutes } from "./control/own-routes.ts";
import { seededRandom } from "./delivery/random.ts";
import { createExchangeLog, type Exchange } from "./exchanges/exchange-log.ts";
import { allowAnyOrigin } from "./front/cors.ts";
import { createFront } from "./front/create-front.ts";
import { addOperationRoute } from "./front/operation-route.ts";
import { mockDocument } from "./engine/mock-document.ts";
import { MockError } from "./mock-error.ts";
import { refreshOperation } from "./refresh-operation.ts";
import { inOrder, loadScenarios } from "./scenarios/load-scenarios.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { inWords, type SettingsInWords } from "./settings/settings.ts";
import { createSettings } from "./settings/settings-in-force.ts";
import type { OpenStateBackend } from "./state/state-backend.ts";
import { createStateSwitch } from "./state/state-switch.ts";

/** What a mock is started with; all of it may be left out. */
export interface MockOptions extends Partial<SettingsInWords> {
  /** 127.0.0.1 where left out. */
  readonly host?: string;
  /** A free one where left out. */
  readonly port?: number;
  /** Host names under which the console and the rest of `/__mock` are served, beside addresses, localhost and `host`; none where left out. */
  readonly allowedHosts?: AllowedHosts;
  /** Decides random latencies and faults: a 32-bit integer, 1 where left out. */
  readonly seed?: number;
  /** Scenarios beside the built-in ones. That they obey the laws is the caller's to see to. */
  readonly ownScenarios?: readonly Scenario[];
  /** What is put behind the mock for keeping state; without it, it can't. */
  readonly openBackend?: OpenStateBackend;
  /** Told of every problem that is not a client's. */
  readonly onProblem?: (problem: unknown) => void;
  /** How long a client may take to send a request; 20 s where left out. */
  readonly requestTimeoutMs?: number;
  /** Milliseconds since the Unix epoch. */
  readonly nowMs?: () => number;
}

/** A running mock. */
export interface Mock {
  /** Its origin, as in `http://127.0.0.1:4010`. */
  readonly url: string;
  /** The settings in force. */
  readonly settings: () => SettingsInWords;
  /** Changes some settings from the next request on. Rejects with `MockError` on what can't be followed. */
  readonly change: (settings: Partial<SettingsInWords>) => Promise<void>;
  /** Answers from then on out of these and the built-in scenarios. Rejects with `MockError` where one has the name of a built-in one. */
  readonly useScenarios: (own: readonly Scenario[]) => Promise<void>;
  /** Starts the state over. Rejects with `MockError` where there is none. */
  readonly reset: () => Promise<void>;
  /** The latest hundred exchanges, oldest first, keys hidden. */
  readonly exchanges: () => readonly Exchange[];
  /** Calls `listener` with each new exchange until the returned function is called. */
  readonly onExchange: (listener: (exchange: Exchange) => void) => () => void;
  /** Ends all connections and frees the port. */
  readonly close: () => Promise<void>;
}

/** Those that were given, checked, and the one on which the mock listens. Throws `MockError`. */
const allowedHostsOf = (given: AllowedHosts, host: string): AllowedHosts => {
  if (given === "all") return given;
  const stranger = given.find((entry) => !isHostEntry(entry));
  if (stranger === undefined) return [...given, host];
  throw new MockError(
    "SETTINGS",
    `allowedHosts has ${JSON.stringify(stranger)}, but each must be ${HOST_FORMS}; or all alone. Correct it.`,
  );
};

const joined = (builtIn: readonly Scenario[], own: readonly Scenario[]): readonly Scenario[] => {
  const taken = own.find(({ name }) => builtIn.some((other) => other.name === name));
  if (taken === undefined) return inOrder([...own, ...builtIn]);
  throw new MockError("SCENARIO_FILE", `There is a scenario ${taken.name} already. Give yours another name.`);
};

/** Starts a mock. Rejects with `MockError` on settings that can't be followed, and with Node.js's own error where it can't listen. */
export const startMock = async (options: MockOptions = {}): Promise<Mock> => {
  const { host = "127.0.0.1", port = 0, seed = 1, onProblem = () => {}, nowMs = Date.now } = options;
  const { scenario, latency, faults, stateful } = options;
  const allowed = allowedHostsOf(options.allowedHosts ?? [], host);
  const builtIn = await loadScenarios();
  const state = createStateSwitch(options.openBackend ?? null);
  const initial = joined(builtIn, options.ownScenarios ?? []);
  const settings = createSettings(initial, state.backend);
  const given = Object.entries({ scenario, latency, faults, stateful }).filter(([, value]) => value !== undefined);
  await settings.change(Object.fromEntries(given));

  const contract = loadContract(openapiDocument);
  const operation = refreshOperation(contract);
  const player = await playScenarios(initial, { contract, operation, backend: state.backend });
  const log = createExchangeLog();
  const app = createFront({ onProblem, requestTimeoutMs: options.requestTimeoutMs ?? 20_000 });
  await allowAnyOrigin(app, CONTROL_PREFIX, [operation.method]);
  const random = seededRandom(seed);
  addOperationRoute(app, operation, { answer: player.answer, settings: settings.now, log, random, nowMs });
  addRootRoute(app);
  const shownSettings = () => ({ ...inWords(settings.now()), canKeepState: state.isPossible });
  const route = ownRoutes(app, allowed);
  const { scenarios } = player;
  addControlRoutes(route, {
    operation,
    scenarios,
    document: () => mockDocument(contract, operation, scenarios()),
    settings: shownSettings,
    change: settings.change,
    log,
    state,
  });
  addConsoleRoutes(route, {
    assets: await loadPageAssets(),
    log,
    scenarios,
    settings: shownSettings,
    onSettings: settings.listen,
  });
  return {
    url: await app.listen({ host, port }),
    settings: () => inWords(settings.now()),
    change: settings.change,
    useScenarios: async (own) => {
      await player.replace(joined(builtIn, own));
      settings.useScenarios(scenarios());
    },
    reset: async () => (await state.backend()).reset(),
    exchanges: log.latest,
    onExchange: log.listen,
    close: async () => {
      await app.close();
      await state.close();
    },
  };
};
