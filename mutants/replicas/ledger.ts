/** What the answers of one round said, and what is to be held against what is stored. */
export interface Ledger {
  /** By CVM, each id that an answer called updated. */
  readonly updated: ReadonlyMap<number, readonly string[]>;
  /** CVMs named by requests that got no answer: what became of them nobody was told. */
  readonly unanswered: ReadonlySet<number>;
}

/** The instance ids of a fleet, by CVM. */
export type StoredIds = ReadonlyMap<number, string | null>;

/** What was answered, what was stored, and the difference, as numbers and, of the difference, as CVMs. */
export interface Difference {
  readonly answered: number;
  readonly stored: number;
  /** Stored, of requests without an answer. */
  readonly storedUnanswered: number;
  /** Answered as updated, and not stored. */
  readonly lost: readonly number[];
  /** Stored, although each request that named it was answered, and none with updated. */
  readonly unsaid: readonly number[];
  /** Answered as updated twice. */
  readonly twice: readonly number[];
  /** Instance ids that two CVMs hold. */
  readonly shared: readonly string[];
}

/** How many CVMs, or ids, are not as they must be. */
export const differences = ({ lost, unsaid, twice, shared }: Difference): number =>
  lost.length + unsaid.length + twice.length + shared.length;

/** Compares what was said with what is stored now and what was before. */
export const compareStored = ({ updated, unanswered }: Ledger, before: StoredIds, now: StoredIds): Difference => {
  const changed = [...now].filter(([cvmId, id]) => id !== (before.get(cvmId) ?? null)).map(([cvmId]) => cvmId);
  const ids = [...now.values()].filter((id) => id !== null);
  const isAnswered = (cvmId: number): boolean => updated.has(cvmId);
  return {
    answered: updated.size,
    stored: changed.length,
    storedUnanswered: changed.filter((cvmId) => !isAnswered(cvmId) && unanswered.has(cvmId)).length,
    lost: [...updated].flatMap(([cvmId, said]) => (said.includes(now.get(cvmId) ?? "") ? [] : [cvmId])),
    unsaid: changed.filter((cvmId) => !isAnswered(cvmId) && !unanswered.has(cvmId)),
    twice: [...updated].flatMap(([cvmId, said]) => (said.length > 1 ? [cvmId] : [])),
    shared: ids.filter((id, index) => ids.indexOf(id) !== index),
  };
};
