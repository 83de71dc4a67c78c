/** The target sends `100 Continue` unasked, which is its right and which this client can't read. */
export class ContinueError extends Error {
  readonly code = "CONTINUE_UNASKED";

  constructor() {
    super(
      "Failed to check the target: it sends 100 Continue without being asked to, which this client can't read, though it is no fault. Go around whatever sends it, or switch it off there.",
    );
    this.name = "ContinueError";
  }
}
