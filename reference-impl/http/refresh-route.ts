import type { RefreshEndpoint } from "./refresh-endpoint.ts";
import { unauthenticatedReply } from "./refresh-endpoint.ts";
import type { Route } from "./route.ts";

/** The endpoint at its path: the key is looked at before anything is read. */
export const refreshRoute = (path: string, endpoint: RefreshEndpoint): Route => ({
  method: "PATCH",
  path,
  handle: async ({ headers, body }) => {
    const caller = endpoint.callerOf(headers);
    if (caller === null) return unauthenticatedReply;
    const reading = await body();
    if ("reply" in reading) return reading.reply;
    const contentType = headers["content-type"];
    return endpoint.answer(caller, reading.bytes, typeof contentType === "string" ? contentType : undefined);
  },
});
