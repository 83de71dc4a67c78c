import { LatencyHistogram } from "../report/latency-histogram.ts";
import type { Wait } from "../target/wait.ts";
import { AnsweredTraits, type HangKind, isOfKind, kindCodes } from "./hang-kind.ts";
import { includesAll, type TraitCodes } from "./trait-codes.ts";

/** What waits are measured by. */
export interface WaitsParts {
  readonly timeoutMs: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly nowMs: () => number;
}

/**
 * How a request is waited for. `usually`: for the timeout. `patiently`: several times as long. `briefly`: no longer than answers take, and
 * listened for as long as it takes to know better. What is known to hang is waited for briefly in whichever manner.
 */
export type Manner = "usually" | "patiently" | "briefly";

/** One request that is to be waited for. */
export interface Waited {
  readonly manner: Manner;
  /** What it has in it. */
  readonly traits: () => TraitCodes;
  /** For how long at most an answer to it is listened for before it counts as one that never comes, in milliseconds. */
  readonly patienceMs: () => number;
}

/** A wait that was begun. */
export interface Waiting {
  readonly wait: Wait;
  /** For so long it is listened altogether where nothing comes, in milliseconds. */
  readonly heardMs: () => number;
  /** Whether nothing came of the request in all that time, nor of the first of its kind while that was listened for. Resolves once it is known. */
  readonly hangsForGood: () => Promise<boolean>;
  /** Takes down that the waiting is over, and after how many milliseconds an answer came, or null. */
  readonly end: (latencyMs: number | null) => void;
}

/** So many times as long as most answers take is one waited for that should be there by then ... */
const TIMES_AN_ANSWER = 5;
const MOST = 0.9;
/** ... and at least for this share of the timeout: less where it is listened for before anything is told. */
const LEAST_SHARE = { usually: 0.1, patiently: 0.1, briefly: 0.02 } as const satisfies Record<Manner, number>;

/** On so many connections at once it is listened in a phase, beside those of first hangs. */
const MOST_LISTENING = 8;

/**
 * Knows how long to wait for an answer: for the whole timeout, until a request of a kind was seen to hang while others were answered.
 * Others of that kind are then waited for briefly, for as long as nothing shows that they are answered after all.
 */
export class Waits {
  readonly #parts: WaitsParts;
  readonly #kinds: HangKind[] = [];
  /** What was answered after a wait that had been cut short. */
  readonly #late: TraitCodes[] = [];
  readonly #answered = new AnsweredTraits();
  readonly #latencies = new LatencyHistogram();
  #answeredAtMs = Number.NEGATIVE_INFINITY;
  #listening = 0;

  constructor(parts: WaitsParts) {
    this.#parts = parts;
  }

  /** Takes down that the server is well. */
  noteWell(): void {
    this.#answeredAtMs = this.#parts.nowMs();
  }

  /** Whether a request is of a kind that hangs. */
  hangs(traits: () => TraitCodes): boolean {
    return this.#kindOf(traits) !== undefined;
  }

  /** Whether a request is of a kind that hangs, and nothing was answered since: it may be the server that hangs. */
  needsSignOfLife(traits: () => TraitCodes): boolean {
    const kind = this.#kindOf(traits);
    return kind !== undefined && kind.sinceMs >= this.#answeredAtMs;
  }

  /** Begins to wait for a request that is just sent. */
  begin(waited: Waited): Waiting {
    const { timeoutMs, nowMs } = this.#parts;
    const { manner, traits, patienceMs } = waited;
    const isBrief = manner === "briefly" || (this.hangs(traits) && !this.needsSignOfLife(traits));
    const limitMs = isBrief ? this.#briefMs(manner) : manner === "usually" ? timeoutMs : patienceMs();
    const seen = { sinceMs: nowMs(), ...Promise.withResolvers<boolean>() };
    let heardMs = limitMs;
    let kinds: readonly HangKind[] = [];
    let isListening = false;
    return {
      wait: {
        limitMs,
        listenMs: () => {
          const known = this.#kindsOf(traits());
          kinds = known.length > 0 ? known : [this.#enter(traits(), seen)];
          isListening = manner === "usually" && known.length > 0 && isBrief && this.#listening < MOST_LISTENING;
          if (isListening) this.#listening += 1;
          const wantsMs = known.length === 0 ? patienceMs() : manner === "briefly" || isListening ? timeoutMs : 0;
          heardMs = Math.max(limitMs, wantsMs);
          return heardMs - limitMs;
        },
        onSettled: (wasHeard) => {
          if (wasHeard && isBrief) this.#late.push(traits());
          if (isListening) this.#listening -= 1;
          seen.resolve(wasHeard);
        },
      },
      heardMs: () => heardMs,
      hangsForGood: async () =>
        !(await seen.promise) && (await Promise.all(kinds.map(({ cameLate }) => cameLate))).includes(false),
      end: (latencyMs) => {
        if (latencyMs !== null) this.#noteAnswer(traits, latencyMs);
        if (latencyMs !== null || heardMs === limitMs) seen.resolve(latencyMs !== null);
      },
    };
  }

  #briefMs(manner: Manner): number {
    const { timeoutMs } = this.#parts;
    const answersMs = TIMES_AN_ANSWER * this.#latencies.at(MOST);
    return Math.min(timeoutMs, Math.max(LEAST_SHARE[manner] * timeoutMs, answersMs));
  }

  #kindOf(traits: () => TraitCodes): HangKind | undefined {
    if (this.#kinds.length === 0) return undefined;
    const own = traits();
    if (this.#late.some((late) => includesAll(own, late))) return undefined;
    return this.#kinds.find((kind) => kind.hangs > kind.answers && isOfKind(kind, own, this.#answered));
  }

  /** The kinds of which a request is that has no answer yet; it counts for them. */
  #kindsOf(own: TraitCodes): readonly HangKind[] {
    const kinds = this.#kinds.filter((kind) => isOfKind(kind, own, this.#answered));
    for (const kind of kinds) if (!kind.isNovel && kind.codes.size === own.size) kind.hangs += 1;
    return kinds;
  }

  /** Takes down that a request of no known kind has no answer yet. */
  #enter(own: TraitCodes, { sinceMs, promise }: Seen): HangKind {
    const kind = { ...kindCodes(own, this.#answered), sinceMs, hangs: 1, answers: 0, cameLate: promise };
    this.#kinds.push(kind);
    return kind;
  }

  #noteAnswer(traits: () => TraitCodes, latencyMs: number): void {
    this.noteWell();
    this.#latencies.add(latencyMs);
    this.#answered.add(traits);
    if (this.#kinds.length === 0) return;
    const own = traits();
    for (const kind of this.#kinds)
      if (!kind.isNovel && kind.codes.size === own.size && includesAll(own, kind.codes)) kind.answers += 1;
  }
}

/** A request that has no answer yet. */
interface Seen {
  readonly sinceMs: number;
  /** Whether an answer came late. */
  readonly promise: Promise<boolean>;
}
