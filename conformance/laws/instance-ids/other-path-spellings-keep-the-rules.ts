import fc from "fast-check";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import type { StoredAround } from "../../cases/stored.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { otherPathSpellings } from "../contract/asking/other-path-spellings.ts";
import { isDone, isRefused } from "../contract/reading/is-done.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { previewOf } from "./asking/preview-of.ts";
import { previewRules } from "./asking/preview-rules.ts";
import { seenBy } from "./asking/seen-by.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { toldStoredId } from "./reading/stored-change.ts";

/** So many CVMs are named, that one that is written be missed by few others. */
const NAMED = 2;

/**
 * A CVM that is stored by now as an answer at another spelling told, and was not before. The last preview, at the path itself, comes after
 * these: what it does not tell of as stored it may have written.
 */
const writtenBy = (
  others: readonly Reading[],
  last: Reading | undefined,
  { before, after }: StoredAround,
): Violation | null => {
  const lastItems = last === undefined ? undefined : answeredCvms(last)?.items;
  for (const { cvmId, after: told } of others.flatMap(previewRules.told)) {
    const [from, to] = [before.get(cvmId), after.get(cvmId)];
    if (told === null || from === undefined || to === undefined || from === to || to !== told) continue;
    const item = lastItems?.get(cvmId);
    if (item !== undefined && toldStoredId(item) === from) continue;
    return {
      message:
        "At another spelling of its path the operation wrote, by the state probe, though a preview was asked for.",
      expected: "the stored id as it was",
      actual: "the id that the answer tells",
      discriminator: "written",
    };
  }
  return null;
};

const invalidTaken = ({ request }: Reading): Violation => ({
  message: "At another spelling of its path the operation took a request that it refuses at its own.",
  expected: `a refusal of ${jsonLine(request.path)}`,
  actual: "status 200 with an answer of the operation's",
  discriminator: "invalid",
});

const { a } = exampleIds;
const json = { cvm_ids: ["7"], dry_run: true };
const invalid = { ...json, limit: 0 };
const elsewhere = "/api/v1/cvms/instance-ids/";
const updated = { json: exampleAnswer([exampleItem({ status: "updated", new_instance_id: a, source: "gateway" })]) };
const refusal = { status: 422, json: { detail: [] } };
const notFound = { status: 404, json: {} };
const plain = answered({ json }, updated);
const plainInvalid = answered({ json: invalid }, refusal);

export default defineRelation({
  id: "other-path-spellings-keep-the-rules",
  level: "must",
  phase: "relations",
  needs: [],
  runsAlone: true,
  mostCases: 2,
  says: "A path that is only another spelling of the operation's is refused, or does what the operation does: it refuses what is invalid, and writes nothing where a preview is asked for.",
  source:
    "openapi.json, /paths/~1api~1v1~1cvms~1instance-ids/patch; RFC 3986 section 6.2: other spellings may mean the same path, and no other operation.",
  missing: "Needs a CVM in the key's workspace, and a server that refuses an invalid request.",
  kills: ["path-in-dots-not-validated", "path-with-suffix-writes-in-previews"],
  propose: (context) => {
    const seen = seenBy(context.knowledge);
    if (seen.length === 0) return null;
    const updatable = updatableCvms(seen);
    const named = (updatable.length === 0 ? seen : updatable).slice(0, NAMED).map(({ cvmId }) => String(cvmId));
    const paths = thinnedList(fc.constant(otherPathSpellings(context.operation.path)), 1);
    const ask = previewOf(context);
    return fc.tuple(paths, thinnedList(fc.constant(named), 1)).map(([spellings, cvmIds]) => {
      const [valid, refused] = [ask({ cvm_ids: cvmIds }), ask({ cvm_ids: cvmIds, limit: 0 })];
      return [
        valid,
        refused,
        ...spellings.flatMap((path) => [
          { ...valid, path },
          { ...refused, path },
        ]),
        valid,
      ];
    });
  },
  judge: (readings, stored) => {
    const [first, refused] = readings;
    if (first === undefined || refused === undefined || !isDone(first) || !isRefused(refused)) return notExercised;
    const others = readings.filter(({ request }) => request.path !== first.request.path);
    const invalid = others.filter((_, place) => place % 2 === 1);
    const evidence = invalid.filter((reading) => isDone(reading) || isRefused(reading)).length;
    if (evidence === 0) return notExercised;
    const taken = invalid.find(isDone);
    const written = stored === null ? null : writtenBy(others, readings.at(-1), stored);
    return {
      evidence,
      violations: [...(taken === undefined ? [] : [invalidTaken(taken)]), ...(written === null ? [] : [written])],
    };
  },
  holds: [
    [
      plain,
      plainInvalid,
      answered({ path: elsewhere, json }, notFound),
      answered({ path: elsewhere, json: invalid }, notFound),
      plain,
    ],
    [
      plain,
      plainInvalid,
      answered({ path: elsewhere, json }, updated),
      answered({ path: elsewhere, json: invalid }, refusal),
      plain,
    ],
  ],
  broken: [
    [
      plain,
      plainInvalid,
      answered({ path: elsewhere, json }, updated),
      answered({ path: elsewhere, json: invalid }, updated),
      plain,
    ],
  ],
});
