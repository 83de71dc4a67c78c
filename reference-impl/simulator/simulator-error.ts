/** The simulator was asked for something impossible. `code` is stable; the message says what was seen and how to mend it. */
export class SimulatorError extends Error {
  readonly code: "SIMULATOR_NODES" | "SIMULATOR_LISTEN";

  constructor(code: SimulatorError["code"], message: string) {
    super(message);
    this.name = "SimulatorError";
    this.code = code;
  }
}
