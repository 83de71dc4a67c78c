import { carriesMemberKey } from "../cases/derived-key.ts";
import type { CvmId } from "../cases/cvm-id.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { Expectation } from "../cases/expectation.ts";
import type { StoredIds } from "../cases/stored.ts";
import type { PreviewRules, ToldItem } from "../cases/preview-rules.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { isCalm, type Watch } from "./is-calm.ts";
import type { PreviewKnowledge } from "./preview-knowledge.ts";
import { PreviewsStoppedError } from "./previews-stopped-error.ts";
import type { WritingPreview, WrittenCvm } from "./writing-preview.ts";

/** Sends a request at once and gives what came of it. */
export type Ask = (plan: RequestPlan) => Promise<Reading>;

/** A request and what came of it. */
export interface Asked {
  readonly plan: RequestPlan;
  readonly reading: Reading;
}

/** What the guard works with. */
export interface PreviewGuardParts {
  /** Once a preview has written, nothing more is sent that could: there is no leave to write. Else it has found what it looks for. */
  readonly stops: boolean;
  /** Whether previews alone are sent for now: what others write meanwhile can't be told from what a preview wrote. */
  readonly isActive: () => boolean;
  /** Whether a request is of a kind that hangs, so that nothing can be learned from it. */
  readonly hangs: (plan: RequestPlan) => boolean;
  readonly rules: PreviewRules;
  readonly knowledge: PreviewKnowledge;
  /** The credentials that the server is to take. */
  readonly credentials: readonly CredentialName[];
  /** What answer a request is owed. */
  readonly expect: (plan: RequestPlan) => Expectation;
  /** What is stored, or null where that can't be looked into. */
  readonly stored: () => Promise<StoredIds | null>;
  /** Told once, of the first preview that was seen to write. `look` is a preview of what is written already. */
  readonly onWritten: (seen: WritingPreview, look: RequestPlan) => void;
}

const byCvm = (items: readonly ToldItem[]): ReadonlyMap<CvmId, ToldItem> =>
  new Map(items.map((item) => [item.cvmId, item]));

/** The CVMs that are stored now as was told that they would be, of those that were told to change. */
const writtenOf = (told: readonly ToldItem[], now: readonly ToldItem[]): readonly WrittenCvm[] => {
  const items = byCvm(now);
  return told.flatMap(({ cvmId, before, after }) =>
    after !== null && items.get(cvmId)?.before === after ? [{ cvmId, before, after }] : [],
  );
};

const storedSince = (before: StoredIds, after: StoredIds): readonly WrittenCvm[] =>
  [...before].flatMap(([cvmId, id]) => {
    const now = after.get(cvmId);
    return now === undefined || now === id ? [] : [{ cvmId, before: id, after: now }];
  });

/** Equal where the same was said of the same CVMs. */
const wordsOf = (items: readonly ToldItem[]): string =>
  items
    .map(({ cvmId, status, before, after }) => JSON.stringify([String(cvmId), status, before, after]))
    .toSorted()
    .join(" ");

const changesOf = (items: readonly ToldItem[]): readonly ToldItem[] => items.filter(({ after }) => after !== null);

/**
 * Keeps a server whose previews write from being written to more than it takes to see that. A preview with something new about it goes out
 * alone, after narrower ones of its kind, and what it told of is looked at before anything else is sent. Once one was seen to write,
 * nothing more is sent that could.
 */
export class PreviewGuard {
  readonly #parts: PreviewGuardParts;
  readonly #lookedAt = new Set<CvmId>();
  /** What was stored when it was looked into last. */
  #stored: StoredIds | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #settling: Promise<unknown> | null = null;
  #seen: WritingPreview | null = null;

  constructor(parts: PreviewGuardParts) {
    this.#parts = parts;
  }

  /** Once a preview has written, nothing more is sent that could. */
  get stops(): boolean {
    return this.#parts.stops;
  }

  /** A preview was seen to write, and nothing more is sent that could. */
  get hasStopped(): boolean {
    return this.stops && this.seen !== null;
  }

  /** The preview that was seen to write, or null. */
  get seen(): WritingPreview | null {
    return this.#seen;
  }

  /** How many CVMs were looked at after a preview had told a change of them. */
  get lookedAt(): number {
    return this.#lookedAt.size;
  }

  /** Whether a request may be sent as things stand. */
  maySend(plan: RequestPlan): boolean {
    return this.#seen === null || !this.#parts.stops || !this.#couldWrite(plan);
  }

