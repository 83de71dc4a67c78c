import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { SeenCvm } from "../../cases/knowledge.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { judgeUpdatesKept } from "./reading/judge-updates-kept.ts";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

/** A limit that is likely to cut a list of a few names, now and then. */
const scarceLimit = fc.constantFrom<JsonObject>({}, {}, {}, {}, { limit: 1 }, { limit: 2 });

const mostly = fc.constantFrom(false, true, true);

/** A CVM of each kind that is not updated, mostly: one that fails may take the others down with it. */
const someNotUpdated = (seen: readonly SeenCvm[]): fc.Arbitrary<readonly string[]> => {
  const kinds = Map.groupBy(
    seen.filter(({ status }) => status !== "updated"),
    ({ status }) => status,
  );
  const companions = [...kinds.values()].map((cvms) => fc.constantFrom(...cvms.map(({ cvmId }) => String(cvmId))));
  return fc.option(thinnedList(fc.tuple(...companions), 0), { nil: [], freq: 3 });
};

/** What is asked for, and what is looked at afterwards. */
interface Scope {
  readonly asked: JsonObject;
  readonly looked: JsonObject;
}

const { a, b } = exampleIds;
const wetAsk = { json: { cvm_ids: ["7"], missing_only: false, overwrite: true } };
const dryAsk = { json: { cvm_ids: ["7"], running_only: false, missing_only: false, dry_run: true } };
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const kept = { ...found, status: "unchanged", old_instance_id: a } as const;
const differs = { ...found, status: "conflict", old_instance_id: b } as const;
const wet = (item: JsonObject) => answered(wetAsk, { json: exampleAnswer([exampleItem(item)]) });
const dry = (item: JsonObject) => answered(dryAsk, { json: exampleAnswer([exampleItem(item)]) });

export default defineRelation({
  id: "update-is-kept",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "After a CVM was reported `updated`, its stored id is the one that was reported, exactly.",
  source: 'openapi.json, the description of the operation: "Resolves and persists missing instance_id values".',
  missing:
    "Needs a CVM that a request updates, as can be had of a sound server where the workspace holds one without an instance id.",
  kills: [
    "never-persists",
    "persists-half",
    "persists-ten-at-most",
    "persists-in-upper-case",
    "persists-altered",
    "update-told-in-upper-case",
    "persists-30-at-most",
    "repeated-name-rolls-back",
    "unknown-name-rolls-back",
    "dashless-uuid-not-persisted",
    "error-rolls-back",
    "error-in-a-list-rolls-back",
    "conflict-rolls-back",
    "gateway-failure-rolls-back",
    "last-error-rolls-back",
  ],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge);
    const wanted = updatableCvms(seen);
    const names = nameSeen({ wanted, seen, others: 3 });
    if (names === null) return null;
    // What else a list holds is no reason to lose what was updated: a CVM that fails, a name twice, one that names nothing, more than
    // the limit allows.
    const named = fc
      .record({ list: names, others: someNotUpdated(seen), isRepeated: mostly, isJoined: mostly, limit: scarceLimit })
      .map(({ list, others, isRepeated, isJoined, limit }): Scope => {
        const good = list.map(({ name }) => name);
        const more = [...others, ...(isRepeated ? good.slice(0, 1) : []), ...(isJoined ? ["no-such-cvm"] : [])];
        return { asked: { cvm_ids: [...good, ...more], ...limit }, looked: { cvm_ids: good } };
      });
    const scan = fc.constant<Scope>({ asked: {}, looked: { limit: MAX_LIMIT } });
    const numbers = wanted.map(({ cvmId }) => String(cvmId));
    const all = someNotUpdated(seen).map((others) => [...new Set([...numbers, ...others])]);
    const everyone = thinnedList(all, 1).map((list): Scope => {
      const asked: JsonObject = list.length > DEFAULT_LIMIT ? { cvm_ids: list, limit: MAX_LIMIT } : { cvm_ids: list };
      return { asked, looked: asked };
    });
    const wholeScan = fc
      .constantFrom<JsonObject>({}, { limit: MAX_LIMIT }, { limit: MAX_LIMIT })
      .map((limit): Scope => ({ asked: limit, looked: { limit: MAX_LIMIT } }));
    const few = fc.oneof({ weight: 6, arbitrary: named }, { weight: 1, arbitrary: scan });
    // An id is replaced only where both are given.
    const chances = fc.oneof(
      someOptions("running_only", "missing_only", "overwrite"),
      allOptions("missing_only", "overwrite"),
    );
    const ask = (members: JsonObject) => plainRequest({ operation, credential: knowledge.credential }, members);
    return fc
      .oneof(
        fc.tuple(few, chances),
        // The more is written at once, the more there is to lose.
        fc.tuple(fc.oneof(everyone, wholeScan), allOptions("running_only", "missing_only", "overwrite")),
      )
      .map(([{ asked, looked }, options]) => [
        ask({ ...asked, ...options }),
        ask({ ...looked, ...filtersOff, dry_run: true }),
      ]);
  },
  judge: ([wet, dry], stored) => judgeUpdatesKept(wet, dry, stored),
  holds: [
    [wet(found), dry(kept)],
    [wet({ ...found, old_instance_id: b }), dry(kept)],
    // The evidence moved, and the id with it.
    [wet(found), dry({ ...kept, old_instance_id: b, new_instance_id: b })],
    // An answer may leave the old id out.
    [wet(found), dry({ status: "unchanged", source: "gateway", new_instance_id: a })],
  ],
  broken: [
    [wet(found), dry(found)],
    [wet(found), dry(differs)],
    [wet({ ...found, old_instance_id: b }), dry(differs)],
    [wet(found), dry({ ...kept, old_instance_id: a.toUpperCase() })],
    [wet({ ...found, new_instance_id: a.toUpperCase() }), dry(kept)],
  ],
});
