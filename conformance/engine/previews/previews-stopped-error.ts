import type { PreviewsStop } from "../../report/why-previews-stopped.ts";

const reasons: Readonly<Record<PreviewsStop, string>> = {
  written: "A preview has written, and no other one is sent. Mend that first, or give leave with --allow-writes.",
  unseen:
    "It could not be seen whether previews write, and no other one is sent. Give --state-url, or leave with --allow-writes.",
};

/** Nothing more is sent that could write: a preview has written, or it could not be seen whether one did. */
export class PreviewsStoppedError extends Error {
  readonly code = "PREVIEWS_STOPPED";
  readonly why: PreviewsStop;

  constructor(why: PreviewsStop) {
    super(reasons[why]);
    this.name = "PreviewsStoppedError";
    this.why = why;
  }
}
