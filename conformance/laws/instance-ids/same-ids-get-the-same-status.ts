import type { CvmId } from "../../cases/cvm-id.ts";
import { judged, notExercised } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { samePreviewAgain } from "./asking/same-preview-again.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { contendedItems } from "./reading/contended-items.ts";
import { isNamed, isProcessed, itemName } from "./reading/item-words.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";

/** So often the same preview is sent. */
const ASKED = 10;
/** So often the same ids have to be told of a CVM that counts. */
const TOLD = 8;
/** One CVM's status may change with what another one holds, that no answer shows; not that of most of several, there and back. */
const MIN_CVMS = 3;
const MIN_CHANGES = 2;

/** By CVM the items that tell what came of it, while its stored and found id are those that were told first. */
const itemsOfSameIds = (readings: readonly Reading[]): ReadonlyMap<CvmId, readonly RefreshItem[]> => {
  const items = readings
    .flatMap((reading) => [...(answeredCvms(reading)?.items.values() ?? [])])
    .filter((item) => isProcessed(item) && isNamed(item.newInstanceId));
  const contended = contendedItems(items);
  const told = Map.groupBy(
    items.filter((item) => !contended.has(itemName(item))),
    ({ cvmId }) => cvmId,
  );
  return new Map(
    [...told].map(([cvmId, all]) => [
      cvmId,
      all.filter(
        ({ oldInstanceId, newInstanceId }) =>
          oldInstanceId === all[0]?.oldInstanceId && newInstanceId === all[0]?.newInstanceId,
      ),
    ]),
  );
};

const changesIn = (items: readonly RefreshItem[]): number =>
  items.filter(({ status }, index) => index > 0 && status !== items[index - 1]?.status).length;

const { a, b } = exampleIds;
const request = { json: { dry_run: true, cvm_ids: ["7", "8", "9"] } };
const cvms = [
  exampleItem({ status: "updated", source: "teepod_state", new_instance_id: a, reason: null }),
  exampleItem({ cvm_id: 8, status: "updated", source: "teepod_info", new_instance_id: b, reason: null }),
  exampleItem({ cvm_id: 9, status: "updated", source: "gateway", new_instance_id: "c".repeat(40), reason: null }),
];

/** Answers in a row; whether a CVM is told as in conflict depends on the answer's place. */
const told = (isConflict: (cvm: number, turn: number) => boolean, items = cvms) =>
  Array.from({ length: ASKED }, (_, turn) =>
    answered(request, {
      json: exampleAnswer(items.map((item, cvm) => (isConflict(cvm, turn) ? { ...item, status: "conflict" } : item))),
    }),
  );

export default defineRelation({
  id: "same-ids-get-the-same-status",
  level: "should",
  phase: "relations",
  needs: [],
  says: "As long as the stored and the found id of a CVM stay the same, so does what the same preview makes of them.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/overwrite: what becomes of an id depends on the one that is stored and on this switch. Rivals for one instance id are left aside.",
  missing:
    "Needs three CVMs with ids of their own that are found time after time, as can be had of a sound server where the key's workspace holds them.",
  kills: ["conflict-by-lot", "conflict-every-third-time"],
  propose: (context) => samePreviewAgain(context, ASKED),
  judge: (readings) => {
    const known = [...itemsOfSameIds(readings)].filter(([, items]) => items.length >= TOLD);
    if (known.length < MIN_CVMS) return notExercised;
    const swinging = known.filter(([, items]) => changesIn(items) >= MIN_CHANGES);
    const [first] = swinging;
    if (first === undefined || swinging.length * 2 <= known.length) return judged([]);
    const [cvmId, items] = first;
    return judged([
      {
        message: "The same preview sent again and again tells now one status and now another of CVMs whose ids stay.",
        expected: "one status each",
        actual: `CVM ${cvmId}: ${items.map(({ status }) => status).join(", ")}`,
        discriminator: "status",
      },
    ]);
  },
  holds: [
    told(() => false),
    // Another one got its id for good, and a refresh by somebody else ended.
    told((cvm, turn) => turn > 3 + cvm),
    // Rivals, by lot.
    told(
      (cvm, turn) => cvm === turn % 3,
      cvms.map((item) => ({ ...item, new_instance_id: a })),
    ),
    // What one of many wants may be held by a CVM that comes and goes.
    told((cvm, turn) => cvm === 0 && turn % 2 === 0),
  ],
  broken: [told((_, turn) => turn % 3 === 2), told((cvm, turn) => (turn * 7 + cvm) % 4 < 2)],
});
