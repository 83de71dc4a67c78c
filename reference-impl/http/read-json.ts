import { isUtf8 } from "node:buffer";
import { findJsonFault } from "./json-fault.ts";
import { findTooDeep } from "./find-too-deep.ts";
import type { ValidationFault } from "./validation-fault.ts";

/** A request body as JSON, or what keeps it from being read. */
export type BodyReading =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "unreadable"; readonly faults: readonly ValidationFault[] };

/** Reads the bytes of a body. `contentType` is the header's value as it was sent. */
export type ReadJson = (body: Buffer, contentType: string | undefined) => BodyReading;

const MAX_DEPTH = 512;
const BYTE_ORDER_MARK = 0xfe_ff;

const unreadable = (fault: ValidationFault): BodyReading => ({ kind: "unreadable", faults: [fault] });

const notJson = (at: number, error: string): BodyReading =>
  unreadable({ loc: ["body", at], msg: "JSON decode error", type: "json_invalid", ctx: { error } });

const isJsonType = (contentType: string | undefined): boolean =>
  contentType?.split(";", 1)[0]?.trim().toLowerCase() === "application/json";

/** Where bytes stop being UTF-8: there the text that was read with replacement characters parts from them. */
const firstInvalidByte = (body: Buffer): number => {
  const replaced = Buffer.from(body.toString("utf8"), "utf8");
  return body.findIndex((byte, at) => byte !== replaced[at]);
};

/**
 * Reads strict JSON (RFC 8259): UTF-8 without a byte order mark, at most 512 levels deep, of a JSON content type. Of duplicate
 * keys the last counts, and no key has a special meaning. Faults are FastAPI's: `json_invalid` with the place, `missing` for an
 * empty body, `model_attributes_type` for a body of another type.
 */
export const readJson: ReadJson = (body, contentType) => {
  if (body.length === 0) return unreadable({ loc: ["body"], msg: "Field required", type: "missing" });
  if (!isJsonType(contentType))
    return unreadable({
      loc: ["body"],
      msg: "Input should be a valid dictionary or object to extract fields from",
      type: "model_attributes_type",
      ctx: { error: "The content type is not application/json" },
    });
  if (!isUtf8(body)) return notJson(firstInvalidByte(body), "Invalid UTF-8");
  const tooDeepAt = findTooDeep(body, MAX_DEPTH);
  if (tooDeepAt !== null) return notJson(tooDeepAt, `More than ${MAX_DEPTH} levels deep`);
  const text = body.toString("utf8");
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) return notJson(0, "Unexpected byte order mark");
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "json", value };
  } catch {
    const fault = findJsonFault(text);
    return notJson(fault?.at ?? 0, fault?.problem ?? "Invalid JSON");
  }
};
