import { isJsonObject } from "../../contract/index.ts";
import type { Reading } from "../cases/reading.ts";
import { PREVIEW } from "../generate/preview.ts";

/** What a lenient reader may make of a body, or undefined where a plain one makes nothing of it. */
const valueIn = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
};

/** Whether a client's request to an operation that has previews asks for what a preview would not do. */
export const mayWrite = ({ request: { body }, expectation }: Reading): boolean => {
  if (body === null || body.length === 0) return false;
  if (expectation.kind !== "tolerance") return isJsonObject(expectation.json) && expectation.json[PREVIEW] !== true;
  const value = valueIn(body);
  if (typeof value !== "object" || value === null) return value === undefined && expectation.isReadable;
  return !(PREVIEW in value && value[PREVIEW] === true);
};
