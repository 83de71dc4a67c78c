import fc from "fast-check";
import { isJsonObject, type Json, type JsonObject } from "../../../contract/index.ts";
import type { Damage, RequestPlan, Spelling } from "../../cases/request-plan.ts";
import { brokenValue } from "../broken-value.ts";
import type { RequestSource } from "../request-arbitrary.ts";
import type { PropertyShape, Shape } from "../schema-shape.ts";
import { validValue } from "../valid-value.ts";

/** One change of a request. */
type Mutation = (plan: RequestPlan) => RequestPlan;

const MAX_MUTATIONS = 3;

const ofValue =
  (change: (value: Json) => Json): Mutation =>
  (plan) =>
    plan.body.kind === "json" ? { ...plan, body: { ...plan.body, value: change(plan.body.value) } } : plan;

const ofMembers = (change: (members: JsonObject) => JsonObject): Mutation =>
  ofValue((value) => change(isJsonObject(value) ? value : {}));

/** Another value for one member, now and then a broken one. */
const setMember = ({ name, shape }: PropertyShape, learned: RequestSource["learned"]): fc.Arbitrary<Mutation> =>
  fc
    .oneof({ weight: 5, arbitrary: validValue(shape, learned) }, { weight: 1, arbitrary: brokenValue(shape, learned) })
    .map((value) => ofMembers((members) => ({ ...members, [name]: value })));

const dropMember = ({ name }: PropertyShape): Mutation =>
  ofMembers((members) => Object.fromEntries(Object.entries(members).filter(([key]) => key !== name)));

const itemsShape = (shape: Shape): Shape | null => {
  if (shape.kind === "array") return shape.items;
  return shape.kind === "any-of" ? (shape.options.map(itemsShape).find((items) => items !== null) ?? null) : null;
};

const ofList = (name: string, change: (list: readonly Json[]) => readonly Json[]): Mutation =>
  ofMembers((members) => {
    const list = Object.hasOwn(members, name) ? members[name] : undefined;
    const given: readonly Json[] = Array.isArray(list) ? list : [];
    return { ...members, [name]: change(given) };
  });

/** A list with one member more, one twice, one less, or in another order. */
const changeList = (
  { name, shape }: PropertyShape,
  learned: RequestSource["learned"],
): readonly fc.Arbitrary<Mutation>[] => {
  const items = itemsShape(shape);
  if (items === null) return [];
  const at = (list: readonly Json[], place: number): number => Math.floor(place * list.length);
  const place = fc.double({ min: 0, max: 0.999, noNaN: true });
  return [
    fc
      .tuple(place, validValue(items, learned))
      .map(([where, value]) => ofList(name, (list) => list.toSpliced(at(list, where), 0, value))),
    place.map((where) => ofList(name, (list) => [...list, ...list.slice(at(list, where), at(list, where) + 1)])),
    place.map((where) => ofList(name, (list) => list.toSpliced(at(list, where), 1))),
    fc.constant(ofList(name, (list) => list.toReversed())),
  ];
};

const respell =
  (spelling: Spelling): Mutation =>
  (plan) =>
    plan.body.kind === "json" ? { ...plan, body: { ...plan.body, spelling } } : plan;

const damage =
  (kind: Damage | null): Mutation =>
  (plan) =>
    plan.body.kind === "json" ? { ...plan, body: { ...plan.body, damage: kind } } : plan;

const mutation = ({ shape, learned }: RequestSource): fc.Arbitrary<Mutation> => {
  const properties = shape.kind === "object" ? shape.properties : [];
  const lists = properties.flatMap((property) => changeList(property, learned));
  return fc.oneof(
    ...properties.map((property) => ({ weight: 4, arbitrary: setMember(property, learned) })),
    ...properties.map((property) => ({ weight: 1, arbitrary: fc.constant(dropMember(property)) })),
    ...lists.map((arbitrary) => ({ weight: 4, arbitrary })),
    {
      weight: 2,
      arbitrary: fc
        .constantFrom<Spelling>("plain", "spaced", "reordered", "floats", "exponents", "escaped")
        .map(respell),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<Damage | null>(
          null,
          "byte-order-mark",
          "truncated",
          "trailing-garbage",
          "duplicate-key",
          "number-beyond-doubles",
          "endless-integer",
          "not-a-number",
        )
        .map(damage),
    },
  );
};

/** One of some requests that showed something once, changed in a place or a few. `pool` has one at least. */
export const mutatedRequest = (source: RequestSource, pool: readonly RequestPlan[]): fc.Arbitrary<RequestPlan> =>
  fc
    .tuple(fc.constantFrom(...pool), fc.array(mutation(source), { minLength: 1, maxLength: MAX_MUTATIONS }))
    .map(([plan, mutations]) => mutations.reduce((changed, mutate) => mutate(changed), plan));
