import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import type { Reading } from "../../judge/reading.ts";
import type { CredentialName } from "../../target/exchange.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { held, judged, notExercised } from "../judgement.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { foreignCvms } from "./asking/foreign-cvms.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { someOptions } from "./asking/some-options.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed } from "./reading/item-words.ts";
import { type RefreshItem, refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

/** A name of the form of another one that no CVM has: far above all numbers seen, or a UUID of our own. */
const unknownLike = (name: string, above: number): string | null => {
  if (/^\d+$/.test(name)) return String(above + 1_000_003);
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name) ? "5b1c7a52-93d4-4c1e-8a07-6f2d1e0b9c34" : null;
};

/** What an item says, the identifier itself aside. */
const looksOf = (item: RefreshItem, name: string): Readonly<Record<string, string>> => ({
  cvm_id: String(item.cvmId) === name ? "as named" : item.cvmId > 0 ? "a CVM" : String(item.cvmId),
  status: item.status,
  old_instance_id: String(isNamed(item.oldInstanceId)),
  new_instance_id: String(isNamed(item.newInstanceId)),
  source: String(item.source),
  verified_with_gateway: String(item.isVerified),
  reason: (item.reason ?? "none").replaceAll(name, "#").replaceAll(/\d+/g, "#"),
});

/** What an answer to a request that names one identifier says, by field; null where it says nothing of it. */
const answerLooks = (reading: Reading): Readonly<Record<string, string>> | null => {
  const [name] = refreshOptions(reading)?.cvmIds ?? [];
  const answer = refreshAnswer(reading);
  if (name === undefined || answer === null) return null;
  const [item] = answer.items;
  const sums = { total: String(answer.total), items: String(answer.items.length) };
  return item === undefined ? sums : { ...sums, ...looksOf(item, name) };
};

const differing = (
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): string | undefined =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].find((key) => one[key] !== other[key]);

const ask = (name: string, item: JsonObject | null, json: JsonObject = {}) =>
  answered(
    { json: { cvm_ids: [name], dry_run: true, ...json } },
    { json: exampleAnswer(item === null ? [] : [exampleItem({ cvm_id: 0, identifier: name, ...item })]) },
  );
const known = answered(
  { credential: "other", json: { cvm_ids: ["8"], ...filtersOff, dry_run: true } },
  { json: exampleAnswer([exampleItem({ cvm_id: 8 })]) },
);
const unknown = ask("1000011", { reason: "CVM 1000011 not found" });

export default defineRelation({
  id: "foreign-and-unknown-look-alike",
  level: "should",
  phase: "access",
  needs: ["member-key", "other-key"],
  says: "A member who names a CVM of another workspace is answered as if it did not exist.",
  source:
    "OWASP API Security Top 10 2023, API1 (broken object level authorization): an answer that differs tells strangers which identifiers exist.",
  missing:
    "Needs a CVM that --other-key sees and --api-key does not: give it the key of another workspace that holds one.",
  kills: ["foreign-cvm-told-apart", "member-unconfined-by-uuid"],
  propose: ({ operation, knowledge }) => {
    const foreigners = foreignCvms(knowledge, "other", "member");
    const names = nameSeen({ wanted: foreigners, seen: foreigners, others: 0 });
    if (names === null) return null;
    const above = Math.max(...[...knowledge.seen.values()].flat().map(({ cvmId }) => cvmId));
    return fc.tuple(names, someOptions("running_only", "missing_only", "overwrite")).map(([list, options]) => {
      const as = (credential: CredentialName, name: string, chosen: JsonObject) =>
        plainRequest({ operation, credential }, { cvm_ids: [name], ...chosen, dry_run: true });
      const byNumber = list.map(({ cvm }) => String(cvm.cvmId)).join();
      const given = list.map(({ name }) => name).join();
      const foreign = unknownLike(given, above) === null ? byNumber : given;
      const stranger = as("member", unknownLike(foreign, above) ?? "", options);
      return [stranger, as("member", foreign, options), stranger, as("other", foreign, filtersOff)];
    });
  },
  judge: ([before, foreign, after, owner]) => {
    if (before === undefined || foreign === undefined || after === undefined || owner === undefined)
      return notExercised;
    if ((answeredCvms(owner)?.items.size ?? 0) === 0) return notExercised;
    const [first, between, last] = [before, foreign, after].map(answerLooks);
    if (first == null || between == null || last == null || differing(first, last) !== undefined) return notExercised;
    const field = differing(first, between);
    if (field === undefined) return held;
    return judged([
      {
        message: "A CVM of another workspace is answered otherwise than an identifier that names nothing.",
        expected: `${field}: ${first[field] ?? "not there"}`,
        actual: `${field}: ${between[field] ?? "not there"}`,
        discriminator: field,
      },
    ]);
  },
  holds: [
    [unknown, ask("8", { reason: "CVM 8 not found" }), unknown, known],
    [ask("1000011", null), ask("8", null), ask("1000011", null), known],
    [ask("1000011", { cvm_id: 1_000_011 }), ask("8", { cvm_id: 8 }), ask("1000011", { cvm_id: 1_000_011 }), known],
    [unknown, ask("8", { status: "error" }), ask("1000011", { status: "error" }), known],
  ],
  broken: [
    [unknown, ask("8", { reason: "forbidden" }), unknown, known],
    [unknown, ask("8", { cvm_id: 8, reason: "CVM 8 not found" }), unknown, known],
    [ask("1000011", null), ask("8", {}), ask("1000011", null), known],
  ],
});
