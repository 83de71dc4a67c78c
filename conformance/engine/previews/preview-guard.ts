import { isDeepStrictEqual } from "node:util";
import type { CredentialName } from "../../cases/exchange.ts";
import type { PreviewRules } from "../../cases/preview-rules.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { Alone } from "./alone.ts";
import type { Ask } from "./asked.ts";
import { couldWrite } from "./could-write.ts";
import { PreviewAftermath } from "./preview-aftermath.ts";
import type { PreviewGuardParts } from "./preview-guard-parts.ts";
import { PreviewsStoppedError } from "./previews-stopped-error.ts";
import { isRefused, type TriedOut } from "./tried-out.ts";
import { wroteThoughRefused } from "./writing-preview.ts";

/** So often is a kind of preview tried anew after which what is stored had changed: a fleet may move all the time. */
const MOST_MOVES = 20;

/** So many in a row of the narrower requests are refused at most, before a wider one is taken for refused as well. */
const MOST_REFUSED = 2;

/**
 * Keeps a server whose previews write from being written to more than it takes to see that. A preview with something new about it goes out
 * alone, after narrower ones of its kind, and what it told of is looked at before anything else is sent. Once one was seen to write, or
 * looks show nothing, nothing more is sent that could.
 */
export class PreviewGuard {
  /** What is known by now of what previews wrote. */
  readonly aftermath: PreviewAftermath;
  readonly #parts: PreviewGuardParts;
  /** What is tried out has no other preview beside it. */
  readonly #alone: Alone;
  /** How often what is stored was seen to change right after a preview, by whomever. */
  #moves = 0;

  constructor(parts: PreviewGuardParts) {
    this.#parts = parts;
    this.#alone = new Alone(parts.onAlone);
    this.aftermath = new PreviewAftermath(parts, this.#alone);
  }

  /** Once a preview has written, nothing more is sent that could. */
  get stops(): boolean {
    return this.#parts.stops;
  }

  /** What it knows of the operation. */
  get rules(): PreviewRules {
    return this.#parts.rules;
  }

  /** A look at CVMs of these names. */
  lookAt(credential: CredentialName, names: readonly string[]): RequestPlan {
    return this.#parts.knowledge.lookAt(credential, names);
  }

  /** A preview was seen to write, or looks show nothing, and nothing more is sent that could write. */
  get hasStopped(): boolean {
    return this.stops && this.aftermath.isOver;
  }

  /** Whether a request may be sent as things stand. */
  maySend(plan: RequestPlan): boolean {
    if (!this.hasStopped) return true;
    if (this.aftermath.seen !== null && wroteThoughRefused(this.aftermath.seen)) return false;
    // The look that showed nothing can be sent again, for others to judge what came of it.
    return isDeepStrictEqual(plan, this.aftermath.emptyLook) || !couldWrite(plan, this.#parts);
  }

  /** Sends a request with `ask`, after what is narrower where its kind is new. Rejects with `PreviewsStoppedError` where it may not be sent any more. */
  async send(plan: RequestPlan, ask: Ask): Promise<Reading> {
    // What is particular is told faster than what is owed.
    const { knowledge, stops, isActive } = this.#parts;
    if (!isActive() || (this.aftermath.isOver && !stops)) return ask(plan);
    const isNew = this.aftermath.isOver || knowledge.fresh(plan).length > 0;
    if (isNew && this.aftermath.isOver && this.maySend(plan)) return ask(plan);
    // What a server writes on this all the same would be put down to a preview that is tried out meanwhile.
    if (isNew && !this.aftermath.isOver && !couldWrite(plan, this.#parts))
      return this.#alone.beside(() => {
        if (!this.maySend(plan)) this.#refuseIfStopped();
        return ask(plan);
      });
    const approached = isNew ? await this.#alone.by(() => this.#approach(plan, ask)) : null;
    if (approached !== null) return approached;
    const reading = await this.#alone.beside(() => {
      this.#refuseIfStopped();
      return ask(plan);
    });
    knowledge.note(reading);
    return reading;
  }

