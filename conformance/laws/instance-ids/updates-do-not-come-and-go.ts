import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CvmId } from "../../cases/cvm-id.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions } from "./asking/some-options.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { itemName } from "./reading/item-words.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { idOrNull, toldStoredId } from "./reading/stored-change.ts";

/** So often it is looked after a CVM that was updated. */
const LOOKS = 16;
/** So many of the looks have to tell what is stored. */
const TOLD = 12;
/** So often the id that was written and the one before take turns before that is no fleet that moves. */
const TURNS = 6;
/** And so often any two ids of a CVM that the request before the looks did not update. */
const OTHER_TURNS = 8;
/** So many CVMs are looked at besides. */
const OTHERS = 50;
/** What a copy of the store lags behind is over by then: the last looks have to differ too. */
const LAST_LOOKS = 6;
const LAST_TURNS = 2;

const turnsIn = (told: readonly (string | null)[]): number =>
  told.filter((id, index) => index > 0 && id !== told[index - 1]).length;

/** The two ids that a CVM is told to have by turns, or null where it moves, or stays. */
const idsByTurns = (told: readonly (string | null)[], turns: number): readonly (string | null)[] | null => {
  const ids = [...new Set(told)];
  // A third id is somebody else's work.
  if (ids.length !== 2) return null;
  return turnsIn(told) < turns || turnsIn(told.slice(-LAST_LOOKS)) < LAST_TURNS ? null : ids;
};

interface Told {
  readonly item: RefreshItem;
  readonly ids: (string | null)[];
}

/** By CVM what was stored, as each answer told it. */
const toldIn = (readings: readonly Reading[]): ReadonlyMap<CvmId, Told> => {
  const told = new Map<CvmId, Told>();
  for (const reading of readings)
    for (const [cvmId, item] of answeredCvms(reading)?.items ?? []) {
      const id = toldStoredId(item);
      if (id === undefined) continue;
      const known = told.get(cvmId) ?? { item, ids: [] };
      known.ids.push(id);
      told.set(cvmId, known);
    }
  return told;
};

const isUpdated = ({ status, newInstanceId }: RefreshItem): boolean =>
  status === "updated" && idOrNull(newInstanceId) !== null;

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const kept = { ...found, status: "unchanged", old_instance_id: a } as const;
const wet = (item: JsonObject) =>
  answered(
    { json: { cvm_ids: ["7"], missing_only: false, overwrite: true } },
    { json: exampleAnswer([exampleItem(item)]) },
  );
const look = (item: JsonObject) =>
  answered({ json: { cvm_ids: ["7"], ...filtersOff, dry_run: true } }, { json: exampleAnswer([exampleItem(item)]) });
/** A request that writes, and what each look after it tells. */
const looked = (item: JsonObject, told: (turn: number) => JsonObject) => [
  wet(item),
  ...Array.from({ length: LOOKS }, (_, turn) => look(told(turn))),
];

export default defineRelation({
  id: "updates-do-not-come-and-go",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  // Each takes many requests, and one tells enough.
  mostCases: 3,
  says: "Previews that follow each other do not tell by turns that a CVM that was updated has its id and that it has not.",
  source:
    'openapi.json, the description of the operation: "Resolves and persists missing instance_id values": what is persisted is so for each request, whichever process answers it.',
  missing:
    "Needs a CVM that a request updates, as can be had of a sound server where the workspace holds one without an instance id.",
  kills: ["every-other-read-from-a-stale-copy", "every-other-pair-of-reads-is-stale"],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const wanted = updatableCvms(seen);
    const names = nameSeen({ wanted, seen, others: 2 });
    if (names === null) return null;
    // What other requests of the run have updated may come and go as well.
    const others = thinnedList(fc.constant(wanted.slice(0, OTHERS).map(({ cvmId }) => String(cvmId))), 0);
    return fc.tuple(names, allOptions("missing_only", "overwrite"), others).map(([list, options, more]) => {
      const named = list.map(({ name }) => name);
      const ask = (members: JsonObject) => plainRequest({ operation, credential: knowledge.credential }, members);
      const look = ask({ cvm_ids: [...named, ...more], ...filtersOff, dry_run: true });
      return [ask({ cvm_ids: named, ...options }), ...Array.from({ length: LOOKS }, () => look)];
    });
  },
  judge: ([wetReading, ...looks]) => {
    const happened = wetReading === undefined ? null : answeredCvms(wetReading);
    if (happened === null) return notExercised;
    let evidence = 0;
    let violation: Violation | null = null;
    for (const [cvmId, { item, ids }] of toldIn(looks)) {
      const update = happened.items.get(cvmId);
      const isOwn = update !== undefined && isUpdated(update) && !happened.contended.has(cvmId);
      if (ids.length < TOLD) continue;
      const byTurns = idsByTurns(ids, isOwn ? TURNS : OTHER_TURNS);
      if (isOwn || byTurns !== null) evidence += 1;
      if (byTurns === null) continue;
      violation ??= {
        message: `Previews tell by turns that ${itemName(item)} has one id stored and another, or none.`,
        expected: "one and the same id: this run wrote nothing between them",
        actual: byTurns.map(jsonLine).toSorted().join(" and "),
        discriminator: "by turns",
        isConclusive: true,
      };
    }
    return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
  },
  holds: [
    looked(found, () => kept),
    looked({ ...found, old_instance_id: b }, () => kept),
    // A copy of the store lags behind for a while.
    looked(found, (turn) => (turn < 10 && turn % 2 === 0 ? found : kept)),
    // Somebody else put back what was there, and it was refreshed again.
    looked(found, (turn) => (turn > 4 && turn < 9 ? found : kept)),
    // The CVM is replaced over and over.
    looked(found, (turn) => ({ ...found, status: "conflict", old_instance_id: String(turn % 3).repeat(40) })),
    // It is lost, each time: another law says so.
    looked(found, () => found),
  ],
  broken: [
    looked(found, (turn) => (turn % 2 === 0 ? found : kept)),
    looked(found, (turn) => (turn % 3 === 0 ? kept : found)),
    looked({ ...found, old_instance_id: b }, (turn) =>
      [1, 2, 5, 7, 8, 12, 13, 15].includes(turn) ? { ...found, status: "conflict", old_instance_id: b } : kept,
    ),
  ],
});
