import fc from "fast-check";
import type { JsonObject, Operation } from "../../../../contract/index.ts";
import type { CredentialName } from "../../../cases/exchange.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { contentTypeHeaders, plainRequest } from "../../../generate/request-arbitrary.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";
import { someOptions } from "./some-options.ts";

/** Source: openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/limit. */
const MAX_LIMIT = 500;

interface Source {
  readonly operation: Operation;
  readonly credential: CredentialName;
}

/** Were it taken for a request, a small limit would write few ids, or none: the first CVM may have nothing to be written. */
const limits = fc.constantFrom<JsonObject>({ limit: MAX_LIMIT }, { limit: 3 });

/** A client's way to send members otherwise than the contract asks for. */
export type Malformation = (value: JsonObject) => RequestPlan;

/** What is not JSON, or not said to be. */
const unreadable = (source: Source): readonly Malformation[] => [
  ...(["truncated", "trailing-garbage"] as const).map(
    (damage): Malformation =>
      (value) => ({ ...plainRequest(source, value), body: { kind: "json", value, spelling: "plain", damage } }),
  ),
  (value) => ({ ...plainRequest(source, value), headers: contentTypeHeaders("text/plain") }),
];

/** JSON that is no object, or has a number as text. */
const misshapen = (source: Source): readonly Malformation[] => [
  (value) => plainRequest(source, [value]),
  (value) => plainRequest(source, JSON.stringify(value)),
  (value) => plainRequest(source, { ...value, limit: String(value.limit ?? MAX_LIMIT) }),
];

/** Each way to send members that is to be refused, or to be answered as what it was taken for. */
export const malformations = (source: Source): readonly Malformation[] => [...unreadable(source), ...misshapen(source)];

/** Requests each of which says what to do, but not as the contract asks for it. */
export const malformedRequests = (source: Source): fc.Arbitrary<readonly RequestPlan[]> => {
  const members = fc
    .tuple(limits, someOptions("running_only", "missing_only", "overwrite"))
    .map((parts): JsonObject => Object.assign({}, ...parts));
  const some = (ways: readonly Malformation[]): fc.Arbitrary<RequestPlan> =>
    fc.tuple(members, fc.constantFrom(...ways)).map(([value, make]) => make(value));
  return thinnedList(fc.tuple(some(unreadable(source)), some(misshapen(source))), 0);
};
