/** The state probe that the user named can't be used. */
export class StateError extends Error {
  readonly code = "STATE_PROBE";
  /** What the probe did, as a clause. */
  readonly problem: string;

  constructor(url: string, problem: string) {
    super(
      `Failed to use the state probe ${url}: ${problem}. It must answer GET with {"<cvm_id>": "<instance_id>"|null, ...}, or with {"instance_id": "..."|null, "status": "...", "workspace": "..."} for each CVM, and, with --allow-writes, restore the initial state on PUT {}; check --state-url, and see docs/state-probe.md.`,
    );
    this.name = "StateError";
    this.problem = problem;
  }
}
