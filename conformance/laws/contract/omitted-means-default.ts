import fc from "fast-check";
import { type Json, type JsonObject, pointerTo, schemaAt, valueAt } from "../../../contract/index.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import type { ProposalContext } from "../../cases/law.ts";
import type { Reading } from "../../cases/reading.ts";
import { PREVIEW } from "../../generate/preview.ts";
import { type Shape, shapeAt } from "../../generate/schema-shape.ts";
import { compareSettled } from "../comparison/compare-settled.ts";
import { membersOf, previewer, sentMembers, withMembers } from "../comparison/plan-members.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";

/** A property that may be left out, what it then means, and a value that means something else. */
interface Optional {
  readonly name: string;
  readonly fallback: Json;
  readonly other: Json;
}

const isJson = (value: unknown): value is Json =>
  value === null || ["string", "number", "boolean", "object"].includes(typeof value);

/** The default that the contract gives; of a property that may be null, null: FastAPI leaves a null default out of its documents. */
const fallbackOf = (document: unknown, pointer: string, shape: Shape): Json | undefined => {
  const declared = valueAt(document, `${pointer}/default`);
  if (isJson(declared)) return declared;
  return shape.kind === "any-of" && shape.options.some((option) => option.kind === "null") ? null : undefined;
};

const otherThan = (shape: Shape, fallback: Json): Json | undefined => {
  switch (shape.kind) {
    case "boolean":
      return fallback !== true;
    case "integer":
      return [shape.minimum, shape.maximum].find((bound) => bound !== null && bound !== fallback) ?? undefined;
    case "any-of":
      return shape.options.some((option) => option.kind === "array") ? [] : undefined;
    case "enum":
      return shape.values.find((value) => value !== fallback);
    default:
      return undefined;
  }
};

/** Of the properties that can be put to the test in a preview; the switch for previews itself is left to the laws of requests that write. */
const optionalsOf = ({ contract: { document }, operation }: ProposalContext): readonly Optional[] => {
  const pointer = operation.requestBody?.schemaPointer;
  if (pointer === undefined) return [];
  const shape = shapeAt(document, pointer);
  if (shape.kind !== "object") return [];
  const home = schemaAt(document, pointer).pointer;
  return shape.properties.flatMap(({ name, isRequired, shape: member }) => {
    if (isRequired || name === PREVIEW) return [];
    const fallback = fallbackOf(document, `${home}${pointerTo("properties", name)}`, member);
    const other = fallback === undefined ? undefined : otherThan(member, fallback);
    return fallback === undefined || other === undefined ? [] : [{ name, fallback, other }];
  });
};

const withoutNames = (members: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));

/** Whether a request leaves members of another one out. */
const lacksMembers = (reading: Reading, whole: Reading | undefined): boolean => {
  const sent = sentMembers(reading);
  return whole !== undefined && Object.keys(sentMembers(whole)).some((name) => !Object.hasOwn(sent, name));
};

const written = { json: { dry_run: true, running_only: true } };
const omitted = { json: { dry_run: true } };
const otherwise = { json: { dry_run: true, running_only: false } };
const one = exampleAnswer([exampleItem()]);
const two = exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8, reason: "not_running" })]);
const all = {
  json: { dry_run: true, running_only: true, missing_only: true, overwrite: false, limit: 100, cvm_ids: null },
};

export default defineRelation({
  id: "omitted-means-default",
  level: "must",
  phase: "relations",
  needs: [],
  says: "A property left out means the same as its default written out, each alone and all together.",
  source:
    "openapi.json, `default` of each property of /components/schemas/BatchInstanceIdRefreshRequest; a property that may be null and has no default means null.",
  missing:
    "Needs a CVM on which another value than the default tells, as can be had of a sound server where the workspace holds CVMs that run and that do not, with and without an instance id.",
  kills: [
    "default-limit-50",
    "default-limit-500",
    "running-only-defaults-to-false",
    "missing-only-defaults-to-false",
    "running-only-sticky",
    "missing-only-sticky",
    "cvm-ids-sticky",
    "defaults-mutated",
  ],
  propose: (context) => {
    const optionals = optionalsOf(context);
    if (optionals.length === 0) return null;
    const preview = previewer(context);
    // Null: all properties at once. What was left out comes right after another value, which a server may have kept.
    const some = fc.oneof(fc.constant(null), fc.constantFrom(...optionals));
    const switches = optionals.filter(({ other }) => typeof other === "boolean");
    const others = fc.option(thinnedList(fc.constant(switches), 0), { freq: 2 });
    return fc.tuple(some, context.validRequest, others).map(([optional, plan, switched]) => {
      const send = (members: JsonObject) => preview(withMembers(plan, members));
      const each = (value: (of: Optional) => Json) =>
        send(Object.fromEntries(optionals.map((of) => [of.name, value(of)])));
      if (optional === null) {
        const defaults = each(({ fallback }) => fallback);
        return [defaults, each(({ other }) => other), send({}), defaults];
      }
      const { name, fallback, other } = optional;
      // What one property does may show only where the others are not as usual.
      const members =
        switched === null ? membersOf(plan) : Object.fromEntries(switched.map((of) => [of.name, of.other]));
      const rest = withoutNames(members, [name]);
      const explicit = send({ ...rest, [name]: fallback });
      return [explicit, send({ ...rest, [name]: other }), send(rest), explicit];
    });
  },
  judge: (readings) => {
    const [explicit, ...others] = readings;
    const last = others.pop();
    const left = others.find((reading) => lacksMembers(reading, explicit));
    const other = others.find((reading) => reading !== left);
    const comparison = compareSettled(explicit, left, last);
    if (comparison.kind === "unsettled" || explicit === undefined || left === undefined) return notExercised;
    if (comparison.kind === "same") {
      // Where another value gives the same answer, a wrong default would have gone unseen.
      const isTelling = other === undefined || compareSettled(explicit, other, last).kind === "different";
      return isTelling ? held : notExercised;
    }
    const kept = sentMembers(left);
    const names = Object.entries(sentMembers(explicit)).filter(([name]) => !Object.hasOwn(kept, name));
    const what = names.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ");
    const { kind, part, before, between } = comparison.difference;
    return judged([
      {
        message: `Leaving out ${what} changed ${part}.`,
        expected: `${before}, as with ${what}`,
        actual: between,
        discriminator: names.length === 1 ? `${names[0]?.[0]}` : `all: ${kind}`,
      },
    ]);
  },
  holds: [
    [
      answered(written, { json: one }),
      answered(otherwise, { json: two }),
      answered(omitted, { json: one }),
      answered(written, { json: one }),
    ],
    [
      answered(written, { json: one }),
      answered(otherwise, { json: two }),
      answered(omitted, { json: two }),
      answered(written, { json: two }),
    ],
    [answered(all, { json: two }), answered(omitted, { json: two }), answered(all, { json: two })],
  ],
  broken: [
    [
      answered(written, { json: one }),
      answered(otherwise, { json: two }),
      answered(omitted, { json: two }),
      answered(written, { json: one }),
    ],
    [answered(all, { json: two }), answered(omitted, { json: one }), answered(all, { json: two })],
    // Kept from the request before.
    [
      answered(all, { json: one }),
      answered(otherwise, { json: two }),
      answered(omitted, { json: two }),
      answered(all, { json: one }),
    ],
    // As it was recorded once.
    [
      answered(written, { json: one }),
      answered(omitted, { json: two }),
      answered(otherwise, { json: two }),
      answered(written, { json: one }),
    ],
    [answered(all, { json: one }), answered(omitted, { status: 422, json: {} }), answered(all, { json: one })],
  ],
});
