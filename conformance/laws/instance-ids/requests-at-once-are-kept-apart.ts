import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { foreignCvms } from "./asking/foreign-cvms.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { comparableItem } from "./reading/comparable-refresh.ts";
import { type Comparison, comparisonOf } from "./reading/compared-items.ts";
import { isOfCvm } from "./reading/item-words.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";

/** So many of each of two requests are sent at once. */
const OF_EACH = 3;

/** So many CVMs of another workspace are named at most. */
const MOST_FOREIGN = 2;

/** What one of two requests asks for and the other does not. Not `running_only`: a CVM may start and stop by itself, over and over. */
const DIFFERENCES: readonly JsonObject[] = [{ overwrite: true }, { missing_only: true }];

/** An item in a form that is equal where two say the same; a name that has none says that too. */
const sayingOf = (item: RefreshItem | undefined): string =>
  item === undefined ? "no item" : JSON.stringify([...comparableItem(item).fields]);

/** The two sayings of a request sent alone, before and after it was sent among others, where they are one. */
const settledSaying = ({ answers: [before, , after], open }: Comparison, name: string): string | null => {
  const saying = sayingOf(before?.items.get(name));
  return open.has(name) || saying !== sayingOf(after?.items.get(name)) ? null : saying;
};

/** One of the answers given to requests at once, with those given to the same request alone and to the other one alone. */
interface Crowded {
  readonly own: Comparison;
  readonly other: Comparison;
}

const isWhole = ({ answers }: Comparison): boolean => answers.every(({ isCut }) => !isCut);

const crowdedAnswers = (readings: readonly Reading[]): readonly Crowded[] => {
  const alone = [readings.slice(0, 2), readings.slice(-2)];
  return readings.slice(2, -2).flatMap((reading, index) => {
    const [own, other] = [index % 2, 1 - (index % 2)].map((which) => {
      const [before, after] = alone.map((pair) => pair[which]);
      return before === undefined || after === undefined ? null : comparisonOf([before, reading, after]);
    });
    return own == null || other == null || !isWhole(own) || !isWhole(other) ? [] : [{ own, other }];
  });
};

const { a, b } = exampleIds;
const conflict = { cvm_id: 7, status: "conflict", source: "teepod_state", old_instance_id: a, new_instance_id: b };
const replaced = { ...conflict, status: "updated", reason: null };
const kept = { ...conflict, status: "unchanged", old_instance_id: b, reason: "already_synced" };
const failed = { ...conflict, status: "error", source: "none", new_instance_id: null, reason: "teepod_rpc_failed" };
const json = { cvm_ids: ["7"], ...filtersOff, dry_run: true };
const keeping = (item: JsonObject) => answered({ json }, { json: exampleAnswer([exampleItem(item)]) });
const overwriting = (item: JsonObject) =>
  answered({ json: { ...json, overwrite: true } }, { json: exampleAnswer([exampleItem(item)]) });
const stranger = { cvm_id: 0, identifier: "7", reason: "not_found" };
const byOther = (item: JsonObject) =>
  answered({ credential: "other", json }, { json: exampleAnswer([exampleItem(item)]) });

