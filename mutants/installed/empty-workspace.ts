/** What one request is answered. */
export interface SampleAnswer {
  readonly status: number;
  readonly body: object;
}

const KEY = "a-key-of-a-member";

const SWITCHES = ["running_only", "missing_only", "overwrite", "dry_run"] as const;

const refusal = (loc: readonly (string | number)[], type: string, msg: string): SampleAnswer => ({
  status: 422,
  body: { detail: [{ loc: ["body", ...loc], type, msg }] },
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const faultIn = (body: unknown): SampleAnswer | null => {
  if (!isObject(body)) return refusal([], "model_attributes_type", "Input should be an object");
  const { cvm_ids: ids = null, limit = 100 } = body;
  const off = SWITCHES.find((name) => Object.hasOwn(body, name) && typeof body[name] !== "boolean");
  if (off !== undefined) return refusal([off], "bool_type", "Input should be a valid boolean");
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1 || limit > 500)
    return refusal(["limit"], "int_type", "Input should be a whole number from 1 to 500");
  if (ids !== null && !Array.isArray(ids)) return refusal(["cvm_ids"], "list_type", "Input should be a valid list");
  const place = Array.isArray(ids) ? ids.findIndex((id: unknown) => typeof id !== "string") : -1;
  return place < 0 ? null : refusal(["cvm_ids", place], "string_type", "Input should be a valid string");
};

const namesIn = (body: unknown): readonly string[] => {
  const ids: unknown = isObject(body) ? body.cvm_ids : null;
  return Array.isArray(ids) ? [...new Set(ids.map(String))] : [];
};

/**
 * The operation for a workspace without CVMs, so that every name is unknown: enough of a server to be held to the laws, in whatever
 * framework. With the bug a long name's reason goes over two lines.
 */
export const answerRefresh = (apiKey: string | undefined, text: string, hasBug: boolean): SampleAnswer => {
  if (apiKey !== KEY) return { status: 401, body: { detail: "Not authenticated" } };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refusal([], "json_invalid", "JSON decode error");
  }
  const fault = faultIn(body);
  if (fault !== null) return fault;
  const names = namesIn(body);
  const limit = isObject(body) && typeof body.limit === "number" ? body.limit : 100;
  const items = names.slice(0, limit).map((identifier) => ({
    cvm_id: 0,
    identifier,
    status: "skipped",
    old_instance_id: null,
    new_instance_id: null,
    source: "none",
    verified_with_gateway: false,
    reason: hasBug && identifier.length > 30 ? "not_found:\nsee the log" : "not_found",
  }));
  const none = { updated: 0, unchanged: 0, conflicts: 0, errors: 0 };
  return {
    status: 200,
    body: { total: names.length, scanned: items.length, skipped: items.length, ...none, items },
  };
};
