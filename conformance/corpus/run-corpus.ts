import type { RecordedCases, RecordedFinding, RecordedInput } from "./corpus-file.ts";

/** A corpus as a run uses it. */
export interface RunCorpus extends RecordedCases {
  /** Keeps a finding; `replaces` one that was kept and shows nothing any more. */
  readonly keepFinding: (finding: RecordedFinding, replaces: boolean) => Promise<void>;
  readonly keepInput: (input: RecordedInput) => Promise<void>;
  /** The command line that sends a kept finding again; null where it is not kept, for it holds a secret. */
  readonly replayLine: (finding: RecordedFinding) => string | null;
}