  /** Sends a request with `ask`, after what is narrower where its kind is new. Rejects with `PreviewsStoppedError` where it may not be sent any more. */
  async send(plan: RequestPlan, ask: Ask): Promise<Reading> {
    // What is particular is told faster than what is owed.
    const { knowledge, stops, isActive } = this.#parts;
    if (!isActive() || (this.#seen !== null && !stops)) return ask(plan);
    const isNew = this.#seen !== null || knowledge.fresh(plan).length > 0;
    if (isNew && !this.#couldWrite(plan)) return ask(plan);
    await this.#settling;
    this.#refuseIfStopped();
    const approached = isNew ? await this.#inTurn(() => this.#approach(plan, ask)) : null;
    if (approached !== null) return approached;
    this.#refuseIfStopped();
    const reading = await ask(plan);
    knowledge.note(reading);
    return reading;
  }

  /**
   * Whether a preview, and one sent after it, show that it wrote: then that is what the run goes by from now on. Takes time only where
   * a CVM is stored as the preview told.
   */
  async convict(preview: Asked, look: Asked, ask: Ask): Promise<boolean> {
    if (this.#seen !== null || !this.#parts.isActive()) return false;
    const { rules } = this.#parts;
    const written = writtenOf(rules.told(preview.reading), rules.told(look.reading));
    if (written.length === 0) return false;
    return this.#inTurn(() => this.#settle(preview, look, written, ask));
  }

  /** A server that takes what is invalid or comes without a key can write as well; a refusal is all that is owed to that, and it is sent. */
  #couldWrite(plan: RequestPlan): boolean {
    const { credentials } = this.#parts;
    const owner = carriesMemberKey(plan.credential) ? "member" : plan.credential;
    if (!credentials.includes(owner)) return false;
    const expectation = this.#parts.expect(plan);
    switch (expectation.kind) {
      case "acceptance":
        return true;
      case "refusal":
        return expectation.stubbornFaults.length === 0;
      case "tolerance":
        return expectation.isReadable && plan.body.kind === "json";
    }
  }

  #refuseIfStopped(): void {
    if (this.#seen !== null && this.#parts.stops) throw new PreviewsStoppedError();
  }

  /** Does one thing after the other. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Sends what is narrower, then the request itself; null where that is of a kind that hangs, which tells nothing and need not be sent alone. */
  async #approach(plan: RequestPlan, ask: Ask): Promise<Reading | null> {
    this.#refuseIfStopped();
    const { knowledge, stored } = this.#parts;
    const fresh = knowledge.fresh(plan);
    if (fresh.length > 0) this.#stored = await stored();
    const isFirst = knowledge.isBlank;
    for (const plans of fresh.length === 0 ? [] : knowledge.narrower(plan))
      for (const narrow of plans) {
        if (this.#parts.hangs(plan)) return null;
        const traits = knowledge.fresh(narrow);
        const hasTold = await this.#lookAfter({ plan: narrow, reading: await ask(narrow) }, ask);
        this.#refuseIfStopped();
        // With leave to write the run goes on, and it is known by now.
        if (this.#seen !== null) return ask(plan);
        knowledge.clear(traits, hasTold);
        // The first time all the way, so that of each kind of CVM few are told of at once.
        if (hasTold && !isFirst) break;
      }
    if (this.#parts.hangs(plan)) return null;
    const reading = await ask(plan);
    const hasTold = await this.#lookAfter({ plan, reading }, ask);
    if (this.#seen === null) knowledge.clear(fresh, hasTold);
    return reading;
  }

  /** Looks at what a preview told of. True where it promised an update. */
  async #lookAfter(preview: Asked, ask: Ask): Promise<boolean> {
    const { rules, knowledge } = this.#parts;
    const changes = changesOf(rules.told(preview.reading));
    knowledge.note(preview.reading);
    if (await this.#comparesStore(preview, ask)) return true;
    if (changes.length === 0) return false;
    const look = await this.#look(preview.plan.credential, this.#butOne(changes), ask);
    const shown = byCvm(rules.told(look.reading));
    const written = writtenOf(changes, rules.told(look.reading));
    if (written.length > 0) await this.#settle(preview, look, written, ask);
    else knowledge.note(look.reading);
    if (!knowledge.isProven(look.plan) && this.#seen === null) await this.#clearLook(look, ask);
    for (const { cvmId } of changes) if (shown.has(cvmId)) this.#lookedAt.add(cvmId);
    return changes.some(({ isPromised }) => isPromised);
  }

  /** All but one that was looked at before: what somebody else writes shows by that one. */
  #butOne(changes: readonly ToldItem[]): readonly ToldItem[] {
    const spared = changes.length < 2 ? undefined : changes.find(({ cvmId }) => this.#lookedAt.has(cvmId));
    return changes.filter((item) => item !== spared);
  }

  /** Looks into the store, where that can be done, for what a preview wrote without telling. True where it did. */
  async #comparesStore(preview: Asked, ask: Ask): Promise<boolean> {
    const [before, after] = [this.#stored, await this.#parts.stored()];
    this.#stored = after;
    if (before === null || after === null) return false;
    const written = storedSince(before, after);
    if (written.length === 0) return false;
    const numbers = written.map(({ cvmId }) => cvmId);
    const plan = this.#parts.knowledge.lookAtNumbers(preview.plan.credential, numbers);
    return this.#settle(preview, { plan, reading: await ask(plan) }, written, ask);
  }

  /** A look is a preview itself. */
  async #clearLook(look: Asked, ask: Ask): Promise<void> {
    const { rules, knowledge } = this.#parts;
    const again: Asked = { plan: look.plan, reading: await ask(look.plan) };
    const changes = changesOf(rules.told(look.reading));
    const written = writtenOf(changes, rules.told(again.reading));
    if (written.length > 0) await this.#settle(look, again, written, ask);
    else if (changes.some(({ isPromised }) => isPromised)) knowledge.prove(look.plan);
  }

  async #look(credential: CredentialName, items: readonly ToldItem[], ask: Ask): Promise<Asked> {
    const { rules, knowledge } = this.#parts;
    const plan = knowledge.lookAt(credential, items);
    const reading = await ask(plan);
    if (rules.told(reading).length > 0) return { plan, reading };
    const numbers = items.map(({ cvmId }) => cvmId);
    const numbered = knowledge.lookAtNumbers(credential, numbers);
    return { plan: numbered, reading: await ask(numbered) };
  }

  /** Decides whether a preview wrote what is stored as it told, or somebody else. Nothing else that could write is sent meanwhile. */
  async #settle(preview: Asked, look: Asked, written: readonly WrittenCvm[], ask: Ask): Promise<boolean> {
    const { rules, knowledge, onWritten } = this.#parts;
    const { credential } = preview.plan;
    const settling = this.#isCalm(preview, written, ask);
    this.#settling = settling;
    try {
      if (!(await settling) || this.#seen !== null) {
        for (const { cvmId } of written) knowledge.forget(cvmId);
        return false;
      }
      this.#seen = { plans: [preview.plan, look.plan], readings: [preview.reading, look.reading], written };
    } finally {
      this.#settling = null;
    }
    const shown = byCvm(rules.told(look.reading));
    const items = written.flatMap(({ cvmId }) => shown.get(cvmId) ?? []);
    const numbers = written.map(({ cvmId }) => cvmId);
    onWritten(
      this.#seen,
      items.length === 0 ? knowledge.lookAtNumbers(credential, numbers) : knowledge.lookAt(credential, items),
    );
    return true;
  }

  /**
   * Whether nobody else changes the fleet: what is stored stays as it is. Where the store can't be looked into, that is asked of what was
   * written, and of other CVMs that previews told updates of.
   */
  async #isCalm(preview: Asked, written: readonly WrittenCvm[], ask: Ask): Promise<boolean> {
    return isCalm((await this.#watchStore()) ?? this.#watchAnswers(preview, written, ask));
  }

  async #watchStore(): Promise<Watch | null> {
    const { stored } = this.#parts;
    if ((await stored()) === null) return null;
    return async () => [...((await stored()) ?? [])].join("\n");
  }

  #watchAnswers({ plan, reading }: Asked, written: readonly WrittenCvm[], ask: Ask): Watch {
    const { rules, knowledge } = this.#parts;
    const told = byCvm(rules.told(reading));
    const watched = written.flatMap(({ cvmId }) => told.get(cvmId) ?? []);
    // Somebody else's refresh takes no heed of what this preview was about, and a fleet that moves does not of what was written.
    const others = knowledge.bystanders(new Set(told.keys()));
    // Where there is nobody to compare with, it has to be the first preview of its kind or the first about these CVMs.
    const isNews = knowledge.fresh(plan).length > 0 || !written.some(({ cvmId }) => this.#lookedAt.has(cvmId));
    if (others === null && !isNews) return async () => null;
    return async () => {
      const own = rules.told((await this.#look(plan.credential, watched, ask)).reading);
      if (others === null) return wordsOf(own);
      const beside = rules.told((await this.#look(others.credential, others.items, ask)).reading);
      return writtenOf(others.items, beside).length > 0 ? null : wordsOf([...own, ...beside]);
    };
  }
}
