import fc from "fast-check";
import type { CvmId } from "../../cases/cvm-id.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import type { StoredFacts } from "../../cases/stored.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit } from "./asking/some-scope.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const MAX_LIMIT = 500;

const scanOf = (...cvmIds: readonly number[]) =>
  answered(
    { json: { dry_run: true, missing_only: false } },
    { json: exampleAnswer(cvmIds.map((id) => exampleItem({ cvm_id: id }))) },
  );

/** The CVMs that a scan shows and that are stored, with their workspaces. */
const shownBy = (scan: Reading, facts: StoredFacts): readonly { readonly cvmId: CvmId; readonly workspace: string }[] =>
  [...(answeredCvms(scan)?.items.keys() ?? [])].flatMap((cvmId) => {
    const fact = facts.get(cvmId);
    return fact === undefined ? [] : [{ cvmId, workspace: fact.workspace }];
  });

export default defineRelation({
  id: "scans-stay-in-one-workspace",
  level: "must",
  phase: "relations",
  needs: ["state-probe"],
  needsFacts: true,
  says: "The CVMs of a member's scan are all of one workspace, as the store has them.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: "Admin can pass cross-workspace IDs.", so nobody else reaches other workspaces.',
  missing:
    "Needs a member's scan of two CVMs, and in the store those of another workspace, as can be had of a sound server where the key's workspace holds two, and another one some.",
  kills: ["scan-covers-all-workspaces"],
  propose: (context) => {
    // What an admin's scan covers is for the server to decide.
    if (context.knowledge.credential === "admin" || seenBy(context.knowledge).length < 2) return null;
    const preview = previewOf(context);
    return fc
      .tuple(someOptions("running_only", "missing_only", "overwrite"), maybeLimit(2, MAX_LIMIT))
      .map(([options, limit]) => [preview({ ...options, ...limit }), preview({ ...filtersOff, limit: MAX_LIMIT })]);
  },
  judge: (readings, stored) => {
    const facts = stored?.facts;
    if (facts === undefined || new Set([...facts.values()].map(({ workspace }) => workspace)).size < 2)
      return notExercised;
    let evidence = 0;
    let violation: Violation | null = null;
    for (const scan of readings) {
      const shown = refreshOptions(scan)?.cvmIds === null ? shownBy(scan, facts) : [];
      const [first] = shown;
      if (first === undefined || shown.length < 2) continue;
      evidence += 1;
      const stranger = shown.find(({ workspace }) => workspace !== first.workspace);
      if (stranger === undefined) continue;
      violation ??= {
        message: `A member's scan shows CVMs of two workspaces, ${first.cvmId} and ${stranger.cvmId}.`,
        expected: `CVMs of ${jsonLine(first.workspace)} alone`,
        actual: `CVM ${stranger.cvmId} of ${jsonLine(stranger.workspace)}`,
        discriminator: "two workspaces",
      };
    }
    return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
  },
  exampleStored: {
    before: new Map([7, 8, 9].map((id) => [id, null])),
    after: new Map([7, 8, 9].map((id) => [id, null])),
    facts: new Map([7, 8, 9].map((id) => [id, { status: "running", workspace: id === 9 ? "other" : "own" }])),
  },
  holds: [
    [scanOf(7, 8), scanOf(7, 8)],
    [scanOf(7), scanOf(9)],
  ],
  broken: [
    [scanOf(7, 9), scanOf(7, 9)],
    [scanOf(7, 8), scanOf(9, 7, 8)],
  ],
});
