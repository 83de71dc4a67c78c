import type { ReportedFinding } from "../report/report.ts";

const NOT_ALIKE =
  "It was broken, and not in the same way when the same was sent again and again: the fleet may have moved.";
const NOT_AGAIN = "It was broken once, and the run ended before the same could be sent again.";

/** A server that breaks a law in ever new ways is not followed further. */
const MAX_FINDINGS = 500;

/** The findings of a run, one per fingerprint, and the laws that were broken once and not again. */
export class FindingBook {
  readonly #findings = new Map<string, ReportedFinding>();
  readonly #unstable = new Map<string, string>();

  /** In the order in which they were made. */
  get findings(): readonly ReportedFinding[] {
    return [...this.#findings.values()];
  }

  /** Why a law has no verdict although it was broken once, by law. */
  get unstable(): ReadonlyMap<string, string> {
    return this.#unstable;
  }

  /** Whether nothing more is to be found out of a fingerprint. */
  isClosed(fingerprint: string): boolean {
    return this.#findings.has(fingerprint) || this.#findings.size >= MAX_FINDINGS;
  }

  add(finding: ReportedFinding): void {
    this.#findings.set(finding.fingerprint, finding);
  }

  /** Notes that a law was broken, and not alike when the same was sent again, or that there was no time to see. */
  doubt(law: string, wasSentAgain: boolean): void {
    this.#unstable.set(law, wasSentAgain ? NOT_ALIKE : NOT_AGAIN);
  }
}
