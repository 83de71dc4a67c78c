import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../../contract/index.ts";
import { describeWithPostgres, testDatabase } from "../../../vitest.database.ts";
import { refreshOperation } from "../../refresh/refresh-operation.ts";
import { createSeams, type Seams } from "../../seams.ts";
import type { CvmStore } from "../../stores/cvm-store.ts";
import { createMemoryStore } from "../../stores/memory-store.ts";
import { openPostgresStore } from "../../stores/postgres-store.ts";
import { openSqliteStore } from "../../stores/sqlite-store.ts";
import { type EndpointProperty, endpointProperties } from "./endpoint-properties.ts";
import { type Observation, observe } from "./observe.ts";
import { scenarioArbitrary } from "./scenario-arbitrary.ts";

/** How many sequences reach every outcome, whatever the seed. */
const ALL_OUTCOMES = 2_000;

/** ENDPOINT_SEQUENCES asks for another number of sequences than the one given here. */
const sequencesOr = (given: number): number => Number(process.env["ENDPOINT_SEQUENCES"] ?? given);
/** Far more than one takes: what hangs ends at last, also on a machine that has much else to do. */
const MS_PER_SEQUENCE = 1_000;

/** The rarest of the bugs below shows in one of some hundred sequences; whatever the seed, it is found by this many. */
const MOST_RUNS_TO_FIND_A_BUG = 10_000;

const contract = loadContract(openapiDocument);
const seams = createSeams(contract, refreshOperation(contract));
const properties = endpointProperties(contract);

const holdsOver = (
  all: readonly EndpointProperty[],
  over: Seams,
  store: CvmStore,
  onObserved: (seen: Observation) => void = () => {},
) =>
  fc.asyncProperty(scenarioArbitrary, fc.scheduler(), async (scenario, scheduler) => {
    const observation = await observe(over, scenario, scheduler, store);
    onObserved(observation);
    for (const { check } of all) check(observation);
  });

/** All that can become of a CVM; `already_has_instance_id` is also what a lost race is answered with. */
const OUTCOMES = [
  "conflict instance_id_differs",
  "conflict instance_id_in_use",
  "conflict registered_to_other_app",
  "error deadline_exceeded",
  "error invalid_instance_id",
  "error store_write_failed",
  "error teepod_rpc_failed",
  "skipped already_has_instance_id",
  "skipped ambiguous_gateway_instances",
  "skipped ambiguous_identifier",
  "skipped gateway_host_not_alive",
  "skipped gateway_rpc_failed",
  "skipped instance_id_not_found",
  "skipped invalid_identifier",
  "skipped no_instance_id",
  "skipped not_found",
  "skipped not_running",
  "unchanged already_synced",
  "updated null",
];

/** Plays so many sequences against a store, which is closed after. */
const playSequences = async (sequences: number, store: CvmStore): Promise<void> => {
  const reached = new Set<string>();
  const note = ({ steps, trial }: Observation): void => {
    for (const { items } of [...steps.flatMap(({ exchanges }) => exchanges), trial.troubled])
      for (const { status, reason } of items) reached.add(`${status} ${reason}`);
  };
  try {
    await fc.assert(holdsOver(Object.values(properties), seams, store, note), { numRuns: sequences });
  } finally {
    await store.close();
  }
  // Fewer sequences need not come everywhere.
  if (sequences >= ALL_OUTCOMES) expect([...reached].toSorted()).toEqual(OUTCOMES);
};

/** One file or database for all sequences of a store: each puts its own CVMs in the place of what is there. */
const declareSequences = (storeName: string, given: number, open: () => Promise<CvmStore>): void => {
  const sequences = sequencesOr(given);
  it(
    `${sequences} sequences of requests have every property of the endpoint, over the ${storeName} store`,
    async () => playSequences(sequences, await open()),
    30_000 + sequences * MS_PER_SEQUENCE,
  );
};

declareSequences("memory", ALL_OUTCOMES, async () => createMemoryStore([]));

describe("with a file", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cvm-contract-sequences-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  declareSequences("SQLite", 25, () => openSqliteStore(join(folder, "store.sqlite"), []));
});

describeWithPostgres("with a database", () => {
  declareSequences("PostgreSQL", 25, async () => (await openPostgresStore(await testDatabase(), [])).store);
});

