import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { wildcards } from "./asking/wildcards.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

const arePatterns = (names: readonly string[]): boolean =>
  names.length > 0 && names.every((name) => name.includes("%"));

const ask = (names: readonly string[], ...items: readonly JsonObject[]) =>
  answered(
    { json: { cvm_ids: names, ...filtersOff, limit: MAX_LIMIT, dry_run: true } },
    { json: exampleAnswer(items) },
  );
const item = (identifier: string, cvmId: number) => exampleItem({ cvm_id: cvmId, identifier });

export default defineRelation({
  id: "wildcards-are-letters",
  level: "must",
  phase: "relations",
  needs: [],
  says: "`%` and `_` in a name stand for themselves: no CVM is answered to both of two names that only a reader of patterns takes for the same.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: identifiers, and not patterns; a CVM goes by one name.",
  missing: "Needs a CVM that the key sees, as can be had of a sound server where the key's workspace holds one.",
  mostCases: 3,
  kills: ["names-looked-up-by-like", "first-name-like-it-taken"],
  propose: (context) => {
    if (seenBy(context.knowledge).length === 0) return null;
    const preview = previewOf(context);
    // Nearly always off; each comes back where a smaller request shows the same.
    const isOff = fc.nat({ max: 9 }).map((lot) => lot > 0);
    return fc.tuple(thinnedList(fc.constant(wildcards), 1), isOff, isOff).map(([pairs, runningOff, missingOff]) =>
      [pairs.map(([one]) => one), pairs.map(([, other]) => other)].map((names) =>
        preview({
          cvm_ids: names,
          ...(runningOff ? { running_only: false } : {}),
          ...(missingOff ? { missing_only: false } : {}),
          ...(names.length > DEFAULT_LIMIT ? { limit: MAX_LIMIT } : {}),
        }),
      ),
    );
  },
  judge: (readings) => {
    const [names = [], others = []] = readings.map((reading) => refreshOptions(reading)?.cvmIds ?? []);
    const [one, other] = readings.map(answeredCvms);
    if (one == null || other == null || ![names, others].every(arePatterns)) return notExercised;
    if (names.some((name) => others.includes(name))) return notExercised;
    const [both] = [...one.items.values()].filter(({ cvmId }) => other.items.has(cvmId));
    if (both === undefined) return held;
    const told = [both.identifier, other.items.get(both.cvmId)?.identifier ?? ""];
    return judged([
      {
        message: `CVM ${both.cvmId} is answered to two names, as if they were patterns.`,
        expected: "no CVM that has both names",
        actual: `an item of CVM ${both.cvmId}, called ${told.map(jsonLine).join(" and ")}`,
        discriminator: "a pattern",
      },
    ]);
  },
  holds: [
    [ask(["%1", "%"]), ask(["%%1", "%%"])],
    [ask(["%1"], item("%1", 7)), ask(["%%1"])],
    [ask(["%1"], item("%1", 0)), ask(["%%1"], item("%%1", 0))],
  ],
  broken: [[ask(["%1"], item("%1", 7)), ask(["%%1"], item("%%1", 7))]],
});
