import { assertNever } from "../cases/assert-never.ts";
import type { ReportedFinding } from "../report/report.ts";

/**
 * Why a law that was broken is not called so: it was not broken alike again, or only some of the times, or by a failure (such as
 * `status 503`) that did not come again, or the same was not sent again.
 */
export type Doubt =
  | { readonly kind: "not-alike" }
  | { readonly kind: "sometimes" }
  | { readonly kind: "no-failure-again"; readonly failure: string }
  | { readonly kind: "not-sent-again" | "previews-write" };

const textOf = (doubt: Doubt): string => {
  switch (doubt.kind) {
    case "not-alike":
      return "It was broken, and not in the same way when the same was sent again and again: the fleet may have moved.";
    case "sometimes":
      return "It was broken some of the times that the same was sent, and not each time.";
    case "no-failure-again":
      return `It was broken by a failure (${doubt.failure}), which did not come when the same was sent again: the server, or what stands in front of it, may have been down or overloaded for a moment.`;
    case "not-sent-again":
      return "It was broken, and the run ended before the same could be sent again.";
    case "previews-write":
      return "It was broken, and the same was not sent again, because previews write.";
    default:
      return assertNever(doubt);
  }
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

  /** Notes that a law was broken, and why that is no finding. */
  doubt(law: string, doubt: Doubt): void {
    this.#unstable.set(law, textOf(doubt));
  }
}
