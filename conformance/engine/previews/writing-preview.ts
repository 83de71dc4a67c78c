import type { Asked } from "./asked.ts";
import { isAnswered, isRefused } from "./tried-out.ts";
import type { CvmId } from "../../cases/cvm-id.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";

/** A CVM that a preview was seen to write. */
export interface WrittenCvm {
  readonly cvmId: CvmId;
  /** In the letters of what tells it. */
  readonly before: string | null;
  /** Likewise: an empty text may be told for none. */
  readonly after: string | null;
  /** What the preview itself told to be stored before, where answers before it had all told `before`. Left out where that is the same, or the store shows it. */
  readonly beforeByPreview?: string | null;
}

/** A preview that wrote, and the one sent right after it that shows what was written. */
export interface WritingPreview {
  readonly plans: readonly [RequestPlan, RequestPlan];
  readonly readings: readonly [Reading, Reading];
  readonly written: readonly WrittenCvm[];
  /** What shows it: answers may tell of other ids than there are. */
  readonly shownBy: "answers" | "state-probe";
}

/** Whether it was refused, or was invalid and failed otherwise, and wrote all the same: on such a server no request is harmless. */
export const wroteThoughRefused = ({ readings: [preview] }: Pick<WritingPreview, "readings">): boolean =>
  isRefused(preview) || (preview.expectation.kind !== "acceptance" && !isAnswered({ reading: preview }));

/** What no look showed, and the last that was made. */
export interface UnseenChanges {
  readonly cvms: readonly WrittenCvm[];
  readonly look: Asked;
}
