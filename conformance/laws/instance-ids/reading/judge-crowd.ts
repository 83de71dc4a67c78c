import type { CvmId } from "../../../cases/cvm-id.ts";
import { type Judgement, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { Reading } from "../../../cases/reading.ts";
import { isOfCvm } from "./item-words.ts";
import { itemStatuses, type RefreshAnswer, refreshAnswer } from "./refresh-answer.ts";
import { refreshOptions } from "./refresh-options.ts";

/** A request that was sent among others, or alone, and its answer. */
interface Asked {
  readonly reading: Reading;
  readonly names: readonly string[];
  readonly answer: RefreshAnswer;
  readonly cvmIds: ReadonlySet<CvmId>;
}

const askedOf = (reading: Reading): readonly Asked[] => {
  const answer = refreshAnswer(reading);
  const names = refreshOptions(reading)?.cvmIds;
  if (answer === null || names == null) return [];
  return [{ reading, names, answer, cvmIds: new Set(answer.items.filter(isOfCvm).map(({ cvmId }) => cvmId)) }];
};

const countsItsItems = ({ counts, items, scanned }: RefreshAnswer): boolean =>
  scanned === items.length &&
  itemStatuses.every((status) => counts[status] === items.filter((item) => item.status === status).length);

const isOf = (credential: string) => (asked: Asked) => asked.reading.request.credential === credential;

/** A fault that no fleet that moves shows. */
const sure = (violation: Violation): Violation => ({ ...violation, isConclusive: true });

const strangeName = sure({
  message: "A request that was sent among others got an answer with a name in it that another one alone had.",
  expected: "items for the names of the request alone",
  actual: "an item for a name of another request",
  discriminator: "a name of another's",
});

const strangeCvm = sure({
  message:
    "A request that was sent among others showed its caller CVMs that another caller sees, and this one does not.",
  expected: "the CVMs that the caller is shown when nobody else asks",
  actual: "a CVM of the other caller's",
  discriminator: "a CVM of another's",
});

const wrongCounters = sure({
  message:
    "A request that was sent among others got counters that are not those of its items; those sent alone before and after got the right ones.",
  expected: "as many of each status as there are items",
  actual: "other numbers",
  discriminator: "counters",
});

const fewerThanTotal = sure({
  message:
    "A request that was sent among others was told that fewer were scanned than there are; those sent alone before and after got them all.",
  expected: "as many scanned as `total` says there are",
  actual: "fewer",
  discriminator: "scanned",
  // As where one answer says so.
  level: "should",
});

const leftOut: Violation = {
  message:
    "A request that was sent among others got no item for CVMs that it names; those sent alone before and after got one for each.",
  expected: "an item for each CVM that is named",
  actual: "none for some",
  discriminator: "items left out",
};

const hasStrangeName = ({ names, answer }: Asked, crowd: readonly Asked[]): boolean => {
  const own = new Set(names);
  const all = new Set(crowd.flatMap((other) => other.names));
  return answer.items.some(({ identifier }) => all.has(identifier) && !own.has(identifier));
};

const hasStrangeCvm = ({ reading, cvmIds }: Asked, alone: readonly Asked[], crowd: readonly Asked[]): boolean => {
  const rivals = crowd.filter((other) => other.reading.request.credential !== reading.request.credential);
  const theirs = new Set(rivals.flatMap((other) => [...other.cvmIds]));
  return [...cvmIds].some((cvmId) => theirs.has(cvmId) && !alone.some((before) => before.cvmIds.has(cvmId)));
};

const scansAll = ({ answer }: Asked): boolean => answer.scanned === answer.total;

const lacksCvm = ({ cvmIds }: Asked, alone: readonly Asked[]): boolean => {
  const [first] = alone;
  if (first === undefined) return false;
  return [...first.cvmIds].some((cvmId) => !cvmIds.has(cvmId) && alone.every((before) => before.cvmIds.has(cvmId)));
};

/** What an answer has that is not its own, or lacks that is. `alone` are those of the same caller before and after, `crowd` all that were sent at once. */
const faultsOf = (asked: Asked, alone: readonly Asked[], crowd: readonly Asked[]): readonly Violation[] => [
  ...(hasStrangeName(asked, crowd) ? [strangeName] : []),
  ...(hasStrangeCvm(asked, alone, crowd) ? [strangeCvm] : []),
  ...(!countsItsItems(asked.answer) && alone.every(({ answer }) => countsItsItems(answer)) ? [wrongCounters] : []),
  ...(!scansAll(asked) && alone.every(scansAll) ? [fewerThanTotal] : []),
  ...(lacksCvm(asked, alone) ? [leftOut] : []),
];

/**
 * Judges requests that were sent at once, each with a name that no other has. The first two readings and the last two are of two callers' requests
 * that were sent alone; all name the same CVMs.
 */
export const judgeCrowd = (readings: readonly Reading[]): Judgement => {
  const before = readings.slice(0, 2).flatMap(askedOf);
  const after = readings.slice(-2).flatMap(askedOf);
  const crowd = readings.slice(2, -2).flatMap(askedOf);
  if (before.length < 2 || after.length < 2 || crowd.length < 2) return notExercised;
  const violations = new Map<string, Violation>();
  for (const asked of crowd) {
    const alone = [...before, ...after].filter(isOf(asked.reading.request.credential));
    for (const violation of faultsOf(asked, alone, crowd)) violations.set(violation.discriminator, violation);
  }
  return { evidence: crowd.length, violations: [...violations.values()] };
};
