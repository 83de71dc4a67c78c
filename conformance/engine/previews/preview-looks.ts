import type { CvmId } from "../../cases/cvm-id.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { PreviewRules, ToldItem } from "../../cases/preview-rules.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { isTroubled } from "../../target/health-check.ts";
import type { Ask, Asked } from "./asked.ts";
import { isAnswered } from "./tried-out.ts";
import type { PreviewKnowledge } from "./preview-knowledge.ts";
import { byCvm } from "./told-and-stored.ts";

/** What looks are made with. */
export interface PreviewLooksParts {
  readonly rules: PreviewRules;
  readonly knowledge: PreviewKnowledge;
  /** Waits until the server is well, to these callers too. */
  readonly recover: (credentials: Iterable<CredentialName>) => Promise<void>;
  /** Takes a request that was answered, to be sent again where it is in doubt whether the server is well. */
  readonly takeHealthRequest: (plan: RequestPlan) => void;
}

/** A preview that told of changes, and looks that show some of these CVMs. */
export interface LookedAfter {
  readonly preview: Asked;
  readonly changes: readonly ToldItem[];
  /** Where no look showed any of these CVMs, the last that were made. */
  readonly looks: readonly Asked[];
  readonly isShown: boolean;
}

/** So often a look is sent that the server fails on, or that it gives no answer of its own to. */
const MOST_TRIES = 3;

/** So often a preview is sent whose changes no look shows: a CVM may be gone by then, but not each time. */
const MOST_ROUNDS = 2;

/** So often what no look shows is taken for gone, before looks are taken to show nothing. */
const MOST_GONE = 2;

/** A key that is no longer taken, or what answers in the server's place, is no look that showed nothing. */
const isFailed = (reading: Reading): boolean =>
  isTroubled(reading) && !(reading.outcome.kind === "fault" && reading.outcome.fault === "timeout");

/** Looks at what is stored of CVMs, with previews that name them: one at a time, and as many at once as such previews are known to be harmless with. */
export class PreviewLooks {
  readonly #parts: PreviewLooksParts;
  #mostWanted = 0;
  #gone = 0;

  constructor(parts: PreviewLooksParts) {
    this.#parts = parts;
  }

  /** How many CVMs were to be looked at, where that were most. */
  get mostWanted(): number {
    return this.#mostWanted;
  }

  /** Looks at CVMs, by `cvm_id` where their names show nothing. */
  async at(credential: CredentialName, items: readonly ToldItem[], ask: Ask): Promise<readonly Asked[]> {
    this.#mostWanted = Math.max(this.#mostWanted, items.length);
    const looks = await this.#named(credential, this.#parts.knowledge.namesOf(items), ask);
    if (this.shown(looks).length > 0) return looks;
    return this.#named(
      credential,
      items.map(({ cvmId }) => String(cvmId)),
      ask,
    );
  }

  /** Looks at what a preview told of, of which `choose` takes what is to be looked at; where that shows none of it, the preview is sent again, which may. */
  async untilShown(
    first: Asked,
    choose: (told: readonly ToldItem[]) => readonly ToldItem[],
    ask: Ask,
  ): Promise<LookedAfter> {
    const { plan } = first;
    let preview = first;
    let last: readonly Asked[] = [first];
    const unseen = new Map<CvmId, ToldItem>();
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const changes = choose(this.shown([preview]));
      const looks = await this.at(plan.credential, changes, ask);
      if (this.#show(looks, changes)) return { preview, changes, looks, isShown: true };
      const again: Asked = { plan, reading: await this.#again(plan, ask) };
      if (this.#show([again], changes)) return { preview, changes, looks: [again], isShown: true };
      if (looks.length > 0) last = looks;
      for (const item of changes) unseen.set(item.cvmId, item);
      preview = again;
    }
    for (const item of choose(this.shown([preview]))) unseen.set(item.cvmId, item);
    return { preview, changes: [...unseen.values()], looks: last, isShown: false };
  }

  /**
   * Whether what a look that was answered did not show is gone, as in a fleet that moves fast: then a look shows another CVM, of which the preview told
   * no change. So much is granted a few times.
   */
  async isGone({ plan, reading }: Asked, missed: readonly ToldItem[], look: Asked, ask: Ask): Promise<boolean> {
    if (!isAnswered(look) || this.#gone === MOST_GONE) return false;
    this.#gone += 1;
    const names = byCvm(missed);
    const other = this.#parts.rules.told(reading).find(({ cvmId, after }) => after === null && !names.has(cvmId));
    if (other === undefined) return false;
    return byCvm(this.shown(await this.at(plan.credential, [other], ask))).has(other.cvmId);
  }

  /** What looks showed. */
  shown(looks: readonly Asked[]): readonly ToldItem[] {
    return looks.flatMap(({ reading }) => this.#parts.rules.told(reading));
  }

  /** Sends a preview again that was answered: where that fails now, it is sent until it does not. */
  async #again(plan: RequestPlan, ask: Ask): Promise<Reading> {
    const { takeHealthRequest, recover } = this.#parts;
    const reading = await ask(plan);
    if (!isFailed(reading)) return reading;
    takeHealthRequest(plan);
    await recover([plan.credential]);
    return ask(plan);
  }

  #show(looks: readonly Asked[], changes: readonly ToldItem[]): boolean {
    const shown = byCvm(this.shown(looks));
    return changes.some(({ cvmId }) => shown.has(cvmId));
  }

  async #named(credential: CredentialName, names: readonly string[], ask: Ask): Promise<readonly Asked[]> {
    const { knowledge } = this.#parts;
    const looks: Asked[] = [];
    for (let rest = names; rest.length > 0; ) {
      const size = knowledge.harmlessSize(credential, rest);
      const plan = knowledge.lookAt(credential, rest.slice(0, size));
      const look: Asked = { plan, reading: await this.#once(plan, ask) };
      // It writes no more than it may have written before.
      if (size === 1 && isAnswered(look)) this.#parts.takeHealthRequest(plan);
      looks.push(look);
      rest = rest.slice(size);
    }
    return looks;
  }

  async #once(plan: RequestPlan, ask: Ask): Promise<Reading> {
    let reading = await ask(plan);
    for (let tries = 1; tries < MOST_TRIES && isFailed(reading); tries += 1) {
      await this.#parts.recover([plan.credential]);
      reading = await ask(plan);
    }
    return reading;
  }
}
