import type { Operation } from "../../../contract/index.ts";
import type { CvmId } from "../../cases/cvm-id.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { PreviewRules, ToldItem } from "../../cases/preview-rules.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { IdleTraits } from "./idle-traits.ts";
import { nowStored, onceStored } from "./told-and-stored.ts";
import type { WrittenCvm } from "./writing-preview.ts";

/** So often everything is tried out anew because a CVM turned out to be written, by whomever. */
const MOST_DOUBTS = 3;

/** So many CVMs are watched at least, where there are so many. */
const FEWEST_WITNESSES = 10;

/** So many CVMs are watched that may have been written by others, or as many as one look holds. */
const MOST_BYSTANDERS = 6;

/** What was told of a CVM last, and who had asked. */
interface Known {
  readonly item: ToldItem;
  readonly credential: CredentialName;
}

const isSame = (one: ToldItem, other: ToldItem): boolean =>
  one.name === other.name &&
  one.before === other.before &&
  one.after === other.after &&
  one.status === other.status &&
  one.isPromised === other.isPromised;

/** CVMs that were not written when another one was. */
export interface Bystanders {
  readonly credential: CredentialName;
  readonly items: readonly ToldItem[];
}

/** What is known of a server's previews: which kinds of them write nothing, and which CVMs they told changes of. */
export class PreviewKnowledge {
  readonly #rules: PreviewRules;
  readonly #operation: Operation;
  /** Traits of previews that were seen not to write. */
  readonly #proven = new Set<string>();
  readonly #idle = new IdleTraits();
  readonly #known = new Map<CvmId, Known>();
  /** What each CVM was called by first. */
  readonly #nameOf = new Map<CvmId, string>();
  readonly #names = new Set<string>();
  /** What was told first to be stored of each CVM, by who had asked. */
  readonly #first = new Map<CvmId, Map<CredentialName, Known>>();
  readonly #changed = new Map<CvmId, WrittenCvm>();
  /** What all answers before one had told to be stored of CVMs of which it told otherwise. */
  readonly #toldBefore = new WeakMap<Reading, Map<CvmId, string | null>>();
  /** The CVMs that may be written, or null where that has to be told anew. */
  #mayBeWritten: readonly ToldItem[] | null = null;
  #isBlank = true;
  #doubts = 0;

  constructor(rules: PreviewRules, operation: Operation) {
    this.#rules = rules;
    this.#operation = operation;
  }

  /** Nothing has been tried out yet. */
  get isBlank(): boolean {
    return this.#isBlank;
  }

