import fc from "fast-check";
import type { JsonObject } from "../../../../contract/index.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";
import { filtersOff } from "./filters-off.ts";

/** All filters off; shrunk, those off that it takes. */
export const thinnedFiltersOff: fc.Arbitrary<JsonObject> = thinnedList(fc.constant(Object.entries(filtersOff)), 0).map(
  (filters) => Object.fromEntries(filters),
);
