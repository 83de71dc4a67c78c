import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { notExercised, type Violation } from "../../cases/judgement.ts";
import type { SeenCvm } from "../../cases/knowledge.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { foreignCvms } from "./asking/foreign-cvms.ts";
import { type NameForm, nameInForm } from "./asking/name-form.ts";
import { nameSeen } from "./asking/name-seen.ts";
import { someOptions } from "./asking/some-options.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, itemName } from "./reading/item-words.ts";
import { keptAround, movesUnasked } from "./reading/kept-around.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const MAX_LIMIT = 500;

/** What an answer gives away of a CVM that its caller may not see; a number that only echoes the identifier gives nothing away. */
const givenAway = (item: RefreshItem | undefined): string | null => {
  if (item === undefined) return null;
  if (item.status === "updated" || item.status === "unchanged" || item.status === "conflict") return item.status;
  if (isNamed(item.newInstanceId)) return `new_instance_id ${jsonLine(item.newInstanceId)}`;
  return isNamed(item.oldInstanceId) ? `old_instance_id ${jsonLine(item.oldInstanceId)}` : null;
};

const FORMS: readonly NameForm[] = ["number", "identifier", "dashless", "upper-case", "instance-id"];

const hasInstanceId = ({ oldInstanceId }: SeenCvm): boolean => isNamed(oldInstanceId);

/** Every name of one of the CVMs. */
const inEveryForm = (cvms: readonly SeenCvm[]): fc.Arbitrary<readonly string[]> =>
  thinnedList(
    fc.constantFrom(...cvms).map((cvm) => [...new Set(FORMS.map((form) => nameInForm(form, cvm)))]),
    1,
  );

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const foreign = { ...found, cvm_id: 8, identifier: "8" } as const;
const written = { ...foreign, status: "unchanged", old_instance_id: a } as const;
const stranger = { cvm_id: 0, identifier: "8", reason: "not_found" } as const;
const scan = { json: { ...filtersOff, limit: MAX_LIMIT, dry_run: true } };
const own = answered(scan, { json: exampleAnswer([exampleItem()]) });
const look = (item: JsonObject) =>
  answered(
    { credential: "other", json: { cvm_ids: ["8"], ...filtersOff, dry_run: true } },
    { json: exampleAnswer([exampleItem(item)]) },
  );
const intrusion = (json: JsonObject, ...items: readonly JsonObject[]) =>
  answered({ json: { cvm_ids: ["8"], ...json } }, { json: exampleAnswer(items.map((item) => exampleItem(item))) });

export default defineRelation({
  id: "members-stay-in-their-workspace",
  level: "must",
  phase: "access",
  needs: ["member-key", "other-key"],
  says: "A CVM of another workspace that a member names is neither processed nor shown nor written.",
  source:
    'openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: "Admin can pass cross-workspace IDs.", so others can not.',
  missing:
    "Needs a CVM that --other-key sees and --api-key does not, as can be had of a sound server where --other-key is the key of another workspace that holds one.",
  kills: [
    "member-unconfined",
    "member-unconfined-by-uuid",
    "member-unconfined-in-dry-runs",
    "member-unconfined-in-wet-runs",
    "foreign-cvm-written-unseen",
    "member-unconfined-by-dashless-uuid",
    "member-unconfined-by-upper-uuid",
    "member-unconfined-by-instance-form",
    "look-up-by-instance-id-forgets-whose",
  ],
  propose: ({ operation, knowledge, allowWrites }) => {
    const foreigners = foreignCvms(knowledge, "other", "member");
    const names = nameSeen({ wanted: foreigners, seen: foreigners, others: 1, isByInstanceIdToo: true });
    if (names === null) return null;
    const lists = fc.oneof(
      names.map((list) => list.map(({ name }) => name)),
      // In whatever form it is named: those that have an instance id have one more.
      inEveryForm(foreigners.some(hasInstanceId) ? foreigners.filter(hasInstanceId) : foreigners),
    );
    const ask = (credential: CredentialName, members: JsonObject) => plainRequest({ operation, credential }, members);
    const all = ask("member", { ...filtersOff, limit: MAX_LIMIT, dry_run: true });
    return fc
      .record({
        list: lists,
        options: someOptions("running_only", "missing_only", "overwrite"),
        isDry: allowWrites ? fc.boolean() : fc.constant(true),
      })
      .map(({ list, options, isDry }) => {
        const scope = { cvm_ids: list };
        const see = ask("other", { ...scope, ...filtersOff, dry_run: true });
        const intrude = ask("member", { ...scope, ...options, ...(isDry ? { dry_run: true } : {}) });
        // What a look writes itself, the second one shows.
        return [all, see, ...(isDry ? [] : [see]), intrude, see];
      });
  },
  judge: (readings, stored) => {
    const intruding = readings.at(-2);
    const answers = readings.map(answeredCvms);
    const [own, first] = answers;
    const [before, intruded, after] = answers.slice(-3);
    if (own == null || first == null || before == null || intruded == null || after == null) return notExercised;
    if (own.isCut || intruding === undefined) return notExercised;
    const showsWrites = refreshOptions(intruding)?.dryRun === false && !movesUnasked(first, before);
    let evidence = 0;
    const violations = new Map<string, Violation>();
    const add = (violation: Violation): void => {
      if (!violations.has(violation.discriminator)) violations.set(violation.discriminator, violation);
    };
    for (const [cvmId, item] of before.items) {
      const later = after.items.get(cvmId);
      if (own.items.has(cvmId) || later === undefined) continue;
      evidence += 1;
      const name = itemName(item);
      const shown = givenAway(intruded.items.get(cvmId));
      if (shown !== null)
        add({
          message: `${name} is of another workspace, and a member who named it was answered as if it were his. Is the key of --api-key a member's?`,
          expected: "what an unknown identifier gets",
          actual: shown,
          discriminator: "processed",
        });
      if (!showsWrites) continue;
      const kept = keptAround({ first: first.items.get(cvmId), before: item, after: later }, cvmId, stored);
      if (kept?.isChanged !== true) continue;
      add({
        message: `${name} is of another workspace, and, by ${kept.by}, the request of a member who named it changed its stored id.`,
        expected: `${jsonLine(kept.from)}, as before`,
        actual: jsonLine(kept.to),
        discriminator: "written",
      });
    }
    return evidence === 0 ? notExercised : { evidence, violations: [...violations.values()] };
  },
  holds: [
    [own, look(foreign), look(foreign), intrusion({}, stranger), look(foreign)],
    [own, look(foreign), look(foreign), intrusion({}), look(foreign)],
    [own, look(foreign), look(foreign), intrusion({}, { ...stranger, cvm_id: 8 }), look(foreign)],
    // The look itself wrote.
    [own, look(foreign), look(written), intrusion({}, stranger), look(written)],
    // The member's own CVM.
    [
      answered(scan, { json: exampleAnswer([exampleItem(foreign)]) }),
      look(foreign),
      look(foreign),
      intrusion({}, foreign),
      look(foreign),
    ],
  ],
  broken: [
    [own, look(foreign), intrusion({ dry_run: true }, foreign), look(foreign)],
    [own, look(foreign), look(foreign), intrusion({}, stranger), look(written)],
    [own, look(foreign), look(foreign), intrusion({}, { ...stranger, cvm_id: 8, old_instance_id: b }), look(foreign)],
  ],
});
