import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { type CvmId, cvmIdBeyond, highestCvmId } from "../../cases/cvm-id.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import type { SeenCvm } from "../../cases/knowledge.ts";
import type { Reading } from "../../cases/reading.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { uuidSpellings } from "../../generate/uuid-spellings.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { foreignCvms } from "./asking/foreign-cvms.ts";
import { type NameForm, nameInForm } from "./asking/name-form.ts";
import { seenBy } from "./asking/seen-by.ts";
import { someOptions } from "./asking/some-options.ts";
import { freshHex, uuidOfHex } from "./asking/unknown-names.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { cvmsNamed } from "./reading/cvms-named.ts";
import { isNamed } from "./reading/item-words.ts";
import { type RefreshItem, refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const UNKNOWN_UUID = "5b1c7a52-93d4-4c1e-8a07-6f2d1e0b9c34";
const OTHER_UUID = "9d1a4c1e-77aa-4f6e-8a55-2f6a40a0b1c2";

/** Forms in which a CVM has a name that one which nobody has can be made after. */
const FORMS: readonly NameForm[] = ["number", "identifier", "dashless", "upper-case", "instance-id"];

/** A CVM that there is hardly, with names like another one's, out of forty hex digits: a number above all that were seen, and ids. */
const unknownLike = (cvm: SeenCvm, above: CvmId, hex: string): SeenCvm => {
  const isUpperCase = uuidSpellings(cvm.identifier)?.upperCase === cvm.identifier;
  const identifier = uuidOfHex(hex);
  return {
    ...cvm,
    cvmId: cvmIdBeyond(above, 1_000_003 + Number.parseInt(hex.slice(0, 5), 16)),
    identifier: isUpperCase ? identifier.toUpperCase() : identifier,
    oldInstanceId: hex,
  };
};

/** Whether a CVM has a name in a form, of which an unknown one can be made. */
const hasForm = (form: NameForm, cvm: SeenCvm): boolean =>
  form === "number" ||
  (nameInForm(form, cvm) !== String(cvm.cvmId) && (form !== "identifier" || uuidSpellings(cvm.identifier) !== null));

/** What an item says, all names aside. */
const looksOf = (item: RefreshItem, names: readonly string[]): Readonly<Record<string, string>> => ({
  cvm_id: names.includes(String(item.cvmId)) ? "as named" : item.cvmId > 0 ? "a CVM" : String(item.cvmId),
  status: item.status,
  old_instance_id: String(isNamed(item.oldInstanceId)),
  new_instance_id: String(isNamed(item.newInstanceId)),
  source: String(item.source),
  verified_with_gateway: String(item.isVerified),
  // A server may write a name in the spelling in which it keeps it.
  reason: names
    .reduce((reason, name) => reason.replaceAll(name, "#"), item.reason ?? "none")
    .replaceAll(/[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}([0-9a-f]{8})?|\d+/gi, "#"),
});

/** What an answer says of the names that are not `own`, by field and whatever the order; null where there is none. */
const answerLooks = (reading: Reading, own: ReadonlySet<string>): Readonly<Record<string, string>> | null => {
  const names = (refreshOptions(reading)?.cvmIds ?? []).filter((name) => !own.has(name));
  const answer = refreshAnswer(reading);
  if (names.length === 0 || answer === null) return null;
  const looks = answer.items
    .filter(({ cvmId }) => !own.has(String(cvmId)))
    .map((item) => looksOf(item, names))
    .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  const fields = Object.keys(looks[0] ?? {}).map((field): [string, string] => [
    field,
    looks.map((look) => look[field]).join(", "),
  ]);
  return { total: String(answer.total), items: String(answer.items.length), ...Object.fromEntries(fields) };
};

/** Whether a request's names, those that are `own` aside, turned out to name a CVM. */
const namesCvm = (reading: Reading, own: ReadonlySet<string>): boolean =>
  [...(cvmsNamed(reading) ?? [])].some((cvmId) => !own.has(String(cvmId)));

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
const askTwo = (names: readonly [string, string], ...items: readonly JsonObject[]) =>
  answered(
    { json: { cvm_ids: names, dry_run: true } },
    { json: exampleAnswer(items.map((item) => exampleItem(item))) },
  );
const { b } = exampleIds;
const nobodyAs = (name: string) => ({ cvm_id: 0, identifier: name, reason: "not_found" });
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
  says: "A member who names a CVM of another workspace, in whatever forms and beside whatever else, is answered as if it did not exist.",
  source:
    "OWASP API Security Top 10 2023, API1 (broken object level authorization): an answer that differs tells strangers which identifiers exist.",
  missing:
    "Needs a CVM that --other-key sees and --api-key does not, as can be had of a sound server where --other-key is the key of another workspace that holds one.",
  kills: [
    "foreign-cvm-told-apart",
    "member-unconfined-by-uuid",
    "foreign-forms-merged",
    "foreign-left-out-of-lists",
    "member-unconfined-by-dashless-uuid",
    "member-unconfined-by-upper-uuid",
    "member-unconfined-by-instance-form",
  ],
  propose: ({ operation, knowledge }) => {
    const foreigners = foreignCvms(knowledge, "other", "member");
    if (foreigners.length === 0) return null;
    const above = highestCvmId([...knowledge.seen.values()].flat().map(({ cvmId }) => cvmId));
    const ownNumbers = seenBy(knowledge, "member").map(({ cvmId }) => String(cvmId));
    const own = fc.option(ownNumbers.length === 0 ? fc.constant(null) : fc.constantFrom(...ownNumbers), { freq: 2 });
    const some = thinnedList(fc.shuffledSubarray([...FORMS], { minLength: 1, maxLength: 2 }), 1);
    return fc
      .tuple(
        fc.constantFrom(...foreigners),
        some,
        own,
        someOptions("running_only", "missing_only", "overwrite"),
        fc.tuple(freshHex, freshHex),
      )
      .map(([cvm, chosen, ownNumber, options, hexes]) => {
        const known = chosen.filter((form) => hasForm(form, cvm));
        const forms = known.length === 0 ? (["number"] as const) : known;
        const first = ownNumber === null ? [] : [ownNumber];
        const as = (credential: CredentialName, names: readonly string[], members: JsonObject) =>
          plainRequest({ operation, credential }, { cvm_ids: names, ...members, dry_run: true });
        const namesOf = (named: SeenCvm) => forms.map((form) => nameInForm(form, named));
        const [stranger, unheardOf] = hexes.map((hex) =>
          as("member", [...first, ...namesOf(unknownLike(cvm, above, hex))], options),
        );
        if (stranger === undefined || unheardOf === undefined) return [];
        const given = as("member", [...first, ...namesOf(cvm)], options);
        return [stranger, given, unheardOf, as("other", namesOf(cvm), filtersOff)];
      });
  },
  judge: ([before, foreign, after, owner]) => {
    if (before === undefined || foreign === undefined || after === undefined || owner === undefined)
      return notExercised;
    const owned = answeredCvms(owner)?.items;
    if (owned === undefined || owned.size === 0) return notExercised;
    const names = new Set(refreshOptions(foreign)?.cvmIds);
    const strangers = new Set(refreshOptions(before)?.cvmIds);
    if (strangers.size !== names.size) return notExercised;
    const own = strangers.intersection(names);
    // A CVM goes by a name that was made up: then it shows nothing of how unknown ones are answered.
    if ([before, after].some((reading) => namesCvm(reading, own))) return notExercised;
    // What names another one's CVM may be the name of a CVM of the caller's own.
    const isHisOwn = (cvmId: CvmId): boolean =>
      !own.has(String(cvmId)) && !names.has(String(cvmId)) && !owned.has(cvmId);
    if ([...(answeredCvms(foreign)?.items.keys() ?? [])].some(isHisOwn)) return notExercised;
    const [first, between, last] = [before, foreign, after].map((reading) => answerLooks(reading, own));
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
    [
      askTwo(["7", "1000011"], nobodyAs("1000011"), {}),
      askTwo(["7", "8"], {}, nobodyAs("8")),
      askTwo(["7", "1000011"], nobodyAs("1000011"), {}),
      known,
    ],
    // The caller has a CVM that goes by the name of the other one.
    [unknown, ask("8", { cvm_id: 7, reason: "not_running" }), unknown, known],
    [unknown, ask("8", { status: "error" }), ask("1000011", { status: "error" }), known],
    // A CVM of the caller's goes by the name that was made up, or by one of the two.
    [ask("1000011", { cvm_id: 3 }), ask("8", {}), ask("1000012", { cvm_id: 3 }), known],
    [ask("1000011", { cvm_id: 1_000_011, old_instance_id: b }), ask("8", {}), ask("1000012", {}), known],
  ],
  broken: [
    [unknown, ask("8", { reason: "forbidden" }), unknown, known],
    [unknown, ask("8", { cvm_id: 8, reason: "CVM 8 not found" }), unknown, known],
    [ask("1000011", null), ask("8", {}), ask("1000011", null), known],
    [
      askTwo(["7", "1000011"], {}, nobodyAs("1000011")),
      askTwo(["7", "8"], {}),
      askTwo(["7", "1000011"], {}, nobodyAs("1000011")),
      known,
    ],
    [
      askTwo([UNKNOWN_UUID, "1000011"], nobodyAs(UNKNOWN_UUID), nobodyAs("1000011")),
      askTwo([OTHER_UUID, "8"], nobodyAs("8")),
      askTwo([UNKNOWN_UUID, "1000011"], nobodyAs(UNKNOWN_UUID), nobodyAs("1000011")),
      known,
    ],
  ],
});
