import fc from "fast-check";
import type { Json, JsonObject, Operation } from "../../../../contract/index.ts";
import type { CredentialName } from "../../../cases/exchange.ts";
import type { Damage, RequestPlan } from "../../../cases/request-plan.ts";
import { contentTypeHeaders, plainRequest } from "../../../generate/request-arbitrary.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";
import { someOptions } from "./some-options.ts";

/** Were it taken for a request, a small limit would write few ids, or none: the first CVM may have nothing to be written. */
const limits = fc.constantFrom<JsonObject>({ limit: 500 }, { limit: 3 });

/** Bodies that are no objects, or have a number as text. */
const bodies: readonly ((body: JsonObject) => Json)[] = [
  (body) => [body],
  (body) => JSON.stringify(body),
  (body) => ({ ...body, limit: String(body.limit) }),
];

const damages: readonly Damage[] = ["truncated", "trailing-garbage"];

/** Requests each of which says what to do, but not as the contract asks for it: they are to be refused, or answered as what they were taken for. */
export const malformedRequests = (source: {
  readonly operation: Operation;
  readonly credential: CredentialName;
}): fc.Arbitrary<readonly RequestPlan[]> => {
  const members = fc
    .tuple(limits, someOptions("running_only", "missing_only", "overwrite"))
    .map((parts): JsonObject => Object.assign({}, ...parts));
  const unreadable = fc.tuple(members, fc.constantFrom(...damages, null)).map(([value, damage]): RequestPlan => {
    const plain = plainRequest(source, value);
    return damage === null
      ? { ...plain, headers: contentTypeHeaders("text/plain") }
      : { ...plain, body: { kind: "json", value, spelling: "plain", damage } };
  });
  const misshapen = fc
    .tuple(members, fc.constantFrom(...bodies))
    .map(([value, make]) => plainRequest(source, make(value)));
  return thinnedList(fc.tuple(unreadable, misshapen), 0);
};
