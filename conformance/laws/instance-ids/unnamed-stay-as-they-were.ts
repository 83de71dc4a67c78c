import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { keptAround, movesUnasked } from "./reading/kept-around.ts";

/** So many CVMs are watched at most: the more, the likelier one of a live fleet changes by itself meanwhile. */
const MOST_WATCHED = 20;

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const watched = { ...found, cvm_id: 8, new_instance_id: b } as const;
const synced = { ...watched, status: "unchanged", old_instance_id: b } as const;
const look = (item: JsonObject) =>
  answered({ json: { cvm_ids: ["8"], ...filtersOff, dry_run: true } }, { json: exampleAnswer([exampleItem(item)]) });
const wet = (...items: readonly JsonObject[]) =>
  answered({ json: { cvm_ids: ["7"] } }, { json: exampleAnswer(items.map((item) => exampleItem(item))) });

export default defineRelation({
  id: "unnamed-stay-as-they-were",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "A request that names CVMs leaves the stored ids of all others alone.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: it says which CVMs the request is about.",
  missing:
    "Needs a CVM that a request updates, and another one that it does not name, as can be had of a sound server where the workspace holds two without an instance id.",
  kills: ["neighbour-written"],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const wanted = seen.filter(({ status }) => status === "updated");
    const names = nameSeen({ wanted, seen: wanted, others: 1 });
    const without = seen.filter(({ oldInstanceId }) => !isNamed(oldInstanceId));
    if (names === null || without.length < 2) return null;
    const watch = fc.uniqueArray(fc.constantFrom(...without, ...seen.slice(0, without.length / 3)), {
      selector: ({ cvmId }) => cvmId,
      minLength: 1,
      maxLength: MOST_WATCHED,
    });
    return fc
      .tuple(names, watch, someOptions("running_only", "missing_only", "overwrite"))
      .map(([list, others, options]) => {
        const ask = (members: JsonObject) => plainRequest({ operation, credential: knowledge.credential }, members);
        const unnamed = others.filter(({ cvmId }) => list.every(({ cvm }) => cvm.cvmId !== cvmId));
        const see = ask({ cvm_ids: unnamed.map(({ cvmId }) => String(cvmId)), ...filtersOff, dry_run: true });
        // What a look writes itself, the second one shows.
        return [see, see, ask({ cvm_ids: list.map(({ name }) => name), ...options }), see];
      });
  },
  judge: (readings, stored) => {
    const [before, wet, after] = readings.slice(-3).map(answeredCvms);
    const [first] = readings.map(answeredCvms);
    if (first == null || before == null || wet == null || after == null) return notExercised;
    if (movesUnasked(first, before)) return notExercised;
    const updates = [...wet.items.values()].filter(({ status }) => status === "updated");
    if (updates.length === 0) return notExercised;
    const claimed = new Set(updates.flatMap((item) => [item.oldInstanceId, item.newInstanceId]).filter(isNamed));
    let evidence = 0;
    let violation: Violation | null = null;
    for (const [cvmId, item] of before.items) {
      const later = after.items.get(cvmId);
      // An id may pass from its holder to the CVM that it was found for.
      const isClaimed = [item.oldInstanceId, later?.oldInstanceId ?? null].some((id) => isNamed(id) && claimed.has(id));
      if (later === undefined || wet.items.has(cvmId) || isClaimed) continue;
      const kept = keptAround({ first: first.items.get(cvmId), before: item, after: later }, cvmId, stored);
      if (kept === null) continue;
      evidence += 1;
      if (!kept.isChanged) continue;
      violation ??= {
        message: `${itemName(item)} was not named by a request that wrote to others, and yet, by ${kept.by}, its stored id was changed.`,
        expected: `${jsonLine(kept.from)}, as before`,
        actual: jsonLine(kept.to),
        discriminator: "unnamed changed",
      };
    }
    return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
  },
  holds: [
    [look(watched), look(watched), wet(found), look(watched)],
    [look({ cvm_id: 8, old_instance_id: a }), look({ cvm_id: 8, old_instance_id: a }), wet(found), look({ cvm_id: 8 })],
    [look(watched), look(watched), wet({}), look(synced)],
    [look({ cvm_id: 8 }), look({ cvm_id: 8 }), wet(found), look(synced)],
    // The look itself wrote.
    [look(watched), look(synced), wet(found), look(synced)],
  ],
  broken: [
    [look(watched), look(watched), wet(found), look(synced)],
    [look({ cvm_id: 8, old_instance_id: b }), look({ cvm_id: 8, old_instance_id: b }), wet(found), look({ cvm_id: 8 })],
  ],
});
