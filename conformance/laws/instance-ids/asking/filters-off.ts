import type { JsonObject } from "../../../../contract/index.ts";

/** Options of a request that lets every CVM through. */
export const filtersOff: JsonObject = Object.freeze({ running_only: false, missing_only: false });