/** One bug for each property, or several where it says several things. */
const BUGS: readonly (readonly [property: keyof typeof properties, bug: string, broken: Seams])[] = [
  [
    "countsSumToScanned",
    "errors are counted as skipped",
    {
      ...seams,
      toResponseBody: (report) => {
        const body = seams.toResponseBody(report);
        return { ...body, skipped: body.skipped + body.errors, errors: 0 };
      },
    },
  ],
  [
    "countsSumToScanned",
    "the limit is one too many",
    {
      ...seams,
      select: (store, caller, options) => seams.select(store, caller, { ...options, limit: options.limit + 1 }),
    },
  ],
  [
    "dryRunsWriteNothing",
    "a dry run of named CVMs writes",
    {
      ...seams,
      toRefreshOptions: (request) => {
        const options = seams.toRefreshOptions(request);
        return { ...options, dryRun: options.dryRun && options.cvmIds === null };
      },
    },
  ],
  [
    "storeEqualsTheModel",
    "nothing is written",
    { ...seams, persist: async (_, attempts) => attempts.map(({ item }) => item) },
  ],
  [
    "storeEqualsTheModel",
    "attempts are not stamped",
    {
      ...seams,
      persist: (store, ...rest) =>
        seams.persist({ record: (attempt) => store.record({ ...attempt, attempted: [] }) }, ...rest),
    },
  ],
  [
    "answersEqualTheModel",
    "GetInfo is not listened to",
    {
      ...seams,
      weigh: (cvm, evidence, isHeldByOther) =>
        seams.weigh(cvm, evidence.kind === "late" ? evidence : { ...evidence, info: null }, isHeldByOther),
    },
  ],
  [
    "answersEqualTheModel",
    "a host that is gone counts as one that is alive",
    {
      ...seams,
      weigh: (cvm, evidence, isHeldByOther) => {
        if (evidence.kind === "late" || evidence.gateway.kind === "failed")
          return seams.weigh(cvm, evidence, isHeldByOther);
        const { idsByAppId, goneIdsByAppId, ...rest } = evidence.gateway.value;
        const gone = (goneIdsByAppId.get(cvm.appId) ?? []).map((instanceId) => ({ kind: "id", instanceId }) as const);
        const ids = new Map([...idsByAppId, [cvm.appId, [...(idsByAppId.get(cvm.appId) ?? []), ...gone]]]);
        const gateway = { kind: "answered", value: { ...rest, idsByAppId: ids, goneIdsByAppId } } as const;
        return seams.weigh(cvm, { ...evidence, gateway }, isHeldByOther);
      },
    },
  ],
  [
    "oldIsWhatWasStored",
    "the old id of an update is left out",
    {
      ...seams,
      decide: (facts, options) => {
        const item = seams.decide(facts, options);
        return item.status === "updated" ? { ...item, oldInstanceId: null } : item;
      },
    },
  ],
  [
    "troubleStaysWithItsCvm",
    "a write that fails fails the batch",
    {
      ...seams,
      persist: async (store, attempts, options, nowMs) => {
        const batch = await seams.persist(store, attempts, options, nowMs);
        const hasFailed = batch.some(({ reason }) => reason === "store_write_failed");
        return hasFailed ? batch.map((item) => ({ ...item, status: "error" as const })) : batch;
      },
    },
  ],
  [
    "troubleStaysWithItsCvm",
    "an id that is none spoils the evidence of all",
    {
      ...seams,
      gather: async (...args) => {
        const evidence = await seams.gather(...args);
        const isSpoilt = [...evidence.values()].some(
          (one) => one.kind === "gathered" && one.state.kind === "answered" && one.state.value.kind === "invalid",
        );
        return isSpoilt ? new Map() : evidence;
      },
    },
  ],
  [
    "troubleStaysWithItsCvm",
    "one late answer makes all late",
    {
      ...seams,
      gather: async (...args) => {
        const evidence = await seams.gather(...args);
        return [...evidence.values()].some(({ kind }) => kind === "late") ? new Map() : evidence;
      },
    },
  ],
  [
    "membersStayAtHome",
    "any member may name any CVM",
    { ...seams, select: (store, caller, options) => seams.select(store, { ...caller, isAdmin: true }, options) },
  ],
  [
    "membersStayAtHome",
    "a wrong key is let in",
    {
      ...seams,
      authenticate: (keys, headers) =>
        seams.authenticate(keys, headers) ?? { name: "", workspaceId: "home", isAdmin: false },
    },
  ],
  [
    "answersSatisfyTheContract",
    "an identifier that names nothing has no number",
    {
      ...seams,
      toResponseBody: (report) => {
        const body = seams.toResponseBody(report);
        const items = body.items.map((item) => (item.cvm_id === 0 ? { ...item, cvm_id: Number.NaN } : item));
        return { ...body, items };
      },
    },
  ],
  [
    "answersSatisfyTheContract",
    "a fault is told without its place",
    {
      ...seams,
      validateRequest: (body) => {
        const validation = seams.validateRequest(body);
        if (validation.kind === "valid") return validation;
        return { kind: "invalid", faults: validation.faults.map((fault) => ({ ...fault, loc: [Number.NaN] })) };
      },
    },
  ],
  [
    "oneWinnerPerCvm",
    "the race is lost and nobody is told",
    {
      ...seams,
      persist: async (store, attempts, options, nowMs) => {
        await seams.persist(store, attempts, options, nowMs);
        return attempts.map(({ item }) => item);
      },
    },
  ],
];

describe("a property of the endpoint fails", () => {
  it.each(BUGS)("%s, where %s", async (name, _, broken) => {
    const result = await fc.check(holdsOver([properties[name]], broken, createMemoryStore([])), {
      numRuns: MOST_RUNS_TO_FIND_A_BUG,
      endOnFailure: true,
    });
    expect(result.failed).toBe(true);
    expect(String(result.errorInstance)).toContain("AssertionError");
  });

  it("is shown for each of them", () => {
    expect(new Set(BUGS.map(([name]) => name))).toEqual(new Set(Object.keys(properties)));
  });
});
