import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { seenBy } from "./asking/seen-by.ts";
import { thinnedFiltersOff } from "./asking/thinned-filters-off.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";

/** Source: openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/limit. */
const USUAL_LIMIT = 100;
const MAX_LIMIT = 500;

/** So many CVMs are named: one that is shown to the wrong caller is rarely alone. */
const NAMED = 5;

const OTHER_FIRST = ["other", "member"] as const;
const MEMBER_FIRST = ["member", "other"] as const;

const keyOf = (reading: Reading | undefined): string =>
  reading?.request.credential === "other" ? "--other-key" : "--api-key";

const look = (credential: "member" | "other", names: readonly string[] | null, ...cvmIds: readonly number[]) =>
  answered(
    { credential, json: { ...(names === null ? {} : { cvm_ids: names }), ...filtersOff, dry_run: true } },
    { json: exampleAnswer(cvmIds.map((id) => exampleItem({ cvm_id: id, identifier: "7" }))) },
  );

export default defineRelation({
  id: "scans-show-what-can-be-named",
  level: "must",
  phase: "access",
  needs: ["member-key", "other-key"],
  mostCases: 4,
  says: "A CVM that a member's scan shows is not unknown to that member by a name that finds it for another one.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: whether a request has names or none, it is about CVMs that its caller may refresh. A scan of one workspace and names that are looked up in another contradict each other.",
  missing: "Needs a CVM that a scan with --other-key shows, and that one of the two keys finds by its number.",
  kills: ["scans-cached-without-caller"],
  propose: ({ operation, knowledge }) => {
    const [own, theirs] = [seenBy(knowledge, "member"), seenBy(knowledge, "other")];
    const shared = theirs.filter(({ cvmId }) => own.some((cvm) => cvm.cvmId === cvmId));
    const named = (shared.length === 0 ? theirs : shared).slice(0, NAMED);
    if (named.length === 0) return null;
    const names = thinnedList(fc.constant(named), 1);
    // Whoever of the two came first sees its own, whatever is cached.
    const pair = shared.length === 0 ? fc.constant(OTHER_FIRST) : fc.constantFrom(OTHER_FIRST, MEMBER_FIRST);
    const limit = theirs.length > USUAL_LIMIT ? { limit: MAX_LIMIT } : {};
    return fc
      .tuple(pair, names, thinnedFiltersOff, thinnedFiltersOff)
      .map(([[caller, rival], cvms, ofScan, ofList]) => {
        const ask = (credential: CredentialName, members: JsonObject) =>
          plainRequest({ operation, credential }, { ...members, dry_run: true });
        const scan = ask(caller, { ...ofScan, ...limit });
        const list = { cvm_ids: cvms.map(({ cvmId }) => String(cvmId)), ...ofList };
        return [scan, ask(caller, list), ask(rival, list), ask(caller, list), scan];
      });
  },
  judge: (readings) => {
    const [scan, , rivals] = readings;
    const [before, named, byRival, again, after] = readings.map(answeredCvms);
    if (before == null || named == null || byRival == null || again == null || after == null) return notExercised;
    let evidence = 0;
    let violation: Violation | null = null;
    for (const cvmId of before.items.keys()) {
      const isFound = named.items.has(cvmId) || again.items.has(cvmId);
      if (!after.items.has(cvmId) || !(isFound || byRival.items.has(cvmId))) continue;
      evidence += 1;
      if (isFound) continue;
      violation ??= {
        message:
          "A member's scan shows a CVM that the member can't name, and the member of another key can: it is of another workspace.",
        expected: "in the scan none but CVMs that can be named",
        actual: `CVM ${cvmId}, which the key of ${keyOf(rivals)} finds by its number and that of ${keyOf(scan)} does not`,
        discriminator: "shown and not found",
      };
    }
    return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
  },
  holds: [
    [
      look("other", null, 7),
      look("other", ["7"], 7),
      look("member", ["7"], 7),
      look("other", ["7"], 7),
      look("other", null, 7),
    ],
    // It was away for a moment, or is gone since.
    [
      look("other", null, 7),
      look("other", ["7"]),
      look("member", ["7"], 7),
      look("other", ["7"], 7),
      look("other", null, 7),
    ],
    [look("other", null, 7), look("other", ["7"]), look("member", ["7"], 7), look("other", ["7"]), look("other", null)],
  ],
  broken: [
    [
      look("other", null, 7),
      look("other", ["7"]),
      look("member", ["7"], 7),
      look("other", ["7"]),
      look("other", null, 7),
    ],
  ],
});
