import { assertNever } from "../assert-never.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { AttemptRecord, CvmStore, InstanceIdWrite, WriteOutcome } from "../stores/cvm-store.ts";
import { StoreError } from "../stores/store-error.ts";
import type { RefreshItem } from "./refresh-item.ts";
import type { RefreshOptions } from "./refresh-options.ts";
import { excludedBecause } from "./select.ts";

/** A CVM as it was selected, and what was decided for it. */
export interface Attempt {
  readonly cvm: Cvm;
  readonly item: RefreshItem;
}

/** Writes what was decided and answers with the items as they turned out, in the same order. Never rejects. */
export type Persist = (
  store: Pick<CvmStore, "record">,
  attempts: readonly Attempt[],
  options: RefreshOptions,
  nowMs: number,
) => Promise<readonly RefreshItem[]>;

type Outcomes = ReadonlyMap<number, WriteOutcome>;

const writeOf = ({ cvm, item }: Attempt): readonly InstanceIdWrite[] =>
  item.status === "updated" && item.newInstanceId !== null
    ? [{ cvmId: cvm.cvmId, expected: cvm.instanceId, next: item.newInstanceId }]
    : [];

const failed = (item: RefreshItem): RefreshItem => ({ ...item, status: "error", reason: "store_write_failed" });

/**
 * The answer of a request that lost a race: the one that it would have got right after the winner, except that it writes
 * nothing. What it found may be older than what the winner wrote, so that it must not overwrite that, whatever was allowed.
 */
const afterTheWinner = ({ cvm, item }: Attempt, instanceId: string | null, options: RefreshOptions): RefreshItem => {
  const excluded = excludedBecause({ ...cvm, instanceId }, options);
  if (excluded !== null)
    return {
      ...item,
      status: "skipped",
      oldInstanceId: instanceId,
      newInstanceId: null,
      source: "none",
      verifiedWithGateway: false,
      reason: excluded,
    };
  if (instanceId === null) return failed(item);
  return instanceId === item.newInstanceId
    ? { ...item, status: "unchanged", oldInstanceId: instanceId, reason: "already_synced" }
    : { ...item, status: "conflict", oldInstanceId: instanceId, reason: "instance_id_differs" };
};

const settled = (attempt: Attempt, outcome: WriteOutcome | undefined, options: RefreshOptions): RefreshItem => {
  if (attempt.item.status !== "updated") return attempt.item;
  if (outcome === undefined) return failed(attempt.item);
  switch (outcome.kind) {
    case "written":
      return attempt.item;
    case "superseded":
      return afterTheWinner(attempt, outcome.instanceId, options);
    case "taken":
      return { ...attempt.item, status: "conflict", reason: "instance_id_in_use" };
    case "gone":
      return failed(attempt.item);
    default:
      return assertNever(outcome);
  }
};

/** What became of a record: its outcomes, or none, and then whether it is of use to try its CVMs one by one. */
type Recording =
  | { readonly kind: "recorded"; readonly outcomes: Outcomes }
  | { readonly kind: "failed" }
  | { readonly kind: "out-of-reach" };

const recorded = async (store: Pick<CvmStore, "record">, record: AttemptRecord): Promise<Recording> => {
  try {
    return { kind: "recorded", outcomes: await store.record(record) };
  } catch (problem) {
    return { kind: problem instanceof StoreError && problem.code === "STORE_OUT_OF_REACH" ? "out-of-reach" : "failed" };
  }
};

/** Records each CVM on its own, so that the one whose write fails is the only one that suffers. Ends where the store is out of reach. */
const recordOneByOne = async (
  store: Pick<CvmStore, "record">,
  attempts: readonly Attempt[],
  atMs: number,
): Promise<Outcomes> => {
  const outcomes = new Map<number, WriteOutcome>();
  for (const attempt of attempts) {
    const recording = await recorded(store, { atMs, attempted: [attempt.cvm.cvmId], writes: writeOf(attempt) });
    if (recording.kind === "out-of-reach") break;
    if (recording.kind === "recorded") for (const [cvmId, outcome] of recording.outcomes) outcomes.set(cvmId, outcome);
  }
  return outcomes;
};

const NO_OUTCOMES: Outcomes = new Map();

/** One transaction for the batch; where that fails, one for each CVM, but where the store is out of reach that would only take longer. */
export const persist: Persist = async (store, attempts, options, nowMs) => {
  if (attempts.length === 0) return [];
  const recording = await recorded(store, {
    atMs: nowMs,
    attempted: attempts.map(({ cvm }) => cvm.cvmId),
    writes: attempts.flatMap(writeOf),
  });
  const outcomesOf = async (): Promise<Outcomes> => {
    switch (recording.kind) {
      case "recorded":
        return recording.outcomes;
      case "failed":
        return recordOneByOne(store, attempts, nowMs);
      case "out-of-reach":
        return NO_OUTCOMES;
    }
  };
  const outcomes = await outcomesOf();
  return attempts.map((attempt) => settled(attempt, outcomes.get(attempt.cvm.cvmId), options));
};
