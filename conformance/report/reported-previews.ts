/** A CVM's id before it was written to, and after. */
export interface WrittenId {
  /** Its digits: it may be an integer that JSON readers round. */
  readonly cvmId: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What the preview that wrote told to be stored before, where answers before it had told `before`; else left out. */
  readonly beforeByPreview?: string | null;
}

/** What became of the store in a run that sent previews alone. */
export interface ReportedPreviews {
  /** CVMs of which previews told an update or a conflict, and that were looked at afterwards. */
  readonly cvmsLookedAt: number;
  /** The CVMs that a preview was seen to write: once that was seen, no valid one was sent any more with a key that was given. */
  readonly written: readonly WrittenId[];
  /** What wrote them was refused, or was invalid and not answered 200, so that nothing more was sent at all; else left out. */
  readonly byRefused?: true;
  /**
   * Other CVMs that the state probe shows to be stored otherwise than before the run, or without one, of which answers told another stored id
   * later on than at first. Who wrote is not known.
   */
  readonly alsoChanged: readonly WrittenId[];
  /** CVMs of which previews told an update or a conflict and no look showed anything, so that no further preview was sent; `after` as it was told. */
  readonly unseen: readonly WrittenId[];
  /** CVMs that were to be looked at, since a preview had told an update or a conflict of them, when the run ended; `after` as it was told. */
  readonly notLookedAt: readonly WrittenId[];
  /** Valid previews that got no answer, so that it was not seen what they wrote, if anything; left out where there were none. */
  readonly unanswered?: number;
  /** Cases that were not sent because they could have written more. */
  readonly casesNotSent: number;
  /** Whether all the ids that the state probe tells were the same after the run as before. */
  readonly wholeStore: "unchanged" | "changed" | "not looked into";
  /** Whether what is stored went on changing while no case was sent; null where that was not looked into, for lack of a reason. */
  readonly movesByItself: boolean | null;
}
