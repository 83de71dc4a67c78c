import fc from "fast-check";
import { isObject, type Json, type JsonObject, schemaAt } from "../../../contract/index.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import type { ProposalContext } from "../../cases/law.ts";
import { PREVIEW } from "../../generate/preview.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { unknownProperty } from "../../generate/valid-value.ts";
import { compareSettled } from "../comparison/compare-settled.ts";
import { membersOf, previewer, sentMembers, withMembers } from "../comparison/plan-members.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem, exampleRefusal } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";

const declaredNames = ({ contract, operation }: ProposalContext): readonly string[] => {
  const pointer = operation.requestBody?.schemaPointer;
  const properties = pointer === undefined ? undefined : schemaAt(contract.document, pointer).keywords.properties;
  return isObject(properties) ? Object.keys(properties) : [];
};

/** A name that neither the body nor the schema has, as near to the one given as can be. */
const unusedName = (name: string, members: JsonObject, declared: readonly string[]): string =>
  Object.hasOwn(members, name) || declared.includes(name) ? unusedName(`${name}_`, members, declared) : name;

type Member = readonly [name: string, value: Json];

/** What is added to a request, or to one without members of its own. */
interface Addition {
  readonly isToNothing: boolean;
  readonly added: readonly Member[];
}

const withCapitals = (name: string): string => name.replaceAll(/(?<=^|_)[a-z]/g, (letter) => letter.toUpperCase());

/** Each of these would be refused for one declared property or another, and makes a difference for the rest. */
const TELLING: readonly Json[] = [{}, false, true, 1, []];

/**
 * Additions to nothing: the names of declared properties but for the case, all of them or one. The switch that keeps a preview from
 * writing is not among them.
 */
const otherCases = (declared: readonly string[]): fc.Arbitrary<Addition> | null => {
  const names = declared.filter((name) => name !== PREVIEW);
  if (names.length === 0) return null;
  const some = fc.oneof(
    { weight: 3, arbitrary: fc.constant(names) },
    { weight: 1, arbitrary: fc.constantFrom(...names).map((name) => [name]) },
  );
  return fc.tuple(thinnedList(some, 1), fc.boolean(), fc.constantFrom(...TELLING)).map(([list, isLoud, value]) => ({
    isToNothing: true,
    added: list.map((name): Member => [isLoud ? name.toUpperCase() : withCapitals(name), value]),
  }));
};

const plain = { json: { dry_run: true } };
const extended = { json: { dry_run: true, dryRun: false } };
const gets = { status: "updated", source: "gateway", new_instance_id: exampleIds.a, reason: null } as const;
const misses = { ...gets, status: "conflict", reason: "instance_id_in_use" } as const;
const sevenGets = exampleAnswer([exampleItem(gets), exampleItem({ ...misses, cvm_id: 8 })]);
const eightGets = exampleAnswer([exampleItem({ ...gets, cvm_id: 8 }), exampleItem(misses)]);
const found = answered(plain, { json: exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8 })]) });
const moved = answered(plain, { json: exampleAnswer([exampleItem({ status: "error", reason: "rpc" })]) });

export default defineRelation({
  id: "unknown-property-is-harmless",
  level: "must",
  phase: "relations",
  needs: [],
  says: "A property that the contract does not know changes nothing about the answer to a valid request, be it a declared one's name in capitals.",
  source:
    "openapi.json, the request body's schema: it does not forbid additional properties (JSON Schema 2020-12, additionalProperties). Names are compared character by character (RFC 8259 section 8.3).",
  missing: "Needs the same answer twice to one valid request, with a key that works.",
  kills: [
    "unknown-property-refused",
    "proto-key-refused",
    "unknown-property-means-scan",
    "members-in-any-case",
    "members-in-title-case-understood",
  ],
  propose: (context) => {
    const declared = declaredNames(context);
    const preview = previewer(context);
    const others = unknownProperty.map((member): Addition => ({ isToNothing: false, added: [member] }));
    const additions = fc.oneof(others, otherCases(declared) ?? others);
    return fc.tuple(context.validRequest, additions).map(([request, { isToNothing, added }]) => {
      const plan = preview(isToNothing ? withMembers(request, {}) : request);
      const members = membersOf(plan);
      const more = added.map(([name, value]) => [unusedName(name, members, declared), value]);
      return [plan, withMembers(plan, Object.fromEntries([...Object.entries(members), ...more])), plan];
    });
  },
  judge: ([before, between, after]) => {
    const comparison = compareSettled(before, between, after);
    if (comparison.kind === "unsettled" || before === undefined || between === undefined) return notExercised;
    if (comparison.kind === "same") return held;
    const { kind, part, before: expected, between: actual } = comparison.difference;
    const known = sentMembers(before);
    const added = Object.keys(sentMembers(between)).filter((name) => !Object.hasOwn(known, name));
    return judged([
      {
        message: `Adding ${added.map(jsonLine).join(" and ")}, which the contract does not know, changed ${part}.`,
        expected,
        actual,
        discriminator: kind,
      },
    ]);
  },
  holds: [
    [found, answered(extended, { json: exampleAnswer([exampleItem({ cvm_id: 8 }), exampleItem()]) }), found],
    [found, answered(extended, { json: exampleAnswer([]) }), moved],
    [
      answered(plain, { json: exampleAnswer([exampleItem()], { total: 2 }) }),
      answered(extended, { json: exampleAnswer([exampleItem({ cvm_id: 8 })], { total: 2 }) }),
      answered(plain, { json: exampleAnswer([exampleItem()], { total: 2 }) }),
    ],
    [found, answered({ ...extended, credentialHasWorked: false }, { status: 401, json: {} }), found],
    [
      answered(plain, { json: sevenGets }),
      answered(extended, { json: eightGets }),
      answered(plain, { json: sevenGets }),
    ],
  ],
  broken: [
    [
      found,
      answered(extended, { status: 422, json: exampleRefusal(["body", "dryRun"], "extra_forbidden", "m") }),
      found,
    ],
    [found, answered(extended, { json: exampleAnswer([exampleItem()]) }), found],
    [
      found,
      answered(extended, { json: exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8, status: "error" })]) }),
      found,
    ],
    [found, answered(extended, { status: 400, json: {} }), found],
    [
      found,
      answered({ json: { dry_run: true, LIMIT: 1 } }, { json: exampleAnswer([exampleItem()], { total: 2 }) }),
      found,
    ],
  ],
});
