import { isDeepStrictEqual } from "node:util";
import type { CvmId } from "../../cases/cvm-id.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { ToldItem } from "../../cases/preview-rules.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { Alone } from "./alone.ts";
import type { Ask, Asked } from "./asked.ts";
import { AwaitedLooks } from "./awaited-looks.ts";
import { couldWrite } from "./could-write.ts";
import { Doubts } from "./doubts.ts";
import type { PreviewGuardParts } from "./preview-guard-parts.ts";
import { PreviewLooks } from "./preview-looks.ts";
import { StoreComparison } from "./store-comparison.ts";
import { PreviewsStoppedError } from "./previews-stopped-error.ts";
import { asWritten, byCvm, changesOf, havePromised, namesOf, writtenOf } from "./told-and-stored.ts";
import { isAnswered, isRefused, type LookedAt, type TriedOut } from "./tried-out.ts";
import { fleetMoves } from "./watch-fleet.ts";
import { asUnwritten, likeliestOf, whoseWrite, type WhoseWriteParts } from "./whose-write.ts";
import type { UnseenChanges, WritingPreview, WrittenCvm } from "./writing-preview.ts";

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
  readonly #parts: PreviewGuardParts;
  readonly #looks: PreviewLooks;
  readonly #lookedAt = new Set<CvmId>();
  /** What is tried out has no other preview beside it. */
  readonly #alone: Alone;
  readonly #store: StoreComparison;
  readonly #awaited: AwaitedLooks;
  /** What it is decided by who wrote. */
  readonly #writers: WhoseWriteParts;
  /** How often what is stored was seen to change right after a preview, by whomever. */
  #moves = 0;
  #seen: WritingPreview | null = null;
  /** What no look showed, after which none is made. */
  #unseen: UnseenChanges | null = null;

  constructor(parts: PreviewGuardParts) {
    this.#parts = parts;
    this.#alone = new Alone(parts.onAlone);
    this.#looks = new PreviewLooks(parts);
    this.#store = new StoreComparison(parts.stored);
    this.#awaited = new AwaitedLooks(parts);
    const own = { looks: this.#looks, lookedAt: this.#lookedAt, store: this.#store, doubts: new Doubts() };
    this.#writers = { ...parts, ...own };
  }

  /** Once a preview has written, nothing more is sent that could. */
  get stops(): boolean {
    return this.#parts.stops;
  }

  /** A preview was seen to write, or looks show nothing, and nothing more is sent that could write. */
  get hasStopped(): boolean {
    return this.stops && this.#isOver;
  }

  /** The preview that was seen to write, or null. */
  get seen(): WritingPreview | null {
    return this.#seen;
  }

  /** The CVMs that previews told changes of and no look showed anything of: empty where looks show something. */
  get unseen(): readonly WrittenCvm[] {
    return this.#unseen?.cvms ?? [];
  }

  /** The CVMs that previews told changes of and that were not looked at afterwards, since nothing could be sent any more. */
  get notLookedAt(): readonly WrittenCvm[] {
    return this.#awaited.left;
  }

  /** The CVMs of which answers told another stored id later on than at first, and that no preview was seen to write. */
  get alsoChanged(): readonly WrittenCvm[] {
    const written = new Set(this.#seen?.written.map(({ cvmId }) => cvmId));
    return this.#parts.knowledge.changed.filter(({ cvmId }) => !written.has(cvmId));
  }

  /** How many CVMs were looked at after a preview had told a change of them. */
  get lookedAt(): number {
    return this.#lookedAt.size;
  }

  /** Whether a request may be sent as things stand. */
  maySend(plan: RequestPlan): boolean {
    // The look that showed nothing can be sent again, for others to judge what came of it.
    return !this.hasStopped || isDeepStrictEqual(plan, this.#unseen?.look.plan) || !couldWrite(plan, this.#parts);
  }

  /** Sends a request with `ask`, after what is narrower where its kind is new. Rejects with `PreviewsStoppedError` where it may not be sent any more. */
  async send(plan: RequestPlan, ask: Ask): Promise<Reading> {
    // What is particular is told faster than what is owed.
    const { knowledge, stops, isActive } = this.#parts;
    if (!isActive() || (this.#isOver && !stops)) return ask(plan);
    const isNew = this.#isOver || knowledge.fresh(plan).length > 0;
    if (isNew && (this.#isOver ? this.maySend(plan) : !couldWrite(plan, this.#parts))) return ask(plan);
    const approached = isNew ? await this.#alone.by(() => this.#approach(plan, ask)) : null;
    if (approached !== null) return approached;
    const reading = await this.#alone.beside(() => {
      this.#refuseIfStopped();
      return ask(plan);
    });
    knowledge.note(reading);
    return reading;
  }

  /**
   * Whether a preview, and one sent after it, show that it wrote: then that is what the run goes by from now on. Takes time only where
   * a CVM is stored as the preview told.
   */
  async convict(preview: Asked, look: Asked, ask: Ask): Promise<boolean> {
    if (this.#isOver || !this.#parts.isActive()) return false;
    const { rules } = this.#parts;
    const written = await this.#store.confirmed(writtenOf(rules.told(preview.reading), rules.told(look.reading)));
    if (written.length === 0) return false;
    return this.#alone.by(() => this.#settle(preview, look, written, ask));
  }

  /** Whether what is stored changes while nothing is sent but looks; `isBrief`: as far as two of them for each key show. Null where that was not seen. */
  movesByItself(isBrief: boolean, ask: Ask): Promise<boolean | null> {
    return fleetMoves({ ...this.#parts, looks: this.#looks }, isBrief, async (plan) => {
      const reading = await ask(plan);
      this.#awaited.note(reading);
      return reading;
    });
  }

  get #isOver(): boolean {
    return this.#seen !== null || this.#unseen !== null;
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
      await this.#store.begin();
      const isFirst = knowledge.isBlank;
      await this.#tryLongerLooks(plan.credential, rules.names(plan).length, ask);
      this.#refuseIfStopped();
      for (const plans of knowledge.narrower(plan)) {
        let refused = 0;
        for (const narrow of plans) {
          if (hangs(plan)) return null;
          // With leave to write the run goes on, and it is known by now.
          if (this.#isOver) return ask(plan);
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
    return this.#isOver ? ask(plan) : (await this.#tryOut(plan, fresh, ask)).reading;
  }

  /** Tries a wide limit on one CVM, before a scan has it. */
  async #tryOnOne(plan: RequestPlan, ask: Ask): Promise<void> {
    const { knowledge, hangs } = this.#parts;
    const one = knowledge.onOne(plan);
    if (one === null || this.#isOver || hangs(plan)) return;
    const traits = knowledge.fresh(one);
    if (traits.length > 0) await this.#tryOut(one, traits, ask);
    this.#refuseIfStopped();
  }

  /** Tries a preview out, anew where what is stored changed meanwhile: no wider one goes out before one of its kind left all as it was. */
  async #tryOutUntilStill(plan: RequestPlan, traits: readonly string[], ask: Ask): Promise<TriedOut> {
    for (;;) {
      const tried = await this.#tryOut(plan, traits, ask);
      if (!tried.hasMoved || this.#isOver || this.#moves > MOST_MOVES) return tried;
    }
  }

  /** Sends a preview and looks after it. */
  async #tryOut(plan: RequestPlan, traits: readonly string[], ask: Ask): Promise<TriedOut> {
    const { knowledge } = this.#parts;
    // Once others may be at work, what they wrote before this preview is to be told from what it writes.
    if (!this.#writers.doubts.areNone) await this.#store.begin();
    const reading = await ask(plan);
    const seen = await this.#lookAfter({ plan, reading }, ask);
    if (seen === "moved") this.#moves += 1;
    if (!this.#isOver && (seen !== "moved" || this.#moves > MOST_MOVES))
      knowledge.clear(plan, traits, seen !== "quiet");
    await this.#tryLongerLooks(plan.credential, this.#looks.mostWanted, ask);
    return { reading, hasTold: seen === "promised", hasMoved: seen === "moved" };
  }

  /** Tries looks at more CVMs, until one may hold so many or no longer one can be made: each with as few CVMs as can be that may be written. */
  async #tryLongerLooks(credential: CredentialName, count: number, ask: Ask): Promise<void> {
    const { knowledge } = this.#parts;
    while (count > 1 && !this.#isOver) {
      const plan = knowledge.longerLook(credential, count);
      if (plan === null) return;
      const seen = await this.#lookAfter({ plan, reading: await ask(plan) }, ask);
      if (this.#isOver || seen === "moved") return;
      if (seen === "promised") knowledge.prove(plan);
      else knowledge.clear(plan, knowledge.fresh(plan), false);
    }
  }

  /** Looks at what a preview told of. */
  async #lookAfter(first: Asked, ask: Ask): Promise<LookedAt> {
    const { rules, knowledge } = this.#parts;
    knowledge.note(first.reading);
    const store = await this.#compareStore([first], ask);
    if (store === "written") return "moved";
    const promised = changesOf(rules.told(first.reading));
    if (promised.length === 0) return "quiet";
    const choose = (told: readonly ToldItem[]): readonly ToldItem[] => this.#butOne(changesOf(told));
    const { preview, changes, looks, isShown } = await this.#awaited.during(promised, ask, (looking) =>
      this.#looks.untilShown(first, choose, looking),
    );
    if (store !== "unknown" && (await this.#compareStore(looks, ask)) === "written") return "moved";
    const look = looks.at(-1) ?? first;
    // Where looks show something as a rule, what they don't show is gone.
    if (!isShown && !(this.#lookedAt.size > 0 && isAnswered(look)) && store === "unknown") {
      if (await this.#looks.isGone(preview, changes, look, ask)) return "moved";
      this.#unseen = { look, cvms: changes.map(asWritten) };
      await this.#parts.onUnseen(look);
      return "moved";
    }
    const shown = byCvm(this.#looks.shown(looks));
    const written = writtenOf(changes, [...shown.values()]);
    // What the store shows holds, whatever answers tell.
    const telling =
      store === "unwritten"
        ? undefined
        : looks.find(({ reading }) => writtenOf(changes, rules.told(reading)).length > 0);
    if (telling !== undefined) await this.#settle(preview, telling, written, ask);
    for (const { reading } of looks) knowledge.note(reading);
    for (const look of looks) if (look.plan !== preview.plan) await this.#clearLook(look, ask);
    for (const { cvmId } of changes) if (shown.has(cvmId)) this.#lookedAt.add(cvmId);
    if (telling !== undefined) return "moved";
    return isShown && havePromised(changes) ? "promised" : "quiet";
  }

  /** All but one that was looked at before: what somebody else writes shows by that one. */
  #butOne(changes: readonly ToldItem[]): readonly ToldItem[] {
    const spared = changes.length < 2 ? undefined : changes.find(({ cvmId }) => this.#lookedAt.has(cvmId));
    return changes.filter((item) => item !== spared);
  }

  /** Looks into the store, where that can be done, for what was written since the first of these previews was sent, told or not, by whomever. */
  async #compareStore(previews: readonly Asked[], ask: Ask): Promise<"written" | "unwritten" | "unknown"> {
    const written = await this.#store.changes();
    if (written === null) return "unknown";
    const { rules, knowledge } = this.#parts;
    const preview = likeliestOf(previews, written, rules);
    if (written.length === 0 || preview === undefined) return asUnwritten(previews, this.#writers);
    const plan = knowledge.lookAt(preview.plan.credential, namesOf(written));
    await this.#settle(preview, { plan, reading: await ask(plan) }, written, ask);
    return "written";
  }

  /** A look is a preview itself. */
  async #clearLook(look: Asked, ask: Ask): Promise<void> {
    const { rules, knowledge } = this.#parts;
    if (this.#isOver || knowledge.isProven(look.plan)) return;
    const changes = changesOf(rules.told(look.reading));
    const reading = await this.#awaited.during(changes, ask, (looking) => looking(look.plan));
    const again: Asked = { plan: look.plan, reading };
    const written = await this.#store.confirmed(writtenOf(changes, rules.told(again.reading)));
    if (written.length > 0) await this.#settle(look, again, written, ask);
    else if (havePromised(changes)) knowledge.prove(look.plan);
  }

  /** Decides whether a preview wrote what is stored otherwise, or somebody else. */
  async #settle(preview: Asked, look: Asked, written: readonly WrittenCvm[], ask: Ask): Promise<boolean> {
    const { knowledge, onWritten } = this.#parts;
    const { all, isByPreview } = await whoseWrite(preview, written, this.#writers, ask);
    if (!isByPreview || this.#isOver) {
      for (const cvm of all) knowledge.noteWritten(cvm);
      return false;
    }
    this.#seen = {
      plans: [preview.plan, look.plan],
      readings: [preview.reading, look.reading],
      written: this.#store.isOpen ? all : knowledge.withToldBefore(preview.reading, all),
      shownBy: this.#store.isOpen ? "state-probe" : "answers",
    };
    await onWritten(this.#seen);
    return true;
  }
}
