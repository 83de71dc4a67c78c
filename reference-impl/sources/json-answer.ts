import type { Answer } from "../refresh/evidence.ts";

/** Makes a reader of JSON into one of bytes: UTF-8, where what is no JSON is a fault of the upstream's. */
export const jsonAnswer =
  <Value>(read: (json: unknown) => Answer<Value>) =>
  (body: Buffer): Answer<Value> => {
    let json: unknown;
    try {
      json = JSON.parse(body.toString("utf8"));
    } catch {
      return { kind: "failed", why: "the answer is not JSON" };
    }
    return read(json);
  };
