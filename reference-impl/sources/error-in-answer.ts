import { isObject } from "../../contract/index.ts";

const MOST_CHARACTERS = 200;

/**
 * What a node says of a call that it refuses, `": ..."`, or nothing where it says nothing.
 * Source: dstack `ra-rpc`: every fault of a call is 400 with `{"error": "..."}`; who is not let in gets 401 and no body.
 */
export const errorInAnswer = (body: Buffer): string => {
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    return isObject(json) && typeof json.error === "string" ? `: ${json.error.slice(0, MOST_CHARACTERS)}` : "";
  } catch {
    return "";
  }
};