  #refuseIfStopped(): void {
    if (this.hasStopped) throw new PreviewsStoppedError();
  }

  /** Sends what is narrower, then the request itself; null where that is of a kind that hangs, which tells nothing and need not be sent alone. */
  async #approach(plan: RequestPlan, ask: Ask): Promise<Reading | null> {
    this.#refuseIfStopped();
    const { knowledge, rules, hangs } = this.#parts;
    const fresh = knowledge.fresh(plan);
    if (fresh.length > 0) {
      await this.aftermath.begin();
      const isFirst = knowledge.isBlank;
      await this.#tryLongerLooks(plan.credential, rules.names(plan).length, ask);
      this.#refuseIfStopped();
      for (const plans of knowledge.narrower(plan)) {
        let refused = 0;
        for (const narrow of plans) {
          if (hangs(plan)) return null;
          // With leave to write the run goes on, and it is known by now.
          if (this.aftermath.isOver) return ask(plan);
          const traits = knowledge.fresh(narrow);
          // The first time all the way, so that of each kind of CVM few are told of at once.
          if (traits.length === 0 && !isFirst) continue;
          if (knowledge.onOne(narrow) !== null) await this.#tryOnOne(plan, ask);
          const { reading, hasTold } = await this.#tryOutUntilStill(narrow, traits, ask);
          this.#refuseIfStopped();
          refused = isRefused(reading) ? refused + 1 : 0;
          if ((hasTold && !isFirst) || refused === MOST_REFUSED || knowledge.isExhausted(narrow, reading)) break;
        }
      }
      await this.#tryOnOne(plan, ask);
    }
    if (hangs(plan)) return null;
    return this.aftermath.isOver ? ask(plan) : (await this.#tryOut(plan, fresh, ask)).reading;
  }

  /** Tries a wide limit on one CVM, before a scan has it. */
  async #tryOnOne(plan: RequestPlan, ask: Ask): Promise<void> {
    const { knowledge, hangs } = this.#parts;
    const one = knowledge.onOne(plan);
    if (one === null || this.aftermath.isOver || hangs(plan)) return;
    const traits = knowledge.fresh(one);
    if (traits.length > 0) await this.#tryOut(one, traits, ask);
    this.#refuseIfStopped();
  }

  /** Tries a preview out, anew where what is stored changed meanwhile: no wider one goes out before one of its kind left all as it was. */
  async #tryOutUntilStill(plan: RequestPlan, traits: readonly string[], ask: Ask): Promise<TriedOut> {
    for (;;) {
      const tried = await this.#tryOut(plan, traits, ask);
      if (!tried.hasMoved || this.aftermath.isOver || this.#moves > MOST_MOVES) return tried;
    }
  }

  /** Sends a preview and looks after it. */
  async #tryOut(plan: RequestPlan, traits: readonly string[], ask: Ask): Promise<TriedOut> {
    const { knowledge } = this.#parts;
    if (this.aftermath.isInDoubt) await this.aftermath.begin();
    const reading = await ask(plan);
    const seen = await this.aftermath.lookAfter({ plan, reading }, ask);
    if (seen === "moved") this.#moves += 1;
    if (!this.aftermath.isOver && (seen !== "moved" || this.#moves > MOST_MOVES))
      knowledge.clear(plan, traits, seen !== "quiet");
    await this.#tryLongerLooks(plan.credential, this.aftermath.mostWanted, ask);
    return { reading, hasTold: seen === "promised", hasMoved: seen === "moved" };
  }

  /** Tries looks at more CVMs, until one may hold so many or no longer one can be made: each with as few CVMs as can be that may be written. */
  async #tryLongerLooks(credential: CredentialName, count: number, ask: Ask): Promise<void> {
    const { knowledge } = this.#parts;
    while (count > 1 && !this.aftermath.isOver) {
      const plan = knowledge.longerLook(credential, count);
      if (plan === null) return;
      const seen = await this.aftermath.lookAfter({ plan, reading: await ask(plan) }, ask);
      if (this.aftermath.isOver || seen === "moved") return;
      if (seen === "promised") knowledge.prove(plan);
      else knowledge.clear(plan, knowledge.fresh(plan), false);
    }
  }
}
