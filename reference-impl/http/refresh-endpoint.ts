import type { ApiKey } from "../auth/api-key.ts";
import type { RequestHeaders } from "../auth/authenticate.ts";
import type { Caller } from "../auth/caller.ts";
import { type RefreshContext, refreshInstanceIds } from "../refresh/refresh-instance-ids.ts";
import type { Seams } from "../seams.ts";
import { ignoredProperties } from "./ignored-properties.ts";
import { detailReply, type Reply } from "./reply.ts";
import { invalidReply } from "./validation-fault.ts";

/** What the endpoint works with. */
export interface EndpointParts extends Omit<RefreshContext, "steps"> {
  readonly seams: Seams;
  readonly keys: readonly ApiKey[];
}

/** The endpoint without its socket: who may ask, and the answer to a body. */
export interface RefreshEndpoint {
  readonly callerOf: (headers: RequestHeaders) => Caller | null;
  /** Rejects only when the store can't be read. */
  readonly answer: (caller: Caller, body: Buffer, contentType: string | undefined) => Promise<Reply>;
}

/** The answer to a missing or wrong key. Source: RFC 9110 section 15.5.2 */
export const unauthenticatedReply: Reply = Object.freeze(
  detailReply(401, "Not authenticated", { "www-authenticate": "Bearer" }),
);

/** Puts the steps of the endpoint together. */
export const createRefreshEndpoint = ({ seams, keys, ...parts }: EndpointParts): RefreshEndpoint => {
  const context: RefreshContext = { ...parts, steps: seams };
  return {
    callerOf: (headers) => seams.authenticate(keys, headers),
    answer: async (caller, body, contentType) => {
      const reading = seams.readJson(body, contentType);
      if (reading.kind === "unreadable") return invalidReply(reading.faults);
      const validation = seams.validateRequest(reading.value);
      if (validation.kind === "invalid") return invalidReply(validation.faults);
      const report = await refreshInstanceIds(context, caller, seams.toRefreshOptions(validation.request));
      const ignored = ignoredProperties(validation.unknownProperties);
      return {
        status: 200,
        headers: ignored === null ? {} : { "x-ignored-properties": ignored },
        body: seams.toResponseBody(report),
      };
    },
  };
};