  /** The CVMs of which answers to one and the same key told another stored id later on than at first. */
  get changed(): readonly WrittenCvm[] {
    return [...this.#changed.values()];
  }

  /** The traits of a request that nothing is known of yet, as far as it reaches. */
  fresh(plan: RequestPlan): readonly string[] {
    const traits = this.#traits(plan).filter((trait) => !this.#proven.has(trait));
    return traits.length === 0 ? traits : this.#idle.unknownOf(traits, plan.credential, this.#reach(plan));
  }

  /** Whether previews with each trait of this one were seen not to write. */
  isProven(plan: RequestPlan): boolean {
    return this.#traits(plan).every((trait) => this.#proven.has(trait));
  }

  /** The same request with less reach, in series. */
  narrower(plan: RequestPlan): readonly (readonly RequestPlan[])[] {
    return this.#rules.narrower(plan, this.#pending(), this.#isKnown);
  }

  /** The same request about one CVM that may be written, by its name; null where it is no wide scan, or no such CVM is known. */
  onOne(plan: RequestPlan): RequestPlan | null {
    const known = [...this.#known.values()].find(
      ({ item, credential }) => item.isPromised && credential === plan.credential,
    );
    return known === undefined ? null : this.#rules.onOne(plan, this.namesOf([known.item])[0] ?? known.item.name);
  }

  /** Whether a scan was told of fewer CVMs than it may be about, so that a wider one tells of no more. */
  isExhausted(plan: RequestPlan, reading: Reading): boolean {
    const { scope, cvms } = this.#reach(plan);
    const told = this.#rules.told(reading).length;
    return scope === "scan" && told > 0 && told < cvms;
  }

  /** The names of CVMs that were told first: another spelling may be just what makes a preview write. */
  namesOf(items: readonly ToldItem[]): readonly string[] {
    return items.map(({ cvmId, name }) => this.#nameOf.get(cvmId) ?? name);
  }

  /** A look at CVMs of these names. */
  lookAt(credential: CredentialName, names: readonly string[]): RequestPlan {
    return this.#rules.look({ operation: this.#operation, credential }, names);
  }

  /** How many of these names, from the first on, a look may hold that is known to be harmless; one at least. */
  harmlessSize(credential: CredentialName, names: readonly string[]): number {
    const isHarmless = (size: number): boolean => this.isProven(this.lookAt(credential, names.slice(0, size)));
    return this.#rules.listSizes.findLast(isHarmless) ?? 1;
  }

  /**
   * A look at more CVMs than looks are known to be harmless with, up to `count`, one of which may be written while as few others as can be
   * may; null where there is none.
   */
  longerLook(credential: CredentialName, count: number): RequestPlan | null {
    const own = [...this.#known.values()].filter((known) => known.credential === credential).map(({ item }) => item);
    const pending = own.filter(({ after }) => after !== null);
    const first = pending.find(({ isPromised }) => isPromised);
    if (first === undefined) return null;
    const quiet = own.filter(({ after }) => after === null);
    const names = this.namesOf([first, ...quiet, ...pending.filter((item) => item !== first)]);
    const { listSizes } = this.#rules;
    const harmless = this.harmlessSize(credential, names);
    const wanted = listSizes.find((size) => size >= count) ?? listSizes.at(-1) ?? 1;
    const next = listSizes.find((size) => size > harmless) ?? wanted;
    const size = Math.max(next, listSizes.findLast((one) => one <= Math.min(wanted, 1 + quiet.length)) ?? 1);
    if (harmless >= wanted || names.length <= harmless) return null;
    const plan = this.lookAt(credential, names.slice(0, size));
    return this.fresh(plan).length === 0 ? null : plan;
  }

  /**
   * CVMs but these that a preview told an update of, spread over all of them: such as were looked at before, or that it is known to be harmless to look at. Null where
   * there is none.
   */
  bystanders(told: ReadonlySet<CvmId>, lookedAt: ReadonlySet<CvmId>): Bystanders | null {
    const promised = [...this.#known.values()].filter(({ item }) => item.isPromised && !told.has(item.cvmId));
    for (const [credential, alike] of Map.groupBy(promised, (one) => one.credential)) {
      const items = alike
        .map(({ item }) => item)
        .filter((item) => lookedAt.has(item.cvmId) || this.isProven(this.lookAt(credential, this.namesOf([item]))));
      const count = Math.max(MOST_BYSTANDERS, this.harmlessSize(credential, this.namesOf(items)));
      const step = Math.max(1, items.length / count);
      if (items.length > 0)
        return { credential, items: items.filter((_, index) => Math.floor(index % step) === 0).slice(0, count) };
    }
    return null;
  }

  /** The keys that previews told changes to, or of whose CVMs one was seen. */
  get concerned(): readonly CredentialName[] {
    const pending = [...this.#known.values()].filter(({ item }) => item.after !== null);
    const changed = [...this.#changed.keys()].flatMap((cvmId) => this.#firstOf(cvmId));
    return [...new Set([...changed, ...pending].map(({ credential }) => credential))];
  }

  /**
   * CVMs that were told of to this key, those first of which a change was, or that were seen to change: as many as are known to be looked at at once without harm, and `fewest`
   * in any case.
   */
  witnesses(credential: CredentialName, fewest = FEWEST_WITNESSES): readonly ToldItem[] {
    // Nothing is known any more of what somebody wrote, until it is told of anew; that it changed is.
    const unknown = [...this.#changed.keys()].flatMap((cvmId) => (this.#known.has(cvmId) ? [] : this.#firstOf(cvmId)));
    const own = [...this.#known.values(), ...unknown]
      .filter((known) => known.credential === credential)
      .map(({ item }) => item);
    const [telling = [], others = []] = [true, false].map((isTelling) =>
      own.filter(({ cvmId, after }) => (after !== null || this.#changed.has(cvmId)) === isTelling),
    );
    const inOrder = [...telling, ...others];
    return inOrder.slice(0, Math.max(fewest, this.harmlessSize(credential, this.namesOf(inOrder))));
  }

  /** Takes down that a preview told of no update, or told of one and wrote nothing, for these of its traits. The first shows little. */
  clear(plan: RequestPlan, traits: readonly string[], hasTold: boolean): void {
    this.#isBlank = false;
    if (hasTold) for (const trait of traits) this.#proven.add(trait);
    else this.#idle.note(traits, plan.credential, this.#reach(plan));
  }

  /** Takes down that a preview wrote nothing though it told of updates. Shorter lists are as harmless. */
  prove(plan: RequestPlan): void {
    const names = this.#rules.names(plan);
    this.clear(plan, this.#traits(plan), true);
    for (const size of this.#rules.listSizes)
      if (size < names.length) {
        const shorter = this.lookAt(plan.credential, names.slice(0, size));
        this.clear(shorter, this.#traits(shorter), true);
      }
  }

  /** Takes down what an answer told of. A CVM that is stored by now as a preview told was written by somebody: all is tried out anew. */
  note(reading: Reading): void {
    for (const item of this.#rules.told(reading)) {
      const before = this.#known.get(item.cvmId);
      const last = before?.item;
      // Most answers tell what is known: this is asked of every item that comes.
      if (before?.credential === reading.request.credential && isSame(before.item, item)) continue;
      if (last?.after != null && last.after === item.before && this.#doubts < MOST_DOUBTS) {
        this.#doubts += 1;
        this.#proven.clear();
        this.#idle.clear();
      }
      this.#names.add(item.name).add(String(item.cvmId));
      if (!this.#nameOf.has(item.cvmId)) this.#nameOf.set(item.cvmId, item.name);
      const known: Known = { item, credential: reading.request.credential };
      this.#known.set(item.cvmId, known);
      this.#mayBeWritten = null;
      this.#compare(known, reading);
    }
  }

  /** A CVM has been written, and by whom is not known. */
  noteWritten(cvm: WrittenCvm): void {
    this.#known.delete(cvm.cvmId);
    this.#mayBeWritten = null;
    this.#changed.set(cvm.cvmId, cvm);
  }

  /** The same CVMs with what was stored before as answers to the same key told it before this preview: its own answer may be wrong of that. */
  withToldBefore(preview: Reading, written: readonly WrittenCvm[]): readonly WrittenCvm[] {
    const told = this.#toldBefore.get(preview);
    return written.map((cvm) => {
      const before = told?.get(cvm.cvmId);
      return before === undefined || this.#rules.isSameId(before, cvm.before)
        ? cvm
        : { ...cvm, before, beforeByPreview: cvm.before };
    });
  }

  /** Compares what is told of a CVM with what was told first. One key may be told what another one is not, and one number may be two CVMs'. */
  #compare(known: Known, reading: Reading): void {
    const { cvmId, name, before } = known.item;
    const byCaller = this.#first.get(cvmId) ?? new Map<CredentialName, Known>();
    const first = byCaller.get(known.credential);
    if (first === undefined) this.#first.set(cvmId, byCaller.set(known.credential, known));
    else if (first.item.name === name && first.item.before !== before) {
      if (!this.#changed.has(cvmId)) {
        const told = this.#toldBefore.get(reading) ?? new Map<CvmId, string | null>();
        this.#toldBefore.set(reading, told.set(cvmId, onceStored(first.item)));
      }
      this.#changed.set(cvmId, { cvmId, before: onceStored(first.item), after: nowStored(known.item) });
    }
  }

  #firstOf(cvmId: CvmId): readonly Known[] {
    return [...(this.#first.get(cvmId)?.values() ?? [])];
  }

  #pending(): readonly ToldItem[] {
    this.#mayBeWritten ??= [...this.#known.values()].map(({ item }) => item).filter(({ after }) => after !== null);
    return this.#mayBeWritten;
  }

  #reach(plan: RequestPlan) {
    return this.#rules.reach(plan, this.#pending());
  }

  #traits(plan: RequestPlan): readonly string[] {
    return this.#rules.traits(plan, this.#isKnown);
  }

  readonly #isKnown = (name: string): boolean => this.#names.has(name);
}
