import type fc from "fast-check";
import type { Contract, Operation } from "../../contract/index.ts";
import type { DerivedKeyName } from "./derived-key.ts";
import type { Exchange } from "./exchange.ts";
import type { Judgement, Level } from "./judgement.ts";
import type { Knowledge } from "./knowledge.ts";
import type { PhaseName } from "./phase-name.ts";
import type { PreviewRules } from "./preview-rules.ts";
import type { Reading } from "./reading.ts";
import type { RequestPlan } from "./request-plan.ts";
import type { StoredAround } from "./stored.ts";

/** What every law tells of itself. A law's id is the sentence that is true of a good server, in kebab case. */
interface LawText {
  readonly id: string;
  readonly level: Level;
  /** The law in one plain sentence. */
  readonly says: string;
  /** Where it comes from: a pointer into openapi.json, an RFC section, or what the clients need. */
  readonly source: string;
  /** What would put it to the test, told to the user when nothing did. */
  readonly missing: string;
  /** Laws that one bug breaks together with this one, over the same answer and for the same reason; it is told once. */
  readonly fallsWith?: readonly string[];
  /** The broken servers (mutants) that it must catch. */
  readonly kills: readonly string[];
}

/**
 * A law about one exchange. `judge` is pure and never throws on any exchange; a law that does is a fault of the harness.
 *
 * @example
 * import { builtInLaws, type ExchangeLaw } from "cvm-contract";
 *
 * const ofOneExchange: readonly ExchangeLaw[] = builtInLaws.filter((law) => law.kind === "exchange");
 */
export interface ExchangeLaw extends LawText {
  readonly kind: "exchange";
  /** The phases of a run that send what puts it to the test, where not all of them do; traffic that is watched has none. */
  readonly sentIn?: readonly PhaseName[];
  /** It is about requests of other paths or methods than the contract's. Traffic that is watched is not judged there: others may live beside it. */
  readonly besideOperation?: true;
  readonly judge: (reading: Reading) => Judgement;
  /** Exchanges that obey it. */
  readonly holds: readonly Exchange[];
  /** Exchanges that break it. */
  readonly broken: readonly Exchange[];
}

/**
 * What a relation may build its requests from.
 *
 * @example
 * import type { ProposalContext, RequestPlan } from "cvm-contract";
 *
 * const withLimit = (request: RequestPlan, limit: number): RequestPlan => ({
 *   ...request,
 *   body: { kind: "json", value: { dry_run: true, limit }, spelling: "plain", damage: null },
 * });
 *
 * export const propose = ({ validRequest }: ProposalContext) =>
 *   validRequest.map((request) => [withLimit(request, 1), withLimit(request, 2)]);
 */
export interface ProposalContext {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly knowledge: Knowledge;
  /** Valid requests of the operation; without leave to write they carry `dry_run: true`. */
  readonly validRequest: fc.Arbitrary<RequestPlan>;
  /** Requests that write may be sent. */
  readonly allowWrites: boolean;
  /** What can be made of the member's key, so that it is sure to be another. */
  readonly derivedKeys: readonly DerivedKeyName[];
}

/** What a law can't do without: a key of the user's, leave to write, or a way to look into the store. */
export type Need = "member-key" | "admin-key" | "other-key" | "writes" | "state-probe";

/**
 * A law that compares several exchanges. It is put to the test in `phase`: `relations` and `access`
 * send previews unless the run may write (`access` is about who may ask), `writes` runs one case at a time, each from the
 * initial state where there is a state probe. `propose` gives the requests to send one after the other, or null where the law
 * can't be put to the test on what is known; `judge` gets their readings in the same order, and what was stored around
 * them, or null without a state probe.
 * A moving fleet is not a fault: where the law compares A with B it proposes A, B, A and judges only what both A agree on.
 *
 * @example
 * import { builtInLaws, type RelationLaw } from "cvm-contract";
 *
 * const relations: readonly RelationLaw[] = builtInLaws.filter((law) => law.kind === "relation");
 * const thatWrite = relations.filter(({ phase }) => phase === "writes");
 */
export interface RelationLaw extends LawText {
  readonly kind: "relation";
  readonly phase: "relations" | "writes" | "access";
  readonly needs: readonly Need[];
  /** A state probe that tells instance ids alone is not enough. */
  readonly needsFacts?: true;
  /** What would put it to the test too, whatever the fleet holds. */
  readonly alternative?: Need;
  /** Its cases run one at a time in whatever phase, each from the initial state where there is a state probe: another one would blur what it looks for. */
  readonly runsAlone?: true;
  /** So many cases are enough for it, whatever the budget: each holds most of what there is to try. */
  readonly mostCases?: number;
  /** Any of its requests may be left out, down to two: what is left may show less, and never something else. */
  readonly anyFew?: true;
  /** It is about what previews write; by these rules a run without leave to write keeps that small. */
  readonly guard?: PreviewRules;
  readonly propose: (context: ProposalContext) => fc.Arbitrary<readonly RequestPlan[]> | null;
  /** `judge` takes what was stored; for others nobody looks. */
  readonly readsStore: boolean;
  readonly judge: (readings: readonly Reading[], stored: StoredAround | null) => Judgement;
  readonly holds: readonly (readonly Exchange[])[];
  readonly broken: readonly (readonly Exchange[])[];
  /** What was stored around each of its examples, where it can't judge without. */
  readonly exampleStored?: StoredAround;
}

/**
 * A sentence that is true of a correct server, with what tells whether it holds.
 *
 * @example
 * import { builtInLaws, type Law } from "cvm-contract";
 *
 * const sentenceOf = ({ id, says }: Law): string => `${id}: ${says}`;
 * console.log(builtInLaws.map(sentenceOf).join("\n"));
 */
export type Law = ExchangeLaw | RelationLaw;
