import type { ValidationFault } from "../engine/validation-faults.ts";

/** An HTTP answer before it is sent. `body` is JSON, written as text. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer of JSON. */
export const jsonReply = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** An answer that is only a sentence, in FastAPI's shape. */
export const detailReply = (status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  jsonReply(status, { detail }, headers);

/** The answer to an invalid request. Source: openapi.json#/components/schemas/HTTPValidationError */
export const invalidReply = (faults: readonly ValidationFault[]): Reply => jsonReply(422, { detail: faults });
