/** A preview seems to have written, or it can't be seen whether one has, so that nothing more is sent that could write. */
export class PreviewsStoppedError extends Error {
  readonly code = "PREVIEWS_STOPPED";

  constructor() {
    super(
      "A preview seems to have written, or it can't be seen whether one has, and no other one is sent. Mend that first, or give leave with --allow-writes.",
    );
    this.name = "PreviewsStoppedError";
  }
}
