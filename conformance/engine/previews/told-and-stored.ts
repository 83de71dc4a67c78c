import type { CvmId } from "../../cases/cvm-id.ts";
import type { ToldItem } from "../../cases/preview-rules.ts";
import type { StoredIds } from "../../cases/stored.ts";
import type { WrittenCvm } from "./writing-preview.ts";

/** What was told, by the CVM that it was told of. */
export const byCvm = (items: readonly ToldItem[]): ReadonlyMap<CvmId, ToldItem> =>
  new Map(items.map((item) => [item.cvmId, item]));

/** What was told to change. */
export const changesOf = (items: readonly ToldItem[]): readonly ToldItem[] =>
  items.filter(({ after }) => after !== null);

/** Whether any of it was promised. */
export const havePromised = (items: readonly ToldItem[]): boolean => items.some(({ isPromised }) => isPromised);

/** The numbers of CVMs as names. */
export const namesOf = (cvms: readonly Pick<WrittenCvm, "cvmId">[]): readonly string[] =>
  cvms.map(({ cvmId }) => String(cvmId));

/** The stored id in the letters of the answer that tells it, whatever these are. */
export const nowStored = ({ before, spelled }: ToldItem): string | null => spelled ?? before;

/** The same of an id that may have to be put back; null where none was stored. */
export const onceStored = (item: ToldItem): string | null => (item.before === null ? null : nowStored(item));

/**
 * The CVMs that were told to change and are stored otherwise now: as was told, or, where they are called by the same name, in whatever way. A server
 * may call two CVMs by one number.
 */
export const writtenOf = (told: readonly ToldItem[], now: readonly ToldItem[]): readonly WrittenCvm[] => {
  const items = byCvm(now);
  return changesOf(told).flatMap((earlier) => {
    const { cvmId, name, before, after } = earlier;
    const item = items.get(cvmId);
    const isWritten = item !== undefined && item.before !== before && (item.before === after || item.name === name);
    return isWritten ? [{ cvmId, before: onceStored(earlier), after: nowStored(item) }] : [];
  });
};

/** The CVMs that are stored otherwise now, of those that were stored before and are still. */
export const storedSince = (before: StoredIds, after: StoredIds): readonly WrittenCvm[] =>
  [...before].flatMap(([cvmId, id]) => {
    const now = after.get(cvmId);
    return now === undefined || now === id ? [] : [{ cvmId, before: id, after: now }];
  });

/** Equal where the same was said of the same CVMs. */
export const wordsOf = (items: readonly ToldItem[]): string =>
  items
    .map(({ cvmId, status, before, after }) => JSON.stringify([String(cvmId), status, before, after]))
    .toSorted()
    .join(" ");

/** What would be written, had a preview done what it told. */
export const asWritten = (item: ToldItem): WrittenCvm => ({
  cvmId: item.cvmId,
  before: onceStored(item),
  after: item.after,
});
