/** The user would not wait any longer, so nothing more is sent and nothing more is waited for. */
export class CutOffError extends Error {
  readonly code = "CUT_OFF";
  /** A request was under way, and what it did was not seen. */
  readonly wasSent: boolean;

  constructor(wasSent = false) {
    super("The run was cut off. Run it again for a longer time.");
    this.name = "CutOffError";
    this.wasSent = wasSent;
  }
}