export default defineRelation({
  id: "requests-at-once-are-kept-apart",
  level: "must",
  phase: "access",
  needs: ["member-key"],
  alternative: "other-key",
  runsAlone: true,
  says: "A preview that is answered while other requests are, of another caller or with other options, gets the answer that it gets alone.",
  source:
    "openapi.json, /paths/~1api~1v1~1cvms~1instance-ids/patch: an answer is to its own request, whoever else asks at the time.",
  missing:
    "Needs two requests that are answered differently, as can be had of a sound server where the workspace holds a CVM whose id differs from the one found.",
  kills: ["caller-shared-slow-store", "options-shared-slow-upstream"],
  propose: ({ operation, knowledge }) => {
    const own = seenBy(knowledge, "member");
    const telling = own.filter(({ status }) => status === "conflict");
    const names = nameSeen({ wanted: telling.length > 0 ? telling : own, seen: own, others: 3 });
    if (names === null) return null;
    const foreigners = foreignCvms(knowledge, "other", "member");
    const strangers = foreigners.slice(0, MOST_FOREIGN);
    const foreign = fc.subarray(strangers, { minLength: Math.min(1, strangers.length) });
    const options = fc.constantFrom(...DIFFERENCES).map((members) => ({ credential: "member" as const, members }));
    const caller = fc.constant({ credential: "other" as const, members: {} });
    const differences = foreigners.length === 0 ? options : fc.oneof(options, caller);
    return fc.tuple(names, foreign, differences).map(([list, others, { credential, members }]) => {
      const cvmIds = [...list.map(({ name }) => name), ...others.map(({ cvmId }) => String(cvmId))];
      const ask = (as: CredentialName, more: JsonObject): RequestPlan =>
        plainRequest({ operation, credential: as }, { cvm_ids: cvmIds, ...filtersOff, ...more, dry_run: true });
      const pair = [ask("member", {}), ask(credential, members)];
      const [first, ...crowd] = Array.from({ length: OF_EACH }, () => pair).flat();
      const together = crowd.map((plan): RequestPlan => ({ ...plan, isAlongside: true }));
      return [...pair, ...(first === undefined ? [] : [first]), ...together, ...pair];
    });
  },
  judge: (readings) => {
    const crowded = crowdedAnswers(readings);
    const names = new Set(crowded.flatMap(({ own }) => own.answers.flatMap(({ items }) => [...items.keys()])));
    const mayShow = new Set<Crowded>();
    let violation: Violation | null = null;
    for (const name of names)
      for (const answer of crowded) {
        const [alone, otherwise] = [settledSaying(answer.own, name), settledSaying(answer.other, name)];
        if (alone === null || otherwise === null || alone === otherwise) continue;
        mayShow.add(answer);
        // A server that is busy may fail, and a CVM be away for a moment: neither makes the item that the other request gets.
        const item = answer.own.answers[1]?.items.get(name);
        if (item === undefined || !isOfCvm(item) || sayingOf(item) !== otherwise) continue;
        violation ??= {
          message: `Of two requests sent at once, one got the other's answer for ${name}.`,
          expected: "the answer that it gets alone",
          actual: "the answer that the other request gets alone",
          discriminator: "the other's answer",
        };
      }
    return mayShow.size === 0
      ? notExercised
      : { evidence: mayShow.size, violations: violation === null ? [] : [violation] };
  },
  holds: [
    [
      ...[keeping(conflict), overwriting(replaced)],
      ...[keeping(conflict), overwriting(replaced)],
      ...[keeping(conflict), overwriting(replaced)],
    ],
    // An upstream fails under the load.
    [
      ...[keeping(conflict), overwriting(replaced)],
      ...[keeping(failed), overwriting(failed)],
      ...[keeping(conflict), overwriting(replaced)],
    ],
    // It moved meanwhile.
    [
      ...[keeping(conflict), overwriting(replaced)],
      ...[keeping(kept), overwriting(kept)],
      ...[keeping(kept), overwriting(kept)],
    ],
    [
      ...[keeping(conflict), byOther(stranger)],
      ...[keeping(conflict), byOther(stranger)],
      ...[keeping(conflict), byOther(stranger)],
    ],
    // It was away for a moment.
    [
      ...[keeping(conflict), byOther(stranger)],
      ...[keeping(stranger), byOther(stranger)],
      ...[keeping(conflict), byOther(stranger)],
    ],
  ],
  broken: [
    [
      ...[keeping(conflict), overwriting(replaced)],
      ...[keeping(replaced), overwriting(replaced)],
      ...[keeping(conflict), overwriting(replaced)],
    ],
    [
      ...[keeping(conflict), byOther(stranger)],
      ...[keeping(conflict), byOther(conflict)],
      ...[keeping(conflict), byOther(stranger)],
    ],
  ],
});
