import fc from "fast-check";
import type { CvmId } from "../../cases/cvm-id.ts";
import { judged, notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { isNamed } from "./reading/item-words.ts";
import { type ToldId, toldIds } from "./reading/told-ids.ts";

/** So often the same preview is sent. */
const ASKED = 8;
/** So often an id has to be told of a CVM that counts: sources fail now and then. */
const TOLD = 6;
/** A server that chooses between two hosts by lot tells of no more than two ids. */
const HANDED_ROUND = 3;

const idsOf = (told: readonly ToldId[]): readonly string[] => told.map(({ instanceId }) => instanceId);

/** Three in four of the ids are others: a CVM that is replaced once, or twice, does not show so many. */
const isNeverTheSame = (told: readonly ToldId[]): boolean => new Set(idsOf(told)).size * 4 >= told.length * 3;

/** Hosts told several ids, none of them more than half of the time, and each of them of another CVM too. */
const isHandedRound = (cvmId: CvmId, told: readonly ToldId[], all: ReadonlyMap<CvmId, readonly ToldId[]>): boolean => {
  const times = Map.groupBy(idsOf(told), (id) => id);
  if (times.size < HANDED_ROUND || !told.every(({ isFromHost }) => isFromHost)) return false;
  if ([...times.values()].some((same) => same.length * 2 > told.length)) return false;
  const ofOthers = new Set([...all].flatMap(([other, theirs]) => (other === cvmId ? [] : idsOf(theirs))));
  return [...times.keys()].every((id) => ofOthers.has(id));
};

const found = { status: "updated", source: "teepod_state", reason: null } as const;
const request = { json: { dry_run: true, cvm_ids: ["7", "8", "9"] } };
const idAt = (cvm: number, turn: number): string => `${cvm}${turn}`.padStart(40, "a");

/** Answers in a row of three CVMs; the id found for each, or null, depends on the answer's place. */
const told = (idOf: (cvm: number, turn: number) => string | null) =>
  Array.from({ length: ASKED }, (_, turn) =>
    answered(request, {
      json: exampleAnswer(
        [7, 8, 9].map((cvm) => {
          const id = idOf(cvm, turn);
          return exampleItem(id === null ? { cvm_id: cvm } : { ...found, cvm_id: cvm, new_instance_id: id });
        }),
      ),
    }),
  );

export default defineRelation({
  id: "found-ids-come-again",
  level: "must",
  phase: "relations",
  needs: [],
  says: "The instance id that is found for a CVM is found again, however often the same preview is sent.",
  source:
    'openapi.json, /paths/~1api~1v1~1cvms~1instance-ids/patch/description: "Resolves and persists missing instance_id values"; an id that is another one each time resolves nothing. CVMs that change meanwhile are left aside as long as most do not.',
  missing: "Needs a CVM for which an instance id is found: let a host or the gateway tell the id of one that runs.",
  kills: [
    "id-drawn-each-time",
    "id-drawn-for-gateway",
    "id-drawn-in-dry-runs",
    "id-from-a-counter",
    "id-of-another-by-lot",
    "ids-of-a-batch-mixed-up",
  ],
  propose: (context) => {
    const seen = seenBy(context.knowledge).filter(({ newInstanceId }) => isNamed(newInstanceId));
    const kinds = [seen, ...Map.groupBy(seen, ({ source }) => source).values()];
    const lists = kinds.flatMap((wanted) => nameSeen({ wanted, seen: wanted, others: 7 }) ?? []);
    if (lists.length === 0) return null;
    const preview = previewOf(context);
    const scope = fc.option(fc.oneof(...lists), { freq: 5 });
    return fc
      .tuple(scope, allOptions("running_only", "missing_only"), someOptions("overwrite"))
      .map(([list, filters, options]) => {
        const named = list === null ? {} : { cvm_ids: list.map(({ name }) => name) };
        return Array.from({ length: ASKED }, () => preview({ ...named, ...filters, ...options }));
      });
  },
  judge: (readings) => {
    const all = toldIds(readings);
    const known = [...all].filter(([, ids]) => ids.length >= TOLD);
    if (known.length === 0) return notExercised;
    const other = known.filter(([cvmId, ids]) => isNeverTheSame(ids) || isHandedRound(cvmId, ids, all));
    const [first] = other;
    if (first === undefined || other.length * 2 <= known.length) return judged([]);
    const [cvmId, ids] = first;
    return judged([
      {
        message: "The same preview sent again and again finds another instance id time after time.",
        expected: "an id that is found again, for most CVMs",
        actual: `CVM ${cvmId}: ${new Set(idsOf(ids)).size} ids in ${ids.length} answers, ${idsOf(ids).slice(0, 2).join(", ")} and so on`,
        discriminator: "another id each time",
      },
    ]);
  },
  holds: [
    told((cvm) => idAt(cvm, 0)),
    // Each changes once, and a source fails now and then.
    told((cvm, turn) => (turn === cvm - 7 ? null : idAt(cvm, turn > cvm - 5 ? 1 : 0))),
    // One is replaced between any two requests; the others are not.
    told((cvm, turn) => idAt(cvm, cvm === 7 ? turn : 0)),
    // Drawn between two.
    told((cvm, turn) => idAt(cvm, turn % 2)),
  ],
  broken: [
    told(idAt),
    told((cvm, turn) => (turn === cvm - 7 ? null : idAt(cvm, turn))),
    told((cvm, turn) => (cvm === 9 ? null : idAt(cvm, turn))),
    // Three ids go round among three CVMs.
    told((cvm, turn) => idAt(7 + ((cvm + turn) % 3), 0)),
  ],
});
