import type { MockOptions } from "../../mock/index.ts";
import type { Context } from "../context.ts";
import type { Settings } from "../options/settings.ts";
import { UsageError } from "../options/usage-error.ts";
import { loadFleet } from "../serve/load-fleet.ts";
import { isLoopback } from "../serve/loopback.ts";
import { mockOptions as options } from "./options.ts";
import { referenceBackend } from "./reference-backend.ts";

/** The demo keys are public: what they open must not be within reach of other machines. */
const requireLoopback = (host: string): void => {
  if (isLoopback(host)) return;
  throw new UsageError(
    `With --stateful it takes the demo keys, which everybody knows, so it listens on loopback only, but --host is ${host}.`,
  );
};

/** The allowed host names in the mock's words. */
export const allowedHostsIn = (settings: Settings): NonNullable<MockOptions["allowedHosts"]> => {
  const given = settings.get(options.allowedHosts) ?? [];
  return given.join() === "all" ? "all" : given;
};

/** What the user chose, in the mock's words. Throws `UsageError` where it can't be followed. */
export const mockOptionsFrom = async (settings: Settings, { folder, stderr, nowMs }: Context): Promise<MockOptions> => {
  const host = settings.get(options.host);
  const stateful = settings.get(options.stateful);
  if (stateful) requireLoopback(host);
  const choice = settings.get(options.fleet);
  // One that was given is read at once, so that a file that holds none is told of at start.
  const given = stateful || settings.isGiven(options.fleet) ? await loadFleet(choice, folder) : null;
  const scenario = settings.get(options.scenario);
  const latency = settings.get(options.latency);
  const faults = settings.get(options.faultRate);
  return {
    host,
    port: settings.get(options.port),
    seed: settings.get(options.seed),
    stateful,
    allowedHosts: allowedHostsIn(settings),
    ...(isLoopback(host) ? { openBackend: referenceBackend(async () => given ?? loadFleet(choice, folder)) } : {}),
    ...(scenario === null ? {} : { scenario }),
    ...(latency === null ? {} : { latency }),
    ...(faults === null ? {} : { faults }),
    nowMs,
    onProblem: (problem) => stderr.write(`${new Date(nowMs()).toISOString()} ${String(problem)}\n`),
  };
};
