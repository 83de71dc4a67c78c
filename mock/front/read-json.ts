import { isUtf8 } from "node:buffer";
import type { ValidationFault } from "../engine/validation-faults.ts";
import { nestsDeeper } from "./nests-deeper.ts";

/** A body as JSON, or the fault that keeps it from being read. */
export type JsonReading =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "unreadable"; readonly fault: ValidationFault };

const MAX_DEPTH = 512;

const unreadable = (fault: ValidationFault): JsonReading => ({ kind: "unreadable", fault });

const notJson = (at: number | null, error: string): JsonReading =>
  unreadable({
    loc: at === null ? ["body"] : ["body", at],
    msg: "JSON decode error",
    type: "json_invalid",
    ctx: { error },
  });

/** The place that V8 names in a message: not always. */
const placeIn = (message: string, text: string): number | null => {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  return message.startsWith("Unexpected end") ? text.length : null;
};

const isJsonType = (contentType: string | undefined): boolean =>
  /^\s*application\/json\s*(;|$)/i.test(contentType ?? "");

/**
 * Reads strict JSON in UTF-8, without a byte order mark and of a JSON content type, which Prism's own listener does not survive
 * in every form. `contentType` is the header as it was sent.
 */
export const readJson = (body: Buffer, contentType: string | undefined): JsonReading => {
  if (body.length === 0) return unreadable({ loc: ["body"], msg: "Field required", type: "missing" });
  if (!isJsonType(contentType))
    return unreadable({
      loc: ["body"],
      msg: "Input should be a valid dictionary or object to extract fields from",
      type: "model_attributes_type",
      ctx: { error: "The content type is not application/json" },
    });
  if (!isUtf8(body)) return notJson(null, "Invalid UTF-8");
  const text = body.toString("utf8");
  if (text.startsWith("\uFEFF")) return notJson(0, "Unexpected byte order mark");
  if (nestsDeeper(text, MAX_DEPTH)) return notJson(null, `More than ${MAX_DEPTH} levels deep`);
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "json", value };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return notJson(placeIn(message, text), message);
  }
};
