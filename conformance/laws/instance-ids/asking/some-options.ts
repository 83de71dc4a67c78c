import fc from "fast-check";
import type { JsonObject } from "../../../../contract/index.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";

/** For each option the value that is not its default. Source: openapi.json, /components/schemas/BatchInstanceIdRefreshRequest. */
const other = { running_only: false, missing_only: false, overwrite: true } as const;

/** The options of a refresh that are on or off. */
export type OptionName = keyof typeof other;

const setOtherwise = (names: readonly OptionName[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, other[name]]));

/** Any of the options named, set to what is not its default; the others are left out. */
export const someOptions = (...names: readonly OptionName[]): fc.Arbitrary<JsonObject> =>
  fc.subarray([...names]).map(setOtherwise);

/** All of the options named, set to what is not their default, and shrunk to fewer of them. */
export const allOptions = (...names: readonly OptionName[]): fc.Arbitrary<JsonObject> =>
  thinnedList(fc.constant(names), 0).map(setOtherwise);
