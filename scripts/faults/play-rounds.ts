import {
  type Callers,
  compareStored,
  differences,
  type Replicas,
  startCallers,
  storedIds,
} from "../../mutants/index.ts";

/** What befalls the servers while callers are at them. */
export interface Rounds {
  readonly replicas: Replicas;
  readonly callers: number;
  /** CVMs that each request names. */
  readonly perRequest: number;
  /** Whether there is another round, after so many. */
  readonly goesOn: (played: number) => boolean;
  /** What befalls them in one round; with it the round's requests end. */
  readonly befall: (calling: Callers) => Promise<void>;
  /** Mends what befell them, so that they can be asked what is stored. */
  readonly mend: () => Promise<void>;
}

interface Totals {
  answered: number;
  stored: number;
  storedUnanswered: number;
  differing: number;
  readonly statuses: Map<number, number>;
  readonly items: Map<string, number>;
}

const addAll = <Key>(totals: Map<Key, number>, counts: ReadonlyMap<Key, number>): void => {
  for (const [key, count] of counts) totals.set(key, (totals.get(key) ?? 0) + count);
};

/**
 * Plays rounds: each begins with the fleet as it was made, has callers write to it while something befalls the servers, and compares
 * what was answered with what is stored. Prints each difference and the sums; gives whether there was none.
 */
export const playRounds = async (rounds: Rounds): Promise<boolean> => {
  const { replicas, callers, perRequest } = rounds;
  const totals: Totals = {
    answered: 0,
    stored: 0,
    storedUnanswered: 0,
    differing: 0,
    statuses: new Map(),
    items: new Map(),
  };
  const startMs = Date.now();
  let played = 0;
  for (; rounds.goesOn(played); played += 1) {
    const before = await storedIds(replicas.front.url, true);
    const missing = [...before].filter(([, id]) => id === null).map(([cvmId]) => cvmId);
    const calling = startCallers(replicas.front.url, missing, { callers, perRequest });
    await rounds.befall(calling);
    await calling.end();
    await rounds.mend();
    const difference = compareStored(calling.ledger, before, await storedIds(replicas.front.url, false));
    if (differences(difference) > 0) console.error(`round ${played + 1}: ${JSON.stringify(difference)}`);
    totals.answered += difference.answered;
    totals.stored += difference.stored;
    totals.storedUnanswered += difference.storedUnanswered;
    totals.differing += differences(difference);
    addAll(totals.statuses, calling.statuses);
    addAll(totals.items, calling.items);
  }
  const statuses = [...totals.statuses].toSorted(([a], [b]) => a - b);
  const items = [...totals.items].toSorted(([, a], [, b]) => b - a);
  console.log(
    [
      `rounds      ${played}, ${Math.round((Date.now() - startMs) / 1_000)} s`,
      `requests    ${statuses.map(([status, count]) => `${count} answered ${status === 0 ? "nothing, or no JSON" : status}`).join(", ")}`,
      `items       ${items.map(([kind, count]) => `${count} ${kind}`).join(", ")}`,
      `answered    ${totals.answered} CVMs as updated`,
      `stored      ${totals.stored} new ids, ${totals.storedUnanswered} of them by requests that got no answer`,
      `difference  ${totals.differing}`,
    ].join("\n"),
  );
  return totals.differing === 0;
};
