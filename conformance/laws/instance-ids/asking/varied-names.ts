import fc from "fast-check";
import type { Knowledge, SeenCvm } from "../../../cases/knowledge.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";
import { type NameForm, nameInForm } from "./name-form.ts";
import { seenBy } from "./seen-by.ts";

/** So many CVMs of each kind of answer are named: variety matters, number does not. */
const CVMS_PER_KIND = 6;

const kindOf = ({ status, source, reason, oldInstanceId }: SeenCvm): string =>
  JSON.stringify([status, source, reason, oldInstanceId === null]);

/** The first few CVMs of each kind that was seen, so that the rare kinds are named as often as the common ones. */
const variedCvms = (knowledge: Knowledge): readonly SeenCvm[] => {
  const counts = new Map<string, number>();
  return seenBy(knowledge).filter((cvm) => {
    const kind = kindOf(cvm);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= CVMS_PER_KIND;
  });
};

/** Mostly numbers, which every server knows. */
const FORMS: readonly NameForm[] = [
  "number",
  "number",
  "number",
  "number",
  "number",
  "number",
  "identifier",
  "identifier",
  "dashless",
  "upper-case",
];

/** How many CVMs are named. */
export interface NameCount {
  readonly minLength: number;
  readonly maxLength: number;
  /** Now and then this many at most, of all that were seen; where it is left out, never more than `maxLength`. */
  readonly most?: number;
}

/** How often few are named for each time that many are. */
const FEW_TO_MANY = 4;

const fewOrMany = (
  few: fc.Arbitrary<readonly string[]>,
  seen: readonly SeenCvm[],
  { minLength, most }: NameCount,
): fc.Arbitrary<readonly string[]> => {
  if (most === undefined) return thinnedList(few, minLength);
  const many = fc.shuffledSubarray([...seen], { minLength, maxLength: Math.min(most, seen.length) });
  const lists = fc.oneof(
    { weight: FEW_TO_MANY, arbitrary: few },
    { weight: 1, arbitrary: many.map((cvms) => cvms.map(({ cvmId }) => String(cvmId))) },
  );
  return thinnedList(lists, minLength);
};

/**
 * Lists of names, each of another CVM that was seen: mostly its `cvm_id`, now and then what a scan calls it by or another spelling of that. Null where fewer
 * than `minLength` were seen.
 */
export const variedNames = (knowledge: Knowledge, count: NameCount): fc.Arbitrary<readonly string[]> | null => {
  const { minLength, maxLength } = count;
  const cvms = variedCvms(knowledge);
  if (cvms.length < Math.max(minLength, 1)) return null;
  const named = fc.record({
    cvm: fc.constantFrom(...cvms),
    form: fc.constantFrom(...FORMS),
  });
  const few = fc
    .uniqueArray(named, { selector: ({ cvm }) => cvm.cvmId, minLength, maxLength })
    .map((list) => list.map(({ cvm, form }) => nameInForm(form, cvm)));
  return fewOrMany(few, seenBy(knowledge), count);
};

/** Lists of `cvm_id`s of CVMs that were seen, as names. Null where none was. */
export const variedNumbers = (knowledge: Knowledge, count: NameCount): fc.Arbitrary<readonly string[]> | null => {
  const { minLength, maxLength } = count;
  const cvms = variedCvms(knowledge);
  if (cvms.length < Math.max(minLength, 1)) return null;
  const few = fc.uniqueArray(fc.constantFrom(...cvms.map(({ cvmId }) => String(cvmId))), { minLength, maxLength });
  return fewOrMany(few, seenBy(knowledge), count);
};
