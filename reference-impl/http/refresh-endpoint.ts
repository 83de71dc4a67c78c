import type { ApiKey } from "../auth/api-key.ts";
import type { RequestHeaders } from "../auth/authenticate.ts";
import type { Caller } from "../auth/caller.ts";
import { type RefreshContext, refreshInstanceIds } from "../refresh/refresh-instance-ids.ts";
import type { RefreshItem } from "../refresh/refresh-item.ts";
import type { Seams } from "../seams.ts";
import { ignoredProperties } from "./ignored-properties.ts";
import { detailReply, type Reply } from "./reply.ts";
import { invalidReply } from "./validation-fault.ts";

/** What the endpoint works with. */
export interface EndpointParts extends Omit<RefreshContext, "steps"> {
  readonly seams: Seams;
  /** The keys that are taken; a function where they change. */
  readonly keys: readonly ApiKey[] | (() => readonly ApiKey[]);
  /** Told of every refresh before it is answered. */
  readonly onRefreshed?: (refreshed: Refreshed) => Promise<void>;
  /** Told of the first failed write of a request: its answer says only that there was one. */
  readonly onWriteFailure?: (problem: unknown, requestId: string) => void;
}

/** A refresh that was done, and not yet answered. What a wet one calls updated is stored. */
export interface Refreshed {
  readonly caller: Caller;
  readonly requestId: string;
  readonly items: readonly RefreshItem[];
  readonly isDryRun: boolean;
}

/** The endpoint without its socket: who may ask, and the answer to a body. */
export interface RefreshEndpoint {
  readonly callerOf: (headers: RequestHeaders) => Caller | null;
  /** Rejects only when the store can't be read. `requestId` names the request in logs. */
  readonly answer: (
    caller: Caller,
    body: Buffer,
    contentType: string | undefined,
    requestId?: string,
  ) => Promise<Reply>;
}

/** The answer to a missing or wrong key. Source: RFC 9110 section 15.5.2 */
export const unauthenticatedReply: Reply = Object.freeze(
  detailReply(401, "Not authenticated", { "www-authenticate": "Bearer" }),
);

/** A store that remembers the first problem of its writes. */
const watchWrites = (store: RefreshContext["store"]) => {
  let first: { readonly problem: unknown } | null = null;
  const record: typeof store.record = async (attempt) => {
    try {
      return await store.record(attempt);
    } catch (problem) {
      first ??= { problem };
      throw problem;
    }
  };
  return { store: { ...store, record }, failure: (): typeof first => first };
};

/** Puts the steps of the endpoint together. */
export const createRefreshEndpoint = ({
  seams,
  keys,
  onRefreshed,
  onWriteFailure,
  ...parts
}: EndpointParts): RefreshEndpoint => {
  const context: RefreshContext = { ...parts, steps: seams };
  return {
    callerOf: (headers) => seams.authenticate(typeof keys === "function" ? keys() : keys, headers),
    answer: async (caller, body, contentType, requestId = "") => {
      const reading = seams.readJson(body, contentType);
      if (reading.kind === "unreadable") return invalidReply(reading.faults);
      const validation = seams.validateRequest(reading.value);
      if (validation.kind === "invalid") return invalidReply(validation.faults);
      const options = seams.toRefreshOptions(validation.request);
      const watched = watchWrites(context.store);
      const report = await refreshInstanceIds({ ...context, store: watched.store }, caller, options);
      const failure = watched.failure();
      if (failure !== null) onWriteFailure?.(failure.problem, requestId);
      await onRefreshed?.({ caller, requestId, items: report.items, isDryRun: options.dryRun });
      const ignored = ignoredProperties(validation.unknownProperties);
      return {
        status: 200,
        headers: ignored === null ? {} : { "x-ignored-properties": ignored },
        body: seams.toResponseBody(report),
      };
    },
  };
};
