import type { CvmId } from "../../../cases/cvm-id.ts";
import type { StoredAround } from "../../../cases/stored.ts";
import type { AnsweredCvms } from "./answered-cvms.ts";
import type { ItemStatus, RefreshItem } from "./refresh-answer.ts";
import { byAnswers, type ShownBy } from "./shown-by.ts";
import { isSameInstance, tellsOfChange, toldStoredId } from "./stored-change.ts";

/** What the three previews tell of one CVM: the first, the one right before the request that is judged, and the one right after it. */
export interface Looks {
  readonly first: RefreshItem | undefined;
  readonly before: RefreshItem | undefined;
  readonly after: RefreshItem | undefined;
}

/** What became of a CVM's stored id. */
export interface Kept {
  readonly from: string | null;
  readonly to: string | null;
  readonly isChanged: boolean;
  /** What shows that, if it is changed. */
  readonly by: ShownBy;
}

/** Whether a preview that says so itself may have written `to`, in the place of the request that is judged. */
const mayHaveWritten = (look: RefreshItem | undefined, to: string | null, harmless: ItemStatus | null): boolean =>
  look !== undefined && look.status !== harmless && isSameInstance(look.newInstanceId, to);

/**
 * Whether what the store has afterwards may be the work of a preview: it was there before the request, or not yet when the last one came.
 * `harmless`: a look that answers so says itself that it writes nothing.
 */
export const isOfALook = (
  { first, before, after }: Looks,
  from: string | null,
  to: string | null,
  harmless: ItemStatus | null,
): boolean => {
  const [early, late] = [before, after].map((look) => (look === undefined ? undefined : toldStoredId(look)));
  const isOfTheFirst =
    early === undefined ? mayHaveWritten(before, to, harmless) : early === to && first?.status !== harmless;
  const isOfTheLast =
    late === undefined ? mayHaveWritten(after, to, harmless) : late === from && after?.status !== harmless;
  return isOfTheFirst || isOfTheLast;
};

/** Whether stored ids changed between two previews with nothing sent between them: the first one wrote, or the fleet moves by itself. */
export const movesUnasked = (first: AnsweredCvms, second: AnsweredCvms): boolean =>
  first.items.values().some((item) => {
    const later = second.items.get(item.cvmId);
    return (
      later !== undefined && tellsOfChange(item, later) && !isSameInstance(item.oldInstanceId, later.oldInstanceId)
    );
  });

/**
 * What became of a CVM's stored id around a request, by the previews around it and the store. Null where they don't tell, or where one
 * of them may have written it: that says nothing of the request.
 */
export const keptAround = (looks: Looks, cvmId: CvmId, stored: StoredAround | null): Kept | null => {
  const { first, before, after } = looks;
  if (first === undefined || before === undefined || after === undefined) return null;
  const from = stored?.before.get(cvmId);
  const to = stored?.after.get(cvmId);
  const isStoredOtherwise = from !== undefined && to !== undefined && from !== to;
  if (isStoredOtherwise && isOfALook(looks, from, to, null)) return null;
  return {
    from: isStoredOtherwise ? from : before.oldInstanceId,
    to: isStoredOtherwise ? to : after.oldInstanceId,
    by: isStoredOtherwise ? "the state probe" : byAnswers(from !== undefined && from === to),
    isChanged: isStoredOtherwise || tellsOfChange(before, after),
  };
};
