import fc from "fast-check";
import type { JsonObject } from "../../../../contract/index.ts";

/** What a request is about: the whole workspace, or the CVMs named. */
export const someScope = (names: fc.Arbitrary<readonly string[]>): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.constant<JsonObject>({}),
    names.map((cvm_ids): JsonObject => ({ cvm_ids })),
  );

/** A limit between the two given, or none. */
export const maybeLimit = (min: number, max: number): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.constant<JsonObject>({}),
    fc.integer({ min, max }).map((limit): JsonObject => ({ limit })),
  );
