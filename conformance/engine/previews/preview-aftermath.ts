import type { CvmId } from "../../cases/cvm-id.ts";
import type { ToldItem } from "../../cases/preview-rules.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import type { Alone } from "./alone.ts";
import type { Ask, Asked } from "./asked.ts";
import { AwaitedLooks } from "./awaited-looks.ts";
import { Doubts } from "./doubts.ts";
import type { PreviewGuardParts } from "./preview-guard-parts.ts";
import { PreviewLooks } from "./preview-looks.ts";
import { StoreComparison } from "./store-comparison.ts";
import { asWritten, byCvm, changesOf, havePromised, namesOf, writtenOf } from "./told-and-stored.ts";
import { isAnswered, type LookedAt } from "./tried-out.ts";
import { fleetMoves } from "./watch-fleet.ts";
import { asUnwritten, likeliestOf, whoseWrite, type WhoseWriteParts } from "./whose-write.ts";
import type { UnseenChanges, WritingPreview, WrittenCvm } from "./writing-preview.ts";

/** What previews left behind: they are looked after, in answers and in the store, and of what is stored otherwise it is decided who wrote it. */
export class PreviewAftermath {
  readonly #parts: PreviewGuardParts;
  readonly #alone: Alone;
  readonly #looks: PreviewLooks;
  readonly #lookedAt = new Set<CvmId>();
  readonly #store: StoreComparison;
  readonly #awaited: AwaitedLooks;
  /** What it is decided by who wrote. */
  readonly #writers: WhoseWriteParts;
  #seen: WritingPreview | null = null;
  #unseen: UnseenChanges | null = null;

  /** Who wrote is decided while nothing else is done `alone`. */
  constructor(parts: PreviewGuardParts, alone: Alone) {
    this.#parts = parts;
    this.#alone = alone;
    this.#looks = new PreviewLooks(parts);
    this.#store = new StoreComparison(parts.stored);
    this.#awaited = new AwaitedLooks(parts);
    const own = { looks: this.#looks, lookedAt: this.#lookedAt, store: this.#store, doubts: new Doubts() };
    this.#writers = { ...parts, ...own };
  }

  /** The preview that was seen to write, or null. */
  get seen(): WritingPreview | null {
    return this.#seen;
  }

  /** The CVMs that previews told changes of and no look showed anything of: empty where looks show something. */
  get unseen(): readonly WrittenCvm[] {
    return this.#unseen?.cvms ?? [];
  }

  /** The look that showed nothing of them, after which none is made; null where there was none. */
  get emptyLook(): RequestPlan | null {
    return this.#unseen?.look.plan ?? null;
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

  /** A preview was seen to write, or looks show nothing. */
  get isOver(): boolean {
    return this.#seen !== null || this.#unseen !== null;
  }

  /** Whether others may be at work: what they wrote before a preview is to be told from what it writes. */
  get isInDoubt(): boolean {
    return !this.#writers.doubts.areNone;
  }

  /** So many CVMs a look would name where it might. */
  get mostWanted(): number {
    return this.#looks.mostWanted;
  }

  /** Takes down what is stored before a preview, where that can be seen. */
  begin(): Promise<void> {
    return this.#store.begin();
  }

  /** Looks at what a preview told of, and decides who wrote what is stored otherwise. */
  async lookAfter(first: Asked, ask: Ask): Promise<LookedAt> {
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
    // What the store shows holds, whatever answers tell.
    const telling =
      store === "unwritten"
        ? undefined
        : looks.find(({ reading }) => writtenOf(changes, rules.told(reading)).length > 0);
    const seen = telling === undefined ? [] : writtenOf(changes, [...shown.values()]);
    const written = await this.#unlessAtOdds(preview, seen, ask);
    if (telling !== undefined && written.length > 0) await this.#settle(preview, telling, written, ask);
    for (const { reading } of looks) knowledge.note(reading);
    for (const look of looks) if (look.plan !== preview.plan) await this.#clearLook(look, ask);
    for (const { cvmId } of changes) if (shown.has(cvmId)) this.#lookedAt.add(cvmId);
    if (written.length > 0) return "moved";
    return isShown && havePromised(changes) ? "promised" : "quiet";
  }

  /**
   * Whether a preview, and one sent after it, show that it wrote: then that is what the run goes by from now on. Takes time only where
   * a CVM is stored as the preview told.
   */
  async convict(preview: Asked, look: Asked, ask: Ask): Promise<boolean> {
    if (this.isOver || !this.#parts.isActive()) return false;
    const { rules } = this.#parts;
    const seen = await this.#store.confirmed(writtenOf(rules.told(preview.reading), rules.told(look.reading)));
    const written = await this.#unlessAtOdds(preview, seen, ask);
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
    if (this.isOver || knowledge.isProven(look.plan)) return;
    const changes = changesOf(rules.told(look.reading));
    const reading = await this.#awaited.during(changes, ask, (looking) => looking(look.plan));
    const again: Asked = { plan: look.plan, reading };
    const seen = await this.#store.confirmed(writtenOf(changes, rules.told(again.reading)));
    const written = await this.#unlessAtOdds(look, seen, ask);
    if (written.length > 0) await this.#settle(look, again, written, ask);
    else if (havePromised(changes)) knowledge.prove(look.plan);
  }

  /**
   * Leaves out of what a preview seems to have written what answers contradict, where the store can't be looked into: those before it told the
   * id that is said to be stored now, or the same preview tells of the CVM once more as before. Then two kinds of previews tell different ids.
   */
  async #unlessAtOdds(preview: Asked, written: readonly WrittenCvm[], ask: Ask): Promise<readonly WrittenCvm[]> {
    const { rules, knowledge } = this.#parts;
    if (this.#store.isOpen) return written;
    const news = knowledge
      .withToldBefore(preview.reading, written)
      .filter(({ before, after }) => !rules.isSameId(before, after))
      .map(({ cvmId }) => cvmId);
    const told = byCvm(rules.told(preview.reading));
    const names = knowledge.namesOf(news.flatMap((cvmId) => told.get(cvmId) ?? []));
    const plan = names.length === 0 ? null : rules.about(preview.plan, names);
    const again =
      plan === null ? [] : rules.told(await ask(plan).catch((error: unknown) => this.#leaveOpen(written, error)));
    const toldAgain = byCvm(again);
    const isToldAgain = (cvmId: CvmId): boolean => {
      const [first, second] = [told.get(cvmId), toldAgain.get(cvmId)];
      return second !== undefined && first?.before === second.before && first.status === second.status;
    };
    return written.filter(({ cvmId }) => news.includes(cvmId) && !isToldAgain(cvmId));
  }

  /** Who wrote is not seen any more where the run ends meanwhile; that it was written is. */
  #leaveOpen(written: readonly WrittenCvm[], error: unknown): never {
    for (const cvm of written) this.#parts.knowledge.noteWritten(cvm);
    throw error;
  }

  /** Decides whether a preview wrote what is stored otherwise, or somebody else. */
  async #settle(preview: Asked, look: Asked, written: readonly WrittenCvm[], ask: Ask): Promise<boolean> {
    const { knowledge, onWritten } = this.#parts;
    const { all, isByPreview } = await whoseWrite(preview, written, this.#writers, ask);
    if (!isByPreview || this.isOver) {
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
