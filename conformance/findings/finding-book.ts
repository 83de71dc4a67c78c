import type { ReportedFinding } from "../report/report.ts";

/** Why a law that was broken once has no verdict. */
export type Doubt = "not-alike" | "run-ended" | "previews-write";

const DOUBTS: Readonly<Record<Doubt, string>> = {
  "not-alike":
    "It was broken, and not in the same way when the same was sent again and again: the fleet may have moved.",
  "run-ended": "It was broken once, and the run ended before the same could be sent again.",
  "previews-write": "It was broken once, and the same was not sent again, because previews write.",
};

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

  /** Notes that a law was broken and that this was not seen again, and why not. */
  doubt(law: string, why: Doubt): void {
    this.#unstable.set(law, DOUBTS[why]);
  }
}
