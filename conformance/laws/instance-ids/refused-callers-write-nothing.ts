import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { notExercised } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { fewNumbers, namedOneByOne } from "./asking/named-one-by-one.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { thinnedFiltersOff } from "./asking/thinned-filters-off.ts";
import { updatableCvms } from "./asking/updatable-cvms.ts";
import { judgeUnreported } from "./reading/judge-unreported.ts";
import { areBeyondDoubt, refusedSteps, writableIn } from "./reading/refused-steps.ts";

const DEFAULT_LIMIT = 100;

const MAX_LIMIT = 500;

const STRANGERS: readonly CredentialName[] = ["none", "bad"];

const isOfStranger = ({ request: { credential } }: Reading): boolean => STRANGERS.includes(credential);

/** Source: RFC 9110 sections 15.5.2 and 15.5.4. */
const isRefusedForItsKey = ({ outcome }: Reading): boolean =>
  outcome.kind === "response" && (outcome.status === 401 || outcome.status === 403);

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const synced = { ...found, status: "unchanged", old_instance_id: a, reason: "already_synced" } as const;
const look = (item: JsonObject) =>
  answered({ json: { ...filtersOff, limit: MAX_LIMIT, dry_run: true } }, { json: exampleAnswer([exampleItem(item)]) });
const refusal = { status: 401, json: { detail: "Not authenticated" } };
const keyless = answered({ credential: "none", credentialHasWorked: false, json: filtersOff }, refusal);
const wrongKey = answered(
  { credential: "bad", credentialHasWorked: false, json: { cvm_ids: ["7"], ...filtersOff } },
  refusal,
);
const before = look(found);

export default defineRelation({
  id: "refused-callers-write-nothing",
  level: "must",
  phase: "writes",
  needs: ["member-key", "writes"],
  says: "A request that is refused for its key, or for having none, changes no stored id.",
  source:
    "OWASP API Security Top 10 2023, API2 (broken authentication); RFC 9110 section 15.5.2: what is answered 401 has not been applied.",
  missing:
    "Needs a CVM that a request could update, and a server that asks for keys, as can be had of a sound server where the workspace holds one without an instance id.",
  kills: ["key-looked-at-when-all-is-done"],
  propose: ({ operation, knowledge }) => {
    const seen = seenBy(knowledge, "member");
    const updatable = updatableCvms(seen);
    if (updatable.length === 0 || !knowledge.working.has("member")) return null;
    const limits: JsonObject = seen.length > DEFAULT_LIMIT ? { limit: MAX_LIMIT } : {};
    const callers = thinnedList(fc.constant(STRANGERS), 1);
    return fc
      .tuple(
        fc.oneof(
          fewNumbers(updatable).map((names) => ({ names, callers: [] })),
          callers.map((some) => ({ names: [], callers: some })),
        ),
        fc.constantFrom(...STRANGERS),
        thinnedFiltersOff,
        someOptions("overwrite"),
      )
      .map(([some, stranger, filters, overwriting]) => {
        const see = plainRequest({ operation, credential: "member" }, { ...filters, ...limits, dry_run: true });
        const ask = (credential: CredentialName, scope: JsonObject): RequestPlan =>
          plainRequest({ operation, credential }, { ...scope, ...filters, ...overwriting });
        return some.callers.length === 0
          ? namedOneByOne(some.names, see, (name) => ask(stranger, { cvm_ids: [name] }))
          : [see, see, ...some.callers.map((credential) => ask(credential, limits)), see];
      });
  },
  judge: (readings, stored) => {
    // Who is let in is another law's affair.
    if (!readings.filter(isOfStranger).every(isRefusedForItsKey)) return notExercised;
    const steps = refusedSteps(readings, isOfStranger);
    if (steps === null) return notExercised;
    const { violations } = judgeUnreported(readings, stored);
    const evidence = Math.max(writableIn(steps), violations.length);
    const sure = areBeyondDoubt(steps) ? ({ isConclusive: true } as const) : {};
    return {
      evidence,
      violations: violations.map((violation) => ({
        ...violation,
        ...sure,
        message: violation.message.replace(
          /, and no answer .*$/,
          ", and what was sent meanwhile was refused for its key.",
        ),
      })),
    };
  },
  holds: [
    [before, before, keyless, before],
    [before, before, keyless, wrongKey, before],
    // Somebody is let in.
    [
      before,
      before,
      answered(
        { credential: "bad", credentialHasWorked: false, json: {} },
        { json: exampleAnswer([exampleItem(found)]) },
      ),
      look(synced),
    ],
    // The fleet moves by itself.
    [before, look(synced), keyless, look({ ...synced, old_instance_id: b, new_instance_id: b })],
  ],
  broken: [
    [before, before, keyless, look(synced)],
    [before, before, keyless, wrongKey, look(synced)],
  ],
});
