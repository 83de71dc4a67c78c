import { assertNever } from "../cases/assert-never.ts";
import type { Breach } from "../cases/trial.ts";
import type { Suspect } from "../engine/suspect-list.ts";
import { includesAll, type TraitCodes } from "../engine/trait-codes.ts";
import { gravity } from "../report/gravity.ts";
import { isAbout } from "../report/is-about.ts";
import type { ReportedFinding } from "../report/report.ts";

type Explained = Pick<Suspect, "fingerprint" | "level" | "traits" | "seen">;

/**
 * Why a law that was broken is not called so: it was not broken alike each time again (`isStored`: what its requests write was not put back), or only some of the times, or by a failure (such as
 * `status 503`) that did not come again each time, or the same was not sent again, or what was not answered in time was answered later, or there was
 * no time left to see whether it would be.
 */
export type Doubt =
  | { readonly kind: "not-alike"; readonly isStored?: boolean }
  | { readonly kind: "sometimes" }
  | { readonly kind: "no-failure-again"; readonly failure: string; readonly isAside?: true }
  | { readonly kind: "not-sent-again" | "previews-write" | "answered-late" | "lack-of-time" };

/** A law that was broken and is not called so: why, in a word and in words. */
export interface Unstable {
  readonly doubt: Doubt["kind"];
  readonly text: string;
}

const textOf = (doubt: Doubt): string => {
  switch (doubt.kind) {
    case "not-alike":
      return doubt.isStored === true
        ? "It was broken by requests that write, and not each time that they were sent again: what they write may have been stored by then. Pass --state-url so that each case starts from the same fleet: docs/state-probe.md says how."
        : "It was broken, and not in the same way each time that the same was sent again: the fleet may have moved.";
    case "sometimes":
      return "It was broken some of the times that the same was sent, and not each time.";
    case "no-failure-again":
      return `It was broken by a failure (${doubt.failure}), which ${doubt.isAside === true ? "came to a request that looks after previews, and to no case" : "did not come each time that the same was sent again"}: the server, or what stands in front of it, may have been down or overloaded for a moment.`;
    case "not-sent-again":
      return "It was broken, and the run ended before the same could be sent again.";
    case "previews-write":
      return "It was broken, and the same was not sent again: once a preview seems to have written, or it can't be seen whether one has, no valid one is sent.";
    case "answered-late":
      return "It was broken by a request that got no answer in time (see --timeout), and got one later, or its connection ended then: the server may be slow.";
    case "lack-of-time":
      return "Unstable, for lack of time: it was broken by a request that got no answer in time (see --timeout), and there was no time left to send it again, or to wait for it for long enough.";
    default:
      return assertNever(doubt);
  }
};

/** A server that breaks a law in ever new ways is not followed further. */
const MAX_FINDINGS = 500;

/** What is known of a finding beside what is told. */
interface Entry {
  readonly finding: ReportedFinding;
  /** Fingerprints of the ways in which laws are broken by it, the finding's own first. */
  readonly kinds: readonly string[];
  /** What has all of one of these in it is explained by the finding. */
  readonly explaining: readonly TraitCodes[];
  /** Names that version 0.1.0 would have given to what it explains. */
  readonly formerly: ReadonlySet<string>;
  /** It is not told before it is proven. */
  readonly isHeld: boolean;
}

/** What a finding explains. */
export type Explanation = Omit<Entry, "finding" | "isHeld">;

/** The findings of a run, one for each cause, and the laws that were broken once and not again. */
export class FindingBook {
  readonly #entries = new Map<string, Entry>();
  readonly #unstable = new Map<string, Unstable>();

  /** In the order in which they were made, without those that are held back. */
  get findings(): readonly ReportedFinding[] {
    return [...this.#entries.values()].filter(({ isHeld }) => !isHeld).map(({ finding }) => finding);
  }

  /** Why a law has no verdict although it was broken once, by law. */
  get unstable(): ReadonlyMap<string, Unstable> {
    return this.#unstable;
  }

  /** Whether a server breaks laws in more ways than are followed. */
  get isFull(): boolean {
    return this.#entries.size >= MAX_FINDINGS;
  }

  has(fingerprint: string): boolean {
    return this.#entries.has(fingerprint);
  }

  /** Whether a finding explains that a case broke a law: it has in it all that shows the finding, which breaks the law alike or more gravely. */
  explains({ fingerprint, level, traits, seen }: Explained, formerName: (breach: Breach) => string): boolean {
    const found = [...this.#entries.values()].filter(
      ({ finding, kinds, explaining }) =>
        (gravity[finding.level] > gravity[level]
          ? isAbout(finding, seen.breach.law.id)
          : gravity[finding.level] === gravity[level] && kinds.includes(fingerprint)) &&
        explaining.some((own) => includesAll(traits, own)),
    );
    for (const entry of found) this.#widen(entry, { ...entry, formerly: new Set([formerName(seen.breach)]) });
    return found.length > 0;
  }

  /** Adds a finding. One that is held back explains what it does, and is told only after its release. */
  add(finding: ReportedFinding, explanation: Explanation, isHeld = false): void {
    this.#entries.set(finding.fingerprint, { finding, ...explanation, isHeld });
  }

  /** Has a finding told that was held back. */
  release(fingerprint: string): void {
    const entry = this.#entries.get(fingerprint);
    if (entry !== undefined) this.#entries.set(fingerprint, { ...entry, isHeld: false });
  }

  /** Drops a finding that was held back. */
  drop(fingerprint: string): void {
    if (this.#entries.get(fingerprint)?.isHeld === true) this.#entries.delete(fingerprint);
  }

  /** Has a finding explain more: something else came down to it. */
  widen(fingerprint: string, explanation: Explanation): void {
    const entry = this.#entries.get(fingerprint);
    if (entry !== undefined) this.#widen(entry, explanation);
  }

  /** What each finding explains, by its fingerprint. */
  explanationOf(fingerprint: string): Explanation {
    return this.#entries.get(fingerprint) ?? { kinds: [], explaining: [], formerly: new Set() };
  }

  /** Notes that a law was broken, and why that is no finding. */
  doubt(law: string, doubt: Doubt): void {
    this.#unstable.set(law, { doubt: doubt.kind, text: textOf(doubt) });
  }

  #widen({ finding, isHeld }: Entry, more: Explanation): void {
    const { kinds, explaining, formerly } = this.explanationOf(finding.fingerprint);
    this.#entries.set(finding.fingerprint, {
      finding,
      isHeld,
      kinds: [...new Set([...kinds, ...more.kinds])],
      explaining: [...new Set([...explaining, ...more.explaining])],
      formerly: new Set([...formerly, ...more.formerly]),
    });
  }
}
