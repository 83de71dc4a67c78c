import type { CvmId } from "../cases/cvm-id.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { PreviewRules, ToldItem } from "../cases/preview-rules.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { asksForPreview } from "../generate/preview.ts";
import { nowStored, onceStored } from "./previews/told-and-stored.ts";
import type { WrittenCvm } from "./previews/writing-preview.ts";

/** From here on a server may have done a part of what was asked of it. */
const FAILURES_BEGIN = 500;

/** Whether it is not told what a request wrote, which was owed 200, or which the contract does not speak of. */
const isLeftOpen = ({ outcome, answer, expectation: { kind } }: Reading): boolean => {
  if (outcome.kind === "fault") return kind !== "refusal";
  const { status } = outcome;
  return kind === "acceptance" && (status >= FAILURES_BEGIN || (status === 200 && answer.kind !== "json"));
};

/** Whether two items tell of different stored ids. An id may just be left out where nothing is promised and the status is another one. */
const tellOfChange = (first: ToldItem, now: ToldItem): boolean => {
  if (first.name !== now.name || first.before === now.before) return false;
  const none = [first, now].find(({ before }) => before === null);
  return none === undefined || none.isPromised || first.status === now.status;
};

/** Of so many CVMs of which previews told an update, so many were stored otherwise later on and reported by no answer. */
export interface UnreportedShare {
  readonly changed: number;
  readonly promised: number;
}

/** What was told of a CVM first, and what later on. */
interface Change {
  readonly first: ToldItem;
  readonly now: ToldItem;
}

/**
 * Keeps count, in a run that may write, of the CVMs of which previews told another stored id later on than at first, and that no answer
 * reported: a request that was refused, or one that writes more than it reports, may have written them, or somebody else.
 */
export class UnreportedChanges {
  readonly #rules: PreviewRules;
  readonly #first = new Map<CvmId, Map<CredentialName, ToldItem>>();
  readonly #changed = new Map<CvmId, Change>();
  readonly #promised = new Map<CredentialName, Set<CvmId>>();
  /** The CVMs that an answer reported as written, or as failed: then it does not say. */
  readonly #reported = new Set<CvmId>();
  /** The ids that passed to a CVM or from it by what answers report: its holder has it no more. */
  readonly #claimed = new Set<string>();
  /** What may have been written was named so. */
  readonly #open = new Set<string>();
  #isAllOpen = false;

  constructor(rules: PreviewRules) {
    this.#rules = rules;
  }

  /** Takes down what an answer tells. */
  note(plan: RequestPlan, reading: Reading): void {
    const told = this.#rules.told(reading);
    if (!asksForPreview(plan)) {
      for (const item of told) this.#noteReported(item);
      if (isLeftOpen(reading)) this.#noteOpen(this.#rules.names(plan));
    } else if (reading.expectation.kind === "acceptance")
      for (const item of told) this.#compare(item, reading.request.credential);
  }

  /** The CVMs that no answer reported. */
  get cvms(): readonly WrittenCvm[] {
    if (this.#isAllOpen) return [];
    return [...this.#changed.values()]
      .filter((change) => !this.#isExplained(change))
      .map(({ first, now }) => ({ cvmId: now.cvmId, before: onceStored(first), after: nowStored(now) }));
  }

  /** Names of CVMs by which these can be looked at, by the key that was told of them: those first that no answer reported, and so many at most. */
  names(most: number): ReadonlyMap<CredentialName, readonly string[]> {
    const unreported = new Set(this.cvms.map(({ cvmId }) => cvmId));
    const told = [...this.#first].flatMap(([cvmId, byCaller]) =>
      [...byCaller].map(([credential, { name }]) => ({ credential, name, isNews: unreported.has(cvmId) })),
    );
    const inOrder = [...told.filter(({ isNews }) => isNews), ...told.filter(({ isNews }) => !isNews)];
    return new Map(
      [...Map.groupBy(inOrder, ({ credential }) => credential)].map(([credential, own]) => [
        credential,
        own.slice(0, most).map(({ name }) => name),
      ]),
    );
  }

  /** Of the CVMs of which previews told an update to one and the same key, how many no answer reported: of the key of which that is the largest share. */
  get share(): UnreportedShare {
    const unreported = new Set(this.cvms.map(({ cvmId }) => cvmId));
    const shares = [...this.#promised.values()].map((cvms) => ({
      changed: cvms.intersection(unreported).size,
      promised: cvms.size,
    }));
    return shares.reduce((most, one) => (one.changed * most.promised > most.changed * one.promised ? one : most), {
      changed: 0,
      promised: 1,
    });
  }

  /** An answer reported it, or passed an id on, or what may have written it got no answer that tells. */
  #isExplained({ first, now: { cvmId, before } }: Change): boolean {
    const isClaimed = [first.before, before].some((id) => id !== null && this.#claimed.has(id));
    const isOpen = [String(cvmId), first.name].some((name) => this.#open.has(name));
    return this.#reported.has(cvmId) || isClaimed || isOpen;
  }

  #noteReported({ cvmId, before, after, isPromised, status }: ToldItem): void {
    if (!isPromised && status !== "error") return;
    this.#reported.add(cvmId);
    for (const id of [before, after]) if (id !== null) this.#claimed.add(id);
  }

  #noteOpen(names: readonly string[]): void {
    if (names.length === 0) this.#isAllOpen = true;
    for (const name of names) this.#open.add(name);
  }

  #compare(item: ToldItem, credential: CredentialName): void {
    const { cvmId } = item;
    if (item.isPromised)
      this.#promised.set(credential, (this.#promised.get(credential) ?? new Set<CvmId>()).add(cvmId));
    const byCaller = this.#first.get(cvmId) ?? new Map<CredentialName, ToldItem>();
    const first = byCaller.get(credential);
    if (first === undefined) this.#first.set(cvmId, byCaller.set(credential, item));
    else if (tellOfChange(first, item)) this.#changed.set(cvmId, { first, now: item });
  }
}
