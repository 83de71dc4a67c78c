import type { ExchangeLaw, RelationLaw } from "../cases/law.ts";

/** A law without what is filled in: its kind, and the mutants that it catches, of which there are some in the project's own repository alone. */
type Declared<Declaration extends ExchangeLaw | RelationLaw> = Omit<Declaration, "kind" | "kills"> &
  Partial<Pick<Declaration, "kills">>;

/**
 * Declares a law about one exchange.
 *
 * @example
 * import { answered, defineLaw, held, judged, notExercised } from "cvm-contract";
 *
 * export default defineLaw({
 *   id: "answers-come-within-a-second",
 *   level: "should",
 *   says: "An answer comes within a second.",
 *   source: "Our service level objective.",
 *   missing: "Needs an answer.",
 *   judge: ({ outcome }) => {
 *     if (outcome.kind === "fault") return notExercised;
 *     const actual = `${Math.round(outcome.latencyMs)} ms`;
 *     const violation = { message: "An answer took long.", expected: "1000 ms", actual, discriminator: "slow" };
 *     return outcome.latencyMs > 1000 ? judged([violation]) : held;
 *   },
 *   holds: [answered({}, { json: {} })],
 *   broken: [answered({}, { json: {}, latencyMs: 2000 })],
 * });
 */
export const defineLaw = (law: Declared<ExchangeLaw>): ExchangeLaw => ({ kills: [], ...law, kind: "exchange" });

/**
 * Declares a law that compares several exchanges. Its `judge` takes a second parameter, without a default, where it goes by what was stored.
 *
 * @example
 * import { answered, defineRelation, held, judged, notExercised, refreshAnswer } from "cvm-contract";
 *
 * const preview = { json: { dry_run: true } };
 * const answer = { total: 0, scanned: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, errors: 0, items: [] };
 * const of = (total: number) => answered(preview, { json: { ...answer, total } });
 *
 * // Of three equal requests the first and the last have to agree: a fleet may move, which is no fault.
 * export default defineRelation({
 *   id: "equal-requests-count-alike",
 *   level: "should",
 *   phase: "relations",
 *   needs: [],
 *   says: "Equal requests are told the same total.",
 *   source: "Plain sense.",
 *   missing: "Needs three answers to equal requests.",
 *   propose: ({ validRequest }) => validRequest.map((request) => [request, request, request]),
 *   judge: (readings) => {
 *     const [first, second, third] = readings.map((reading) => refreshAnswer(reading)?.total ?? null);
 *     if (first === null || second === null || first !== third) return notExercised;
 *     const violation = { message: "The total changed.", expected: `${first}`, actual: `${second}`, discriminator: "total" };
 *     return first === second ? held : judged([violation]);
 *   },
 *   holds: [[of(3), of(3), of(3)]],
 *   broken: [[of(3), of(4), of(3)]],
 * });
 */
export const defineRelation = (law: Omit<Declared<RelationLaw>, "readsStore">): RelationLaw => ({
  kills: [],
  readsStore: law.judge.length > 1,
  ...law,
  kind: "relation",
});
