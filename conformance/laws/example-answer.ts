import type { Json, JsonObject } from "../../contract/index.ts";

/**
 * An item for examples: a CVM for which nothing was found. Members given replace or join its own.
 *
 * @example
 * import { exampleItem } from "cvm-contract";
 *
 * export const inError = exampleItem({ cvm_id: 8, status: "error", reason: "teepod_rpc_failed" });
 */
export const exampleItem = (members: JsonObject = {}): JsonObject => ({
  cvm_id: 7,
  identifier: "3f0c1f0e-8a52-4d0e-9d57-0c6a5f1f2b11",
  status: "skipped",
  old_instance_id: null,
  new_instance_id: null,
  source: "none",
  verified_with_gateway: false,
  reason: "instance_id_not_found",
  ...members,
});

const countOf = (items: readonly JsonObject[], status: string): number =>
  items.filter((item) => item.status === status).length;

/**
 * A 200 body for examples: its counters fit the items. Members given replace its own.
 *
 * @example
 * import { answered, exampleAnswer, exampleItem } from "cvm-contract";
 *
 * // Its counters fit the items, but for what is given.
 * export const miscounted = answered({}, { json: exampleAnswer([exampleItem()], { skipped: 2 }) });
 */
export const exampleAnswer = (items: readonly JsonObject[], members: JsonObject = {}): Json => ({
  total: items.length,
  scanned: items.length,
  updated: countOf(items, "updated"),
  unchanged: countOf(items, "unchanged"),
  skipped: countOf(items, "skipped"),
  conflicts: countOf(items, "conflict"),
  errors: countOf(items, "error"),
  items,
  ...members,
});

/** Two instance ids for examples. */
export const exampleIds = {
  a: "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334",
  b: "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3",
} as const;

/** FastAPI's 422 body for examples, with one fault. */
export const exampleRefusal = (loc: readonly (string | number)[], type: string, msg: string): Json => ({
  detail: [{ loc, msg, type }],
});
