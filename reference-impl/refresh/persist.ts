import { assertNever } from "../assert-never.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { AttemptRecord, CvmStore, InstanceIdWrite, WriteOutcome } from "../stores/cvm-store.ts";
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

const NO_OUTCOMES: Outcomes = new Map();

const recordOrNothing = async (store: Pick<CvmStore, "record">, record: AttemptRecord): Promise<Outcomes | null> => {
  try {
    return await store.record(record);
  } catch {
    return null;
  }
};

/** Records each CVM on its own, so that the one whose write fails is the only one that suffers. */
const recordOneByOne = async (
  store: Pick<CvmStore, "record">,
  attempts: readonly Attempt[],
  atMs: number,
): Promise<Outcomes> => {
  const outcomes = new Map<number, WriteOutcome>();
  for (const attempt of attempts) {
    const record = { atMs, attempted: [attempt.cvm.cvmId], writes: writeOf(attempt) };
    for (const [cvmId, outcome] of (await recordOrNothing(store, record)) ?? NO_OUTCOMES) outcomes.set(cvmId, outcome);
  }
  return outcomes;
};

/** One transaction for the batch; where that fails, one for each CVM. */
export const persist: Persist = async (store, attempts, options, nowMs) => {
  if (attempts.length === 0) return [];
  const record = {
    atMs: nowMs,
    attempted: attempts.map(({ cvm }) => cvm.cvmId),
    writes: attempts.flatMap(writeOf),
  };
  const outcomes = (await recordOrNothing(store, record)) ?? (await recordOneByOne(store, attempts, nowMs));
  return attempts.map((attempt) => settled(attempt, outcomes.get(attempt.cvm.cvmId), options));
};
