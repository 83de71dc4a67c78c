import type { Engine } from "../engine/engine.ts";
import { KEPT_PER_KIND, type Suspect } from "../engine/suspect-list.ts";
import { includesAll } from "../engine/trait-codes.ts";
import type { Confirmed } from "../findings/confirm.ts";
import { confirmHang, type HangEngine, type HangVerdict } from "../findings/confirm-hang.ts";
import { doubtOf } from "../findings/doubt-of.ts";
import type { Doubt, FindingBook } from "../findings/finding-book.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { LostError } from "../target/lost-error.ts";
import { HangTime } from "./hang-time.ts";
import type { MadeFinding } from "./made-finding.ts";
import { MAX_CAUSES } from "./max-causes.ts";
import type { RunState } from "./run-state.ts";
import { sideBySide } from "./side-by-side.ts";

/** What is needed to make findings of what hung. */
export interface HangConfirmationParts {
  readonly engine: HangEngine & Pick<Engine, "restoresStore" | "workers">;
  readonly findings: FindingBook;
  readonly state: RunState;
  /** Whether a finding explains a suspect. */
  readonly isExplained: (suspect: Suspect) => boolean;
  /** Confirms one after which the server was not well, as any other suspect. */
  readonly confirmSlowly: (suspect: Suspect) => Promise<void>;
  /** Makes a finding; null where it is one that there is already. */
  readonly make: (confirmed: Confirmed) => MadeFinding | null;
  readonly tell: (made: MadeFinding) => Promise<void>;
}

/** What is left of the suspects that hung and broke one law in one way. */
interface Left {
  suspects: readonly Suspect[];
  causes: number;
  misses: number;
}

/** A finding that is held back until it is known whether it hangs for good. */
interface Held {
  readonly made: MadeFinding;
  /** Null as long as it is not known. */
  isProven: boolean | null;
  readonly known: Promise<void>;
}

/** Of those that are left the next ones: none has all in it that another has, so that each may be a cause of its own. */
const nextOf = ({ suspects, causes, misses }: Left): readonly Suspect[] => {
  if (misses >= KEPT_PER_KIND) return [];
  const chosen: Suspect[] = [];
  for (const suspect of suspects)
    if (!chosen.some(({ traits }) => includesAll(suspect.traits, traits))) chosen.push(suspect);
  return chosen.slice(0, MAX_CAUSES - causes);
};

/**
 * Makes findings of what hung: suspects are sent again, and made small, several at a time and with short waits. What is found is held back,
 * while the run goes on, until it is known that no answer to it came late.
 */
export class HangConfirmation {
  readonly #parts: HangConfirmationParts;
  readonly #time: HangTime;
  #held: readonly Held[] = [];

  constructor(parts: HangConfirmationParts) {
    this.#parts = parts;
    this.#time = new HangTime(() => parts.state.elapsedMs);
  }

  /** Confirms suspects, those that broke one law in one way together, as long as there is time for it; then tells what is proven by now. */
  async confirm(groups: readonly (readonly Suspect[])[]): Promise<void> {
    const all = groups.map((suspects): Left => ({ suspects, causes: 0, misses: 0 }));
    await this.#time.spend(async () => {
      while (await this.#confirmNext(all));
    });
    await this.#tellKnown();
  }

  /** Waits until all is known, unless the run was to end before, and tells what is proven. */
  async settle(): Promise<void> {
    const { isLost, isInterrupted, hasEnough } = this.#parts.state;
    if (isLost || isInterrupted || hasEnough) this.#dropAll();
    await Promise.all(this.#held.map(({ known }) => known));
    await this.#tellKnown();
  }

  /** Confirms the next ones of each group; false where there were none. */
  async #confirmNext(groups: readonly Left[]): Promise<boolean> {
    const { engine, findings, state, isExplained } = this.#parts;
    for (const group of groups) group.suspects = group.suspects.filter((suspect) => !isExplained(suspect));
    const next = groups.flatMap((group) => nextOf(group).map((suspect) => ({ group, suspect })));
    if (next.length === 0 || findings.isFull) return false;
    if (state.isLost || state.hasEnough || this.#time.isOver) {
      for (const { suspect } of next) this.#doubt(suspect, this.#time.isOver ? "lack-of-time" : "not-sent-again");
      return false;
    }
    const seen = await sideBySide(next, engine.restoresStore ? 1 : engine.workers, async ({ group, suspect }) => ({
      group,
      suspect,
      verdict: await this.#confirmOne(suspect),
    }));
    for (const { group, suspect, verdict } of seen) {
      group.suspects = group.suspects.filter(({ order }) => order !== suspect.order);
      if (verdict?.kind === "hangs") group.causes += 1;
      else group.misses += 1;
      if (verdict !== null) await this.#enter(suspect, verdict);
    }
    return !state.isOver;
  }

  /** Null, and a doubt, where it could not be sent again. */
  async #confirmOne(suspect: Suspect): Promise<HangVerdict | null> {
    const { engine, state } = this.#parts;
    try {
      if (!engine.maySend(suspect.testCase)) return this.#doubt(suspect, "previews-write");
      return await confirmHang(engine, suspect, () => state.isInterrupted || this.#time.isOver);
    } catch (error) {
      if (error instanceof LostError) state.lose(error);
      else if (!(error instanceof CutOffError)) throw error;
      return this.#doubt(suspect, "not-sent-again");
    }
  }

  async #enter(suspect: Suspect, verdict: HangVerdict): Promise<void> {
    const { findings, make, confirmSlowly } = this.#parts;
    if (verdict.kind === "answered") findings.doubt(suspect.seen.breach.law.id, doubtOf([suspect]));
    if (verdict.kind === "shaken") await confirmSlowly(suspect);
    if (verdict.kind !== "hangs") return;
    const made = make(verdict.confirmed);
    if (made === null) return;
    findings.add(made.finding, made.explanation, true);
    const held: Held = {
      made,
      isProven: null,
      known: verdict.isProven.then((isProven) => {
        held.isProven = isProven;
      }),
    };
    this.#held = [...this.#held, held];
  }

  /** Tells what is proven, and drops what was answered late. */
  async #tellKnown(): Promise<void> {
    const { findings, tell } = this.#parts;
    const known = this.#held.filter(({ isProven }) => isProven !== null);
    this.#held = this.#held.filter(({ isProven }) => isProven === null);
    for (const { made, isProven } of known)
      if (isProven === true) {
        findings.release(made.finding.fingerprint);
        await tell(made);
      } else this.#drop(made, "answered-late");
  }

  #dropAll(): void {
    for (const { made } of this.#held) this.#drop(made, "lack-of-time");
    this.#held = [];
  }

  #drop({ finding }: MadeFinding, why: "lack-of-time" | "answered-late"): void {
    const { findings } = this.#parts;
    findings.drop(finding.fingerprint);
    for (const law of [finding.law, ...finding.also.map((one) => one.law)]) findings.doubt(law, { kind: why });
  }

  #doubt({ seen }: Suspect, kind: Exclude<Doubt["kind"], "no-failure-again">): null {
    this.#parts.findings.doubt(seen.breach.law.id, { kind });
    return null;
  }
}
