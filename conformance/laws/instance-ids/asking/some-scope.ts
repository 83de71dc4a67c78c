import fc from "fast-check";
import type { JsonObject } from "../../../../contract/index.ts";

/** What a request selects: now and then a scan, mostly what the names name, the scan being the simpler one. */
export const someScope = (names: fc.Arbitrary<readonly string[]>): fc.Arbitrary<JsonObject> =>
  fc.option(names, { freq: 3 }).map((list): JsonObject => (list === null ? {} : { cvm_ids: list }));

/** A limit in the range given, left out half of the time. */
export const maybeLimit = (min: number, max: number): fc.Arbitrary<JsonObject> =>
  fc.option(fc.integer({ min, max }), { freq: 2 }).map((limit): JsonObject => (limit === null ? {} : { limit }));
