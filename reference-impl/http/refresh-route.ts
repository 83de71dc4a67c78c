import type { RefreshEndpoint } from "./refresh-endpoint.ts";
import { unauthenticatedReply } from "./refresh-endpoint.ts";
import { detailReply } from "./reply.ts";
import type { Route } from "./route.ts";

/** Takes one request of a key; gives null where it may go on, or after how many seconds the next one may come. */
export type TakeOne = (keyName: string) => number | null;

/** The endpoint at its path: the key is looked at before anything is read. Source of 429: RFC 6585 section 4. */
export const refreshRoute = (path: string, endpoint: RefreshEndpoint, takeOne: TakeOne): Route => ({
  method: "PATCH",
  path,
  isBounded: true,
  handle: async ({ headers, body, requestId, identify }) => {
    const caller = endpoint.callerOf(headers);
    if (caller === null) return unauthenticatedReply;
    identify(caller.name);
    const waitSeconds = takeOne(caller.name);
    if (waitSeconds !== null) return detailReply(429, "Too Many Requests", { "retry-after": String(waitSeconds) });
    const reading = await body();
    if ("reply" in reading) return reading.reply;
    const contentType = headers["content-type"];
    return endpoint.answer(caller, reading.bytes, typeof contentType === "string" ? contentType : undefined, requestId);
  },
});
