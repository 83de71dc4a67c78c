import { type Json, pointerTo } from "../../contract/index.ts";
import type { CodingProblem, CredentialName, Exchange, Fault, SentRequest } from "../cases/exchange.ts";

/** An example's request. What is left out is an ordinary valid request to the instance-ids operation: PATCH, JSON, `{}`. */
export interface ExampleRequest {
  readonly credential?: CredentialName;
  readonly credentialHasWorked?: boolean;
  readonly lacksHeaders?: true;
  readonly method?: string;
  readonly path?: string;
  readonly contentType?: string | null;
  /** A JSON body; `text` and `bytes` send something else, `null` nothing at all. */
  readonly json?: Json;
  readonly text?: string;
  readonly bytes?: Uint8Array | null;
  readonly isChunked?: true;
}

/** An example's response. What is left out is 200 with JSON content. */
export interface ExampleResponse {
  readonly status?: number;
  readonly contentType?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly codingProblem?: CodingProblem;
  readonly latencyMs?: number;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const bodyOf = (example: ExampleRequest): Uint8Array | null => {
  if (example.bytes !== undefined) return example.bytes;
  if (example.text !== undefined) return bytesOf(example.text);
  return bytesOf(JSON.stringify(example.json ?? {}));
};

const contentTypeHeader = (contentType: string | null | undefined): Readonly<Record<string, string>> =>
  contentType === null ? {} : { "content-type": contentType ?? "application/json" };

const requestOf = (example: ExampleRequest): SentRequest => ({
  credential: example.credential ?? "member",
  credentialHasWorked: example.credentialHasWorked ?? true,
  ...(example.lacksHeaders === true ? { lacksHeaders: true } : {}),
  method: example.method ?? "PATCH",
  path: example.path ?? pointerTo("api", "v1", "cvms", "instance-ids"),
  headers: contentTypeHeader(example.contentType),
  body: bodyOf(example),
  ...(example.isChunked === true ? { isChunked: true } : {}),
});

/**
 * An exchange in which the request got a response.
 *
 * @example
 * import { answered, exampleAnswer, exampleItem } from "cvm-contract";
 *
 * export const ordinary = answered({}, { json: exampleAnswer([exampleItem()]) });
 * export const refused = answered({ text: "{", credential: "admin" }, { status: 422, json: { detail: [] } });
 */
export const answered = (request: ExampleRequest, response: ExampleResponse): Exchange => ({
  request: requestOf(request),
  outcome: {
    kind: "response",
    status: response.status ?? 200,
    headers: { ...contentTypeHeader(response.contentType), ...response.headers },
    body: response.bytes ?? bytesOf(response.text ?? JSON.stringify(response.json ?? null)),
    ...(response.codingProblem === undefined ? {} : { codingProblem: response.codingProblem }),
    latencyMs: response.latencyMs ?? 1,
  },
});

/**
 * An exchange in which no response came.
 *
 * @example
 * import { unanswered } from "cvm-contract";
 *
 * export const dropped = unanswered({ json: { dry_run: true } }, "dropped");
 */
export const unanswered = (request: ExampleRequest, fault: Fault): Exchange => ({
  request: requestOf(request),
  outcome: { kind: "fault", fault, detail: fault, latencyMs: 1 },
});
