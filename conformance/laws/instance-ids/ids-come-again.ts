import type { CvmId } from "../../cases/cvm-id.ts";
import { type Judgement, judged, notExercised } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { samePreviewAgain } from "./asking/same-preview-again.ts";
import { type IdField, type ToldId, toldIds } from "./reading/told-ids.ts";

/** So often the same preview is sent. */
const ASKED = 8;
/** So often an id has to be told of a CVM that counts: sources fail now and then. */
const TOLD = 6;
/** A server that chooses between two hosts by lot tells of no more than two ids. */
const HANDED_ROUND = 3;

const idsOf = (told: readonly ToldId[]): readonly string[] => told.map(({ instanceId }) => instanceId);

/** Three in four of the ids are others: a CVM that is replaced once, or twice, does not show so many. */
const isNeverTheSame = (told: readonly ToldId[]): boolean => new Set(idsOf(told)).size * 4 >= told.length * 3;

/** Several ids were told, none of them more than half of the time, and each of them of another CVM too. */
const isHandedRound = (cvmId: CvmId, told: readonly ToldId[], all: ReadonlyMap<CvmId, readonly ToldId[]>): boolean => {
  const times = Map.groupBy(idsOf(told), (id) => id);
  if (times.size < HANDED_ROUND || !told.every(({ isOwn }) => isOwn)) return false;
  if ([...times.values()].some((same) => same.length * 2 > told.length)) return false;
  const ofOthers = new Set([...all].flatMap(([other, theirs]) => (other === cvmId ? [] : idsOf(theirs))));
  return [...times.keys()].every((id) => ofOthers.has(id));
};

const SAYS: Readonly<Record<IdField, string>> = {
  new_instance_id: "The same preview sent again and again finds another instance id time after time.",
  old_instance_id: "The same preview sent again and again tells of another stored id time after time.",
};

const judgeIds = (readings: readonly Reading[], field: IdField): Judgement => {
  const all = toldIds(readings, field);
  const known = [...all].filter(([, ids]) => ids.length >= TOLD);
  if (known.length === 0) return notExercised;
  const other = known.filter(([cvmId, ids]) => isNeverTheSame(ids) || isHandedRound(cvmId, ids, all));
  const [first] = other;
  if (first === undefined || other.length * 2 <= known.length) return judged([]);
  const [cvmId, told] = first;
  const ids = idsOf(told);
  return judged([
    {
      message: SAYS[field],
      expected: `a ${field} that comes again, of most CVMs`,
      actual: `CVM ${cvmId}: ${new Set(ids).size} ids in ${ids.length} answers, ${ids.slice(0, 2).join(", ")} and so on`,
      discriminator: field,
    },
  ]);
};

const updated = { status: "updated", source: "teepod_state", reason: null } as const;
const request = { json: { dry_run: true, cvm_ids: ["7", "8", "9"] } };
const idAt = (cvm: number, turn: number): string => `${cvm}${turn}`.padStart(40, "a");

/** Answers in a row of three CVMs; the id found for each, or null, depends on the answer's place. */
const finding = (idOf: (cvm: number, turn: number) => string | null) =>
  Array.from({ length: ASKED }, (_, turn) =>
    answered(request, {
      json: exampleAnswer(
        [7, 8, 9].map((cvm) => {
          const id = idOf(cvm, turn);
          return exampleItem(id === null ? { cvm_id: cvm } : { ...updated, cvm_id: cvm, new_instance_id: id });
        }),
      ),
    }),
  );

export default defineRelation({
  id: "ids-come-again",
  level: "must",
  phase: "relations",
  needs: [],
  says: "The ids that are told of a CVM, the found one and the stored one, come again when the same preview is sent again.",
  source:
    'openapi.json, /paths/~1api~1v1~1cvms~1instance-ids/patch/description: "Resolves and persists missing instance_id values"; an id that is another one each time resolves nothing. CVMs that change meanwhile are left aside as long as most do not.',
  missing:
    "Needs a CVM with an instance id, stored or found, as can be had of a sound server where a host or the gateway tells the id of one that runs.",
  kills: [
    "id-drawn-each-time",
    "id-drawn-for-gateway",
    "id-drawn-in-dry-runs",
    "id-from-a-counter",
    "id-of-another-by-lot",
    "ids-of-a-batch-mixed-up",
    "stored-id-drawn-on-conflict",
  ],
  propose: (context) => samePreviewAgain(context, ASKED),
  judge: (readings) => {
    const [found, stored] = [judgeIds(readings, "new_instance_id"), judgeIds(readings, "old_instance_id")];
    return {
      evidence: found.evidence + stored.evidence,
      violations: [...found.violations, ...stored.violations],
    };
  },
  holds: [
    finding((cvm) => idAt(cvm, 0)),
    // Each changes once, and a source fails now and then.
    finding((cvm, turn) => (turn === cvm - 7 ? null : idAt(cvm, turn > cvm - 5 ? 1 : 0))),
    // One is replaced between any two requests; the others are not.
    finding((cvm, turn) => idAt(cvm, cvm === 7 ? turn : 0)),
    // Drawn between two.
    finding((cvm, turn) => idAt(cvm, turn % 2)),
  ],
  broken: [
    Array.from({ length: ASKED }, (_, turn) =>
      answered(request, {
        json: exampleAnswer([
          exampleItem({ status: "conflict", old_instance_id: idAt(7, turn), new_instance_id: idAt(7, 0) }),
        ]),
      }),
    ),
    finding(idAt),
    finding((cvm, turn) => (turn === cvm - 7 ? null : idAt(cvm, turn))),
    finding((cvm, turn) => (cvm === 9 ? null : idAt(cvm, turn))),
    // Three ids go round among three CVMs.
    finding((cvm, turn) => idAt(7 + ((cvm + turn) % 3), 0)),
  ],
});
