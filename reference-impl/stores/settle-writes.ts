import type { InstanceIdWrite, WriteOutcome } from "./cvm-store.ts";

/** What becomes of the writes of one record, and what the rows that change hold in the end, by `cvmId`. */
export interface SettledWrites {
  readonly outcomes: ReadonlyMap<number, WriteOutcome>;
  readonly changed: ReadonlyMap<number, string>;
  /** CVMs whose id another one takes within the same record: a unique index wants theirs gone first. */
  readonly givenUp: readonly number[];
}

/**
 * Plays writes in order, each a compare-and-set, over what the store holds now: `held` has the instance id of every CVM that is
 * written, and of every CVM that holds an id that is wanted. Nothing else may write to these meanwhile.
 */
export const settleWrites = (
  held: ReadonlyMap<number, string | null>,
  writes: readonly InstanceIdWrite[],
): SettledWrites => {
  const now = new Map(held);
  const holders = new Map([...held].flatMap(([cvmId, id]) => (id === null ? [] : [[id, cvmId]])));
  const changed = new Map<number, string>();

  const settle = ({ cvmId, expected, next }: InstanceIdWrite): WriteOutcome => {
    const current = now.get(cvmId);
    if (current === undefined) return { kind: "gone" };
    if (current !== expected) return { kind: "superseded", instanceId: current };
    if ((holders.get(next) ?? cvmId) !== cvmId) return { kind: "taken" };
    if (current !== null) holders.delete(current);
    holders.set(next, cvmId);
    now.set(cvmId, next);
    changed.set(cvmId, next);
    return { kind: "written" };
  };

  const outcomes = new Map(writes.map((write) => [write.cvmId, settle(write)]));
  const before = new Map([...held].map(([cvmId, id]) => [id, cvmId]));
  const givenUp = [...changed].flatMap(([cvmId, id]) => {
    const holder = before.get(id) ?? cvmId;
    return holder === cvmId ? [] : [holder];
  });
  return { outcomes, changed, givenUp };
};
