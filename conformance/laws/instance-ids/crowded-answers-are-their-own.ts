import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { foreignCvms } from "./asking/foreign-cvms.ts";
import { seenBy } from "./asking/seen-by.ts";
import { freshHex } from "./asking/unknown-names.ts";
import { judgeCrowd } from "./reading/judge-crowd.ts";

/** So many requests are sent at once: what happens only where two meet in the same moment is rare. */
const AT_ONCE = 24;

/** So many CVMs of each caller are named: the longer a request takes, the more of the others it meets. */
const NAMED = 20;

/**
 * A member that means nothing, long enough that a body comes in pieces: between them a server turns to the other requests. Some of the cases go
 * without: a server may refuse what it does not know.
 */
const PADDING: JsonObject = { padding: "x".repeat(64_000) };
const paddings: fc.Arbitrary<JsonObject> = fc.oneof(
  { arbitrary: thinnedList(fc.constant([PADDING]), 0).map(([padding]) => padding ?? {}), weight: 3 },
  { arbitrary: fc.constant({}), weight: 1 },
);

/** So many names of each request are its own: with those of the CVMs they are no more than the usual limit of 100. */
const OWN_NAMES = 50;
const ownNames = thinnedList(fc.constant(Array.from({ length: OWN_NAMES }, (_, index) => index)), 1);

const nameOf = (hex: string, index: number): string => `no-such-cvm-${hex}-${index}`;

const ask = (credential: "member" | "other", name: string, ...items: readonly JsonObject[]) =>
  answered(
    { credential, json: { cvm_ids: [name, "7", "8"], ...filtersOff, dry_run: true } },
    { json: exampleAnswer(items.map((item) => exampleItem(item))) },
  );
const nobody = (identifier: string) => ({ cvm_id: 0, identifier, reason: "not_found" });
const own = (name: string) => ask("member", name, nobody(name), { cvm_id: 7, identifier: "7" }, nobody("8"));
const theirs = (name: string) => ask("other", name, nobody(name), nobody("7"), { cvm_id: 8, identifier: "8" });
const miscounted = answered(
  { json: { cvm_ids: ["c", "7", "8"], ...filtersOff, dry_run: true } },
  { json: exampleAnswer([exampleItem(nobody("c")), exampleItem(), exampleItem(nobody("8"))], { skipped: 2 }) },
);

export default defineRelation({
  id: "crowded-answers-are-their-own",
  level: "must",
  phase: "access",
  needs: ["member-key"],
  runsAlone: true,
  mostCases: 4,
  says: "Each of many previews that are sent at once, each with a name that no other has, gets an answer for its own names and of its own caller's CVMs, with counters that count its items.",
  source:
    "openapi.json, /paths/~1api~1v1~1cvms~1instance-ids/patch: an answer is to its own request, whoever else asks at the time.",
  missing:
    "Needs a CVM that --api-key sees; with --other-key, the key of another workspace, callers are told apart too.",
  kills: [
    "caller-shared-slow-store",
    "names-of-the-request-after",
    "last-left-out-in-a-crowd",
    "counters-shared-by-requests",
  ],
  propose: ({ operation, knowledge }) => {
    const mine = seenBy(knowledge, "member").slice(0, NAMED);
    if (mine.length === 0 || !knowledge.working.has("member")) return null;
    const foreigners = foreignCvms(knowledge, "other", "member").slice(0, NAMED);
    const rival: CredentialName = foreigners.length === 0 ? "member" : "other";
    const numbers = [...mine, ...foreigners].map(({ cvmId }) => String(cvmId));
    const names = fc.uniqueArray(freshHex, { minLength: AT_ONCE + 4, maxLength: AT_ONCE + 4 });
    const crowd = thinnedList(fc.constant(Array.from({ length: AT_ONCE }, (_, index) => index)), 2);
    return fc
      .tuple(names, thinnedList(fc.constant(numbers), 1), crowd, paddings, ownNames)
      .map(([hexes, cvms, places, padding, indexes]) => {
        const plan = (credential: CredentialName, hex = ""): RequestPlan =>
          plainRequest(
            { operation, credential },
            {
              cvm_ids: [...indexes.map((index) => nameOf(hex, index)), ...cvms],
              ...filtersOff,
              dry_run: true,
              ...padding,
            },
          );
        const alone = (at: number) => [plan("member", hexes[at]), plan(rival, hexes[at + 1])];
        const together = places.map((place, index): RequestPlan => {
          const one = plan(place % 2 === 0 ? "member" : rival, hexes[place + 4]);
          return index === 0 ? one : { ...one, isAlongside: true };
        });
        return [...alone(0), ...together, ...alone(2)];
      });
  },
  judge: judgeCrowd,
  holds: [
    [own("a"), theirs("b"), own("c"), theirs("d"), own("e"), theirs("f")],
    // A CVM that was there when the last requests were sent, and not before.
    [
      ask("member", "a", nobody("a"), nobody("7"), nobody("8")),
      theirs("b"),
      ask("member", "c", nobody("c"), nobody("7"), nobody("8")),
      theirs("d"),
      own("e"),
      theirs("f"),
    ],
  ],
  broken: [
    [
      own("a"),
      theirs("b"),
      ask("member", "c", nobody("d"), { cvm_id: 7 }, nobody("8")),
      theirs("d"),
      own("e"),
      theirs("f"),
    ],
    [
      own("a"),
      theirs("b"),
      ask("member", "c", nobody("c"), nobody("7"), { cvm_id: 8 }),
      theirs("d"),
      own("e"),
      theirs("f"),
    ],
    [own("a"), theirs("b"), miscounted, theirs("d"), own("e"), theirs("f")],
    [own("a"), theirs("b"), ask("member", "c", nobody("c")), theirs("d"), own("e"), theirs("f")],
  ],
});
