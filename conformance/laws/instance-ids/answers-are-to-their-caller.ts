import fc from "fast-check";
import type { CvmId } from "../../cases/cvm-id.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { thinnedFiltersOff } from "./asking/thinned-filters-off.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";

/** No scan that is sent without thought has such a limit, so that no cache knows the request; large enough to cut nothing. */
const UNUSUAL_LIMITS = { min: 301, max: 499 };

/** The CVMs of a scan that showed all there are; null where there are none, or where it was cut. */
const wholeScan = (reading: Reading | undefined): ReadonlySet<CvmId> | null => {
  const answer = reading === undefined ? null : answeredCvms(reading);
  return answer === null || answer.isCut || answer.items.size === 0 ? null : new Set(answer.items.keys());
};

const isSame = (a: ReadonlySet<CvmId>, b: ReadonlySet<CvmId>): boolean => a.size === b.size && a.isSubsetOf(b);

const scan = (credential: "member" | "other", limit: number, ...cvmIds: readonly number[]) =>
  answered(
    { credential, json: { ...filtersOff, limit, dry_run: true } },
    { json: exampleAnswer(cvmIds.map((id) => exampleItem({ cvm_id: id }))) },
  );

export default defineRelation({
  id: "answers-are-to-their-caller",
  level: "must",
  phase: "access",
  needs: ["member-key", "other-key"],
  mostCases: 3,
  says: "Of two callers with CVMs of their own, each sees its own in a scan, also where the other one sent the very same request just before.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: "Admin can pass cross-workspace IDs.", so others see their own workspace alone.',
  missing:
    "Needs CVMs of --api-key and others of --other-key, at most 300 of each, as can be had of a sound server where --other-key is the key of another workspace that holds one.",
  kills: ["previews-cached-without-caller", "workspace-cached-by-limit"],
  propose: ({ operation, knowledge }) => {
    if (!knowledge.working.has("member") || !knowledge.working.has("other")) return null;
    const limits = fc.uniqueArray(fc.noShrink(fc.integer(UNUSUAL_LIMITS)), { minLength: 2, maxLength: 2 });
    return fc.tuple(limits, thinnedFiltersOff).map(([[one = 0, another = 0], filters]) => {
      const ask = (credential: CredentialName, limit: number) =>
        plainRequest({ operation, credential }, { ...filters, limit, dry_run: true });
      return [ask("other", one), ask("member", one), ask("member", another), ask("other", another)];
    });
  },
  judge: ([theirs, sameOfMember, own, sameOfOther]) => {
    const [foreign, mine] = [wholeScan(theirs), wholeScan(own)];
    // Asked first, each was answered with its own: where they share any, they share a workspace.
    if (foreign === null || mine === null || !foreign.isDisjointFrom(mine)) return notExercised;
    const [second, fourth] = [wholeScan(sameOfMember), wholeScan(sameOfOther)];
    if (second === null && fourth === null) return notExercised;
    const isTakenFor = (seen: ReadonlySet<CvmId> | null, of: ReadonlySet<CvmId>): boolean =>
      seen !== null && isSame(seen, of);
    if (!isTakenFor(second, foreign) && !isTakenFor(fourth, mine)) return held;
    return judged([
      {
        message:
          "A caller was shown the CVMs of another workspace, whose key had sent the same request just before, and its own where it was the first to ask.",
        expected: "the CVMs that the caller sees where nobody asked before",
        actual: "those that the caller before sees",
        discriminator: "the caller before",
      },
    ]);
  },
  holds: [
    [scan("other", 400, 8), scan("member", 400, 7), scan("member", 401, 7), scan("other", 401, 8)],
    // Two keys of one workspace.
    [scan("other", 400, 7), scan("member", 400, 7), scan("member", 401, 7), scan("other", 401, 7)],
    [scan("other", 400, 8), scan("member", 400), scan("member", 401, 7), scan("other", 401, 8)],
  ],
  broken: [
    [scan("other", 400, 8), scan("member", 400, 8), scan("member", 401, 7), scan("other", 401, 7)],
    [scan("other", 400, 8), scan("member", 400, 7), scan("member", 401, 7), scan("other", 401, 7)],
  ],
});
