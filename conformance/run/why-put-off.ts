/** What a run knows of the answers 429 and 503 that it got. */
export interface PutOffs {
  /** Requests of the run, and those of them whose last answer was 429 or 503. */
  readonly requests: number;
  readonly unanswered: number;
  /** The cases that were sent for a law that compares answers, and those of them that such an answer kept from being evidence. */
  readonly casesOf: (law: string) => { readonly cases: number; readonly putOff: number };
}

/** That answers 429 and 503 kept a law that compares answers from being put to the test; null where they did not. */
export const whyPutOff = (
  { id, missing }: { readonly id: string; readonly missing: string },
  putOffs: PutOffs,
): string | null => {
  const { cases, putOff } = putOffs.casesOf(id);
  if (putOff === 0) return null;
  const sent = cases === 1 ? "the one case that was" : `the ${cases} cases that were`;
  return putOff === cases
    ? `Was not put to the test, for ${cases === 1 ? "" : "each of "}${sent} sent for it got an answer 429 or 503.`
    : `Was not put to the test: of ${sent} sent for it ${putOff} got an answer 429 or 503, and the others did not put it to the test. ${missing}`;
};

/** Begins what a law lacked where answers 429 and 503 may have kept it from the run. */
export const mayBePutOff = ({ requests, unanswered }: PutOffs): string =>
  unanswered === 0
    ? ""
    : `Was not put to the test, which may be for lack of answers: ${unanswered} of ${requests} requests got 429 or 503 in the end. `;
