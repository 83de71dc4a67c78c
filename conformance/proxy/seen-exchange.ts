import type { CodingProblem, Outcome, SentRequest } from "../cases/exchange.ts";
import { carriesSecret, withoutSecretParameters } from "../secrets/carried-secrets.ts";
import { headerIn, type RawHeader } from "./end-to-end.ts";
import { carriesKey } from "./secrets.ts";

/** A request that passed: all of it, as it came. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly RawHeader[];
  readonly body: Uint8Array;
}

/** The headers of a request that say how to read it or what contract is spoken; others may hold what nobody should record. */
const RECORDED = ["accept", "content-type", "content-encoding", "x-phala-version"];

/** The request as records have it: without keys, and without the headers that only its sender understands. */
export const recordedRequest = ({ method, path, headers, body }: SeenRequest): SentRequest => {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const isFramed = names.has("content-length") || names.has("transfer-encoding");
  return {
    credential: carriesKey(headers) ? "member" : "none",
    // A key of the traffic's may be withdrawn or throttled at any time: no answer about access is a fault.
    credentialHasWorked: false,
    method,
    path: withoutSecretParameters(path),
    headers: Object.fromEntries(
      RECORDED.flatMap((name) => {
        const value = headerIn(headers, name);
        return value === null ? [] : [[name, value]];
      }),
    ),
    body: body.length === 0 && !isFramed ? null : body,
  };
};

/** The headers of an answer as records have them. */
export const recordedHeaders = (headers: readonly RawHeader[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new Set(headers.map(([name]) => name.toLowerCase()))]
      .filter((name) => !carriesSecret(name))
      .map((name) => [name, headerIn(headers, name) ?? ""]),
  );

/** What came of a request, as the judge reads it. `body` is without content codings, unless there is a problem with them. */
export const recordedResponse = (
  status: number,
  headers: readonly RawHeader[],
  body: Uint8Array,
  latencyMs: number,
  codingProblem?: CodingProblem,
): Outcome => ({
  kind: "response",
  status,
  headers: recordedHeaders(headers),
  body,
  latencyMs,
  ...(codingProblem === undefined ? {} : { codingProblem }),
});
