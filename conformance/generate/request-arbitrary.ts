import fc from "fast-check";
import type { Json, Operation } from "../../contract/index.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { BodyPlan, Damage, RequestPlan, Spelling } from "../cases/request-plan.ts";
import { brokenValue } from "./broken-value.ts";
import type { Shape } from "./schema-shape.ts";
import { type Learned, validValue } from "./valid-value.ts";

/** What requests to one operation are generated from. */
export interface RequestSource {
  readonly operation: Operation;
  /** The request body's shape. */
  readonly shape: Shape;
  readonly learned: Learned;
  readonly credential: CredentialName;
}

const spelling: fc.Arbitrary<Spelling> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Spelling>("plain") },
  { weight: 1, arbitrary: fc.constantFrom<Spelling>("spaced", "reordered", "floats", "exponents", "escaped") },
);

/** The damages that cost little; bottomless and oversized bodies are left to the boundary phase. */
const smallDamage = fc.constantFrom<Damage>(
  "byte-order-mark",
  "truncated",
  "invalid-utf-8",
  "trailing-garbage",
  "lone-surrogate",
  "duplicate-key",
  "number-beyond-doubles",
  "number-below-doubles",
  "endless-integer",
  "not-a-number",
);

/** Content types other than plain JSON; null sends none. */
export const otherContentTypes: readonly (string | null)[] = Object.freeze([
  null,
  "text/plain",
  "application/merge-patch+json",
  "application/x-www-form-urlencoded",
  "",
]);

const jsonHeaders = { "content-type": "application/json" };

/** Headers with the content type given, or none where it is null. */
export const contentTypeHeaders = (contentType: string | null): Readonly<Record<string, string>> =>
  contentType === null ? {} : { "content-type": contentType };

/** A request to the operation with an undamaged, plainly spelled JSON body. */
export const plainRequest = (source: Pick<RequestSource, "operation" | "credential">, value: Json): RequestPlan => ({
  credential: source.credential,
  method: source.operation.method,
  path: source.operation.path,
  headers: jsonHeaders,
  body: { kind: "json", value, spelling: "plain", damage: null },
});

const bodied = (source: RequestSource, value: fc.Arbitrary<Json>): fc.Arbitrary<RequestPlan> =>
  fc.tuple(value, spelling).map(([json, spelled]) => {
    const plan = plainRequest(source, json);
    const body: BodyPlan = { kind: "json", value: json, spelling: spelled, damage: null };
    return { ...plan, body };
  });

/** Requests that the contract owes 200. */
export const validRequest = (source: RequestSource): fc.Arbitrary<RequestPlan> =>
  bodied(source, validValue(source.shape, source.learned));

/** Requests that the contract owes 422, nearly all of them. */
export const brokenRequest = (source: RequestSource): fc.Arbitrary<RequestPlan> =>
  bodied(source, brokenValue(source.shape, source.learned));

/** Requests whose bytes or headers stray from what the contract speaks of. */
export const damagedRequest = (source: RequestSource): fc.Arbitrary<RequestPlan> => {
  const value = validValue(source.shape, source.learned);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(value, smallDamage).map(
        ([json, damage]): RequestPlan => ({
          ...plainRequest(source, json),
          body: { kind: "json", value: json, spelling: "plain", damage },
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(value, fc.constantFrom(...otherContentTypes))
        .map(([json, contentType]) => ({ ...plainRequest(source, json), headers: contentTypeHeaders(contentType) })),
    },
    { weight: 1, arbitrary: fc.constant<RequestPlan>({ ...plainRequest(source, null), body: { kind: "none" } }) },
  );
};

/** What the fuzz phase sends: mostly valid requests, many broken ones, some damaged ones. */
export const anyRequest = (source: RequestSource): fc.Arbitrary<RequestPlan> =>
  fc.oneof(
    { weight: 6, arbitrary: validRequest(source) },
    { weight: 3, arbitrary: brokenRequest(source) },
    { weight: 1, arbitrary: damagedRequest(source) },
  );
