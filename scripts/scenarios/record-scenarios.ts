import { isObject } from "../../contract/index.ts";
import { decodeOutcome, decodeScenario, type RecordedCvm, type Scenario } from "../../mock/index.ts";
import {
  createMemoryStore,
  decodeKeys,
  demoKeys,
  type Fleet,
  fleetOfSituations,
  type ReferenceOptions,
  startReference,
  startSimulator,
} from "../../reference-impl/index.ts";
import { refusalsBeforeTheBody } from "./refusals-before-the-body.ts";
import { type RefusalPlan, refusalPlans } from "./refusal-plans.ts";
import { type WorldPlan, worldPlans } from "./world-plans.ts";

const PATH = "/api/v1/cvms/instance-ids";
const KEY = { "x-api-key": "demo-member-key" };
const JSON_TYPE = { "content-type": "application/json" };
/** Headers of an answer that say something of the answer, not of the connection. */
const KEPT_HEADERS = ["www-authenticate", "retry-after"];

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Sends a body to a reference that serves some fleet. */
export type Ask = (body: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

/** The fleet of a plan, in the demo member's workspace. */
export const fleetOf = ({ situations, faults, seed }: WorldPlan): Fleet => {
  const teepods = new Set(["teepod-1", ...situations.map(({ teepod }) => teepod)]);
  const placements = [...teepods].map((teepod) => ({ teepod, gateway: "gateway-1" }));
  return fleetOfSituations(situations, { placements, faults }, seed);
};

/** Starts a reference on a fleet, lets `use` ask it, and stops it. */
export const withReference = async <Result>(
  fleet: Fleet,
  use: (ask: Ask) => Promise<Result>,
  bounds: Pick<ReferenceOptions, "requestsPerMinute" | "maxInHand"> = {},
): Promise<Result> => {
  const simulator = await startSimulator(fleet.world);
  const reference = await startReference({
    host: "127.0.0.1",
    port: 0,
    store: createMemoryStore(fleet.cvms),
    fleet,
    upstreams: simulator,
    keys: decodeKeys(demoKeys),
    ...bounds,
  });
  try {
    return await use(async (body, headers = { ...KEY, ...JSON_TYPE }) => {
      const response = await fetch(new URL(PATH, reference.url), { method: "PATCH", headers: { ...headers }, body });
      const kept = KEPT_HEADERS.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      return { status: response.status, headers: Object.fromEntries(kept), body: await response.json() };
    });
  } finally {
    await reference.close();
    await simulator.close();
  }
};

const itemsOf = ({ status, body }: Answer): readonly Readonly<Record<string, unknown>>[] => {
  if (status === 200 && isObject(body) && Array.isArray(body.items)) return body.items.filter(isObject);
  throw new Error(`The reference answered ${status} ${JSON.stringify(body)} where a preview was expected.`);
};

const recordWorld = async (plan: WorldPlan): Promise<Scenario> => {
  const fleet = fleetOf(plan);
  const everything = { running_only: false, missing_only: false, limit: 500, dry_run: true };
  return withReference(fleet, async (ask) => {
    const plain = itemsOf(await ask(JSON.stringify(everything)));
    const overwritten = itemsOf(await ask(JSON.stringify({ ...everything, overwrite: true })));
    const cvms = plain.map((item): RecordedCvm => {
      const cvm = fleet.cvms.find(({ cvmId }) => cvmId === item.cvm_id);
      const other = overwritten.find(({ cvm_id }) => cvm_id === item.cvm_id);
      if (cvm === undefined || other === undefined)
        throw new Error(`CVM ${String(item.cvm_id)} was answered once only.`);
      const outcome = decodeOutcome(item, plan.name);
      const withLeave = decodeOutcome(other, plan.name);
      return {
        cvm_id: cvm.cvmId,
        vm_uuid: cvm.vmUuid,
        app_id: cvm.appId,
        name: cvm.name,
        running: cvm.status === "running",
        outcome,
        overwritten: JSON.stringify(withLeave) === JSON.stringify(outcome) ? null : withLeave,
      };
    });
    const { name, title, when } = plan;
    return {
      kind: "world",
      name,
      title,
      when,
      request: { headers: JSON_TYPE, body: JSON.stringify(plan.request) },
      cvms,
    };
  });
};

const recordRefusal = async ({ name, title, when, body, hasKey }: RefusalPlan, ask: Ask): Promise<Scenario> => {
  const answer = await ask(body, hasKey ? { ...KEY, ...JSON_TYPE } : JSON_TYPE);
  return decodeScenario(
    { kind: "refusal", name, title, when, request: { headers: JSON_TYPE, body }, ...answer },
    `the recording of ${name}`,
  );
};

/** Records every scenario from the reference, in the order of the plans. */
export const recordScenarios = async (): Promise<readonly Scenario[]> => {
  const scenarios: Scenario[] = [];
  for (const plan of worldPlans) scenarios.push(await recordWorld(plan));
  const anyFleet = fleetOfSituations([], { placements: [{ teepod: "teepod-1", gateway: "gateway-1" }], faults: {} }, 1);
  await withReference(anyFleet, async (ask) => {
    for (const plan of refusalPlans) scenarios.push(await recordRefusal(plan, ask));
  });
  return [...scenarios, ...refusalsBeforeTheBody];
};
