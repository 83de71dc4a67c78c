import fc from "fast-check";
import type { Knowledge, SeenCvm } from "../../../probe/knowledge.ts";
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

/** How many CVMs are named. */
export interface NameCount {
  readonly minLength: number;
  readonly maxLength: number;
}

/**
 * Lists of names, each of another CVM that was seen: mostly its `cvm_id`, now and then what a scan calls it by. Null where fewer
 * than `minLength` were seen.
 */
export const variedNames = (
  knowledge: Knowledge,
  { minLength, maxLength }: NameCount,
): fc.Arbitrary<readonly string[]> | null => {
  const cvms = variedCvms(knowledge);
  if (cvms.length < Math.max(minLength, 1)) return null;
  const named = fc.record({
    cvm: fc.constantFrom(...cvms),
    form: fc.constantFrom("number", "number", "number", "identifier"),
  });
  return fc
    .uniqueArray(named, { selector: ({ cvm }) => cvm.cvmId, minLength, maxLength })
    .map((list) => list.map(({ cvm, form }) => (form === "number" ? String(cvm.cvmId) : cvm.identifier)));
};

/** Lists of `cvm_id`s of CVMs that were seen, as names. Null where none was. */
export const variedNumbers = (
  knowledge: Knowledge,
  { minLength, maxLength }: NameCount,
): fc.Arbitrary<readonly string[]> | null => {
  const cvms = variedCvms(knowledge);
  if (cvms.length < Math.max(minLength, 1)) return null;
  return fc.uniqueArray(fc.constantFrom(...cvms.map(({ cvmId }) => String(cvmId))), { minLength, maxLength });
};
