/** The user would not wait any longer, so nothing more is sent and nothing more is waited for. */
export class CutOffError extends Error {
  readonly code = "CUT_OFF";

  constructor() {
    super("The run was cut off. Run it again for a longer time.");
    this.name = "CutOffError";
  }
}
