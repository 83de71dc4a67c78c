import fc from "fast-check";
import { judged, notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { maybeLimit } from "./asking/some-scope.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";
import { isRunning, type StoredCvm, storedFleet } from "./reading/stored-fleet.ts";

const MAX_LIMIT = 500;

const all = answered(
  { json: { ...filtersOff, limit: MAX_LIMIT, dry_run: true } },
  { json: exampleAnswer([7, 8, 9].map((id) => exampleItem({ cvm_id: id }))) },
);
const running = { json: { dry_run: true, missing_only: false } };
const two = exampleAnswer([7, 8].map((id) => exampleItem({ cvm_id: id })));
const ids = new Map([7, 8, 9, 10].map((id) => [id, id === 8 ? "x" : null]));

/** The workspace that all CVMs of an answer are of; null where they are of several, or it holds none that is stored. */
const workspaceOf = (cvms: Iterable<unknown>, fleet: readonly StoredCvm[]): string | null => {
  const answered = new Set(cvms);
  const workspaces = new Set(fleet.filter(({ cvmId }) => answered.has(cvmId)).map(({ workspace }) => workspace));
  const [only = null] = workspaces;
  return workspaces.size === 1 ? only : null;
};

export default defineRelation({
  id: "scan-totals-match-the-store",
  level: "should",
  phase: "relations",
  needs: ["state-probe"],
  needsFacts: true,
  says: "A member's scan has as its `total` the number of the workspace's CVMs that pass its filters, as the store has them.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/running_only and missing_only, and BatchInstanceIdRefreshResponse/properties/total: what is selected is counted.",
  missing:
    "Needs a member's scan, with every filter off, of a CVM that the state probe shows too, as can be had of a sound server where --api-key is given, the key of a workspace that holds one.",
  kills: ["scan-forgets-the-last", "scan-takes-no-exited"],
  propose: (context) => {
    // What an admin's scan covers is for the server to decide.
    if (context.knowledge.credential === "admin" || seenBy(context.knowledge).length === 0) return null;
    const preview = previewOf(context);
    const see = preview({ ...filtersOff, limit: MAX_LIMIT });
    return fc
      .tuple(someOptions("running_only", "missing_only", "overwrite"), maybeLimit(1, MAX_LIMIT))
      .map(([options, limit]) => [see, preview({ ...options, ...limit }), see]);
  },
  judge: ([before, scan, after], stored) => {
    if (before === undefined || scan === undefined || after === undefined || stored === null) return notExercised;
    const fleet = storedFleet(stored);
    const [first, last] = [before, after].map(answeredCvms);
    const options = refreshOptions(scan);
    const answer = refreshAnswer(scan);
    if (fleet === null || first == null || last == null || options === null || answer === null) return notExercised;
    const workspace = workspaceOf([...first.items.keys(), ...last.items.keys()], fleet);
    if (workspace === null || options.cvmIds !== null) return notExercised;
    const own = fleet.filter((cvm) => cvm.workspace === workspace);
    const passing = own.filter(
      (cvm) => !(options.runningOnly && !isRunning(cvm)) && !(options.missingOnly && cvm.hasId),
    );
    if (answer.total === passing.length) return judged([]);
    const filters = options.runningOnly || options.missingOnly ? "with filters" : "without a filter";
    return judged([
      {
        message: "A scan's `total` is not the number of CVMs that the store has for it.",
        expected: `${passing.length} of the ${own.length} CVMs of the workspace`,
        actual: String(answer.total),
        discriminator: `${answer.total > passing.length ? "too many" : "too few"} ${filters}`,
      },
    ]);
  },
  exampleStored: {
    before: ids,
    after: ids,
    facts: new Map(
      [7, 8, 9, 10].map((id) => [
        id,
        { status: id === 9 ? "exited" : "running", workspace: id === 10 ? "other" : "own" },
      ]),
    ),
  },
  holds: [
    [all, answered(running, { json: two }), all],
    [all, answered({ json: { dry_run: true, limit: 1 } }, { json: exampleAnswer([exampleItem()]) }), all],
    [all, all, all],
  ],
  broken: [
    [all, answered(running, { json: exampleAnswer([exampleItem()]) }), all],
    [all, answered({ json: { dry_run: true } }, { json: two }), all],
  ],
});
