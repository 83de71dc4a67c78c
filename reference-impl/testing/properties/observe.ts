import type { Scheduler } from "fast-check";
import { isObject } from "../../../contract/index.ts";
import { decodeKeys } from "../../auth/decode-keys.ts";
import type { Cvm } from "../../fleet/fleet.ts";
import { createRefreshEndpoint, type RefreshEndpoint } from "../../http/refresh-endpoint.ts";
import type { Seams } from "../../seams.ts";
import type { CvmStore } from "../../stores/cvm-store.ts";
import { type ManualClock, manualClock } from "../manual-clock.ts";
import { scriptedSources } from "../scripted-sources.ts";
import type { WireItem } from "./model.ts";
import type { Credential, PlannedRequest, Scenario, Step, Upstreams } from "./scenario.ts";

/** A request and its answer, as it was on the wire. `items` are empty where the answer is no report. */
export interface Exchange {
  readonly request: PlannedRequest;
  readonly status: number;
  readonly body: unknown;
  readonly items: readonly WireItem[];
}

/** What one step did. */
export interface StepObservation {
  readonly step: Step;
  readonly before: readonly Cvm[];
  readonly after: readonly Cvm[];
  readonly exchanges: readonly Exchange[];
}

/** What a whole scenario did; `trial` is the last request without and with trouble. */
export interface Observation {
  readonly scenario: Scenario;
  readonly nowMs: number;
  readonly steps: readonly StepObservation[];
  readonly trial: { readonly calm: Exchange; readonly troubled: Exchange };
}

const NOW_MS = 1_000_000;
const DEADLINE_MS = 25_000;

const KEYS = decodeKeys([
  { name: "home-member", key: "home-member", workspace: "home" },
  { name: "away-member", key: "away-member", workspace: "away" },
  { name: "home-admin", key: "home-admin", workspace: "home", admin: true },
]);

/** Whom each credential stands for; null for nobody. */
export const callerOf = (credential: Credential): { readonly workspaceId: string; readonly isAdmin: boolean } | null =>
  KEYS.find(({ name }) => name === credential) ?? null;

const isWireItem = (value: unknown): value is WireItem => isObject(value) && typeof value.status === "string";

const send = async (endpoint: RefreshEndpoint, request: PlannedRequest): Promise<Exchange> => {
  const caller = endpoint.callerOf({ "x-api-key": request.credential });
  if (caller === null) return { request, status: 401, body: null, items: [] };
  const text = request.body === null ? request.invalid : JSON.stringify(request.body);
  const reply = await endpoint.answer(caller, Buffer.from(text), "application/json");
  const body: unknown = JSON.parse(JSON.stringify(reply.body));
  const items = isObject(body) && Array.isArray(body.items) ? body.items.filter(isWireItem) : [];
  return { request, status: reply.status, body, items };
};

type Wait = (what: string) => Promise<void>;

/** The store, with a wait before each of its calls, so that others can come in between. */
const delayed = (store: CvmStore, wait: Wait): CvmStore => ({
  ...store,
  scan: async (query) => {
    await wait("scan");
    return store.scan(query);
  },
  find: async (keys, workspaceId) => {
    await wait("find");
    return store.find(keys, workspaceId);
  },
  holders: async (instanceIds) => {
    await wait("holders");
    return store.holders(instanceIds);
  },
  record: async (attempt) => {
    await wait("record");
    return store.record(attempt);
  },
});

const endpointOver = (
  seams: Seams,
  store: CvmStore,
  upstreams: Upstreams,
  wait: Wait,
  clock: ManualClock,
): RefreshEndpoint =>
  createRefreshEndpoint({
    seams,
    keys: KEYS,
    store: delayed(store, wait),
    sources: scriptedSources(upstreams, wait),
    clock,
    deadlineMs: DEADLINE_MS,
  });

const observeStep = async (
  seams: Seams,
  store: CvmStore,
  before: readonly Cvm[],
  step: Step,
  scheduler: Scheduler,
): Promise<StepObservation> => {
  const wait: Wait = (what) => scheduler.schedule(Promise.resolve(), what);
  const endpoint = endpointOver(seams, store, step.upstreams, wait, manualClock(NOW_MS));
  const exchanges = await scheduler.waitFor(Promise.all(step.requests.map((request) => send(endpoint, request))));
  return { step, before, after: await store.snapshot(), exchanges };
};

const silent: Wait = () => new Promise(() => {});
const atOnce: Wait = async () => {};

/** Lets the deadline pass as soon as the evidence is waited for and nothing but silence is left to come, until the answer is there. */
const passDeadline = async (clock: ManualClock, sent: Promise<unknown>): Promise<void> => {
  let isAnswered = false;
  const answered = sent.finally(() => {
    isAnswered = true;
  });
  while (!isAnswered) {
    await new Promise(setImmediate);
    if (clock.sleepers() === 0) continue;
    await new Promise(setImmediate);
    clock.advance(DEADLINE_MS);
  }
  await answered;
};

/** The trial's request against the same CVMs, once as it is and once with trouble. */
const observeTrial = async (
  seams: Seams,
  store: CvmStore,
  cvms: readonly Cvm[],
  { trial }: Scenario,
): Promise<Observation["trial"]> => {
  const victim = cvms.find(({ cvmId }) => cvmId === trial.victimId);
  const inTrouble = async (isOn: boolean): Promise<Exchange> => {
    const is = (trouble: typeof trial.trouble): boolean => isOn && trial.trouble === trouble;
    await store.restore(cvms, new Map());
    const troubled: CvmStore = {
      ...store,
      record: async (attempt) => {
        if (is("failing-write") && attempt.writes.some(({ cvmId }) => cvmId === trial.victimId))
          throw new Error("The disk is full.");
        return store.record(attempt);
      },
    };
    const { teepod = "", vmUuid = "" } = victim ?? {};
    const script = trial.upstreams[teepod] ?? {};
    const vm = is("garbage") ? { state: "junk" } : is("silence") ? { state: null } : script.vms?.[vmUuid];
    const vms = { ...script.vms, ...(vm === undefined ? {} : { [vmUuid]: vm }) };
    const clock = manualClock(NOW_MS);
    const wait: Wait = (what) =>
      is("silence") && what === `GetInfo ${teepod} ${vmUuid}` ? silent(what) : atOnce(what);
    const endpoint = endpointOver(seams, troubled, { ...trial.upstreams, [teepod]: { ...script, vms } }, wait, clock);
    const sent = send(endpoint, trial.request);
    if (is("silence")) await passDeadline(clock, sent);
    return sent;
  };
  return { calm: await inTrouble(false), troubled: await inTrouble(true) };
};

/**
 * Plays a scenario in process, against the endpoint with these seams, and writes down all that can be seen of it. What the store holds
 * is replaced.
 */
export const observe = async (
  seams: Seams,
  scenario: Scenario,
  scheduler: Scheduler,
  store: CvmStore,
): Promise<Observation> => {
  await store.restore(scenario.cvms, new Map());
  const steps: StepObservation[] = [];
  let now = await store.snapshot();
  for (const step of scenario.steps) {
    const observed = await observeStep(seams, store, now, step, scheduler);
    steps.push(observed);
    now = observed.after;
  }
  return { scenario, nowMs: NOW_MS, steps, trial: await observeTrial(seams, store, now, scenario) };
};
