import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, onTestFinished } from "vitest";
import { isObject, loadContract, openapiDocument } from "../../../contract/index.ts";
import { startVariant, type VariantName } from "../start-variant.ts";

export type Item = Readonly<Record<string, unknown>>;

/** A variant's answer; `items` are those of a 200. */
export interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly items: readonly Item[];
}

/** In what a request differs from one that the operation expects, sent with the member's key. */
export interface Sending {
  readonly method?: string;
  readonly path?: string;
  readonly type?: string | null;
  readonly key?: string | null;
}

/** What a test sends: JSON, or a body's very text or bytes. */
export type Sent = object | string | Buffer;

/** A variant under test. */
export interface Sender {
  readonly send: (body: Sent, sending?: Sending) => Promise<Answer>;
  /** The statuses that these requests get, one for each. */
  readonly statusesOf: (requests: readonly (readonly [Sent, Sending?])[]) => Promise<readonly number[]>;
}

/** Where the refresh lives. */
export const PATH = "/api/v1/cvms/instance-ids";

const ajv = new Ajv2020({ strict: false });
ajv.addSchema({ $id: "contract", ...loadContract(openapiDocument).document }, undefined, false, false);
const schemaNamed = (name: string) => ajv.compile({ $ref: `contract#/components/schemas/${name}` });
const isResponse = schemaNamed("BatchInstanceIdRefreshResponse");
const isRefusal = schemaNamed("HTTPValidationError");

/** Starts a variant to send requests to until the test is over; each 200 and 422 that it gives is held against the contract. */
export const sendToVariant = async (name: VariantName): Promise<Sender> => {
  const variant = await startVariant(name);
  onTestFinished(variant.close);
  const send: Sender["send"] = async (body, sending = {}) => {
    const { method = "PATCH", path = PATH, type = "application/json", key = variant.key } = sending;
    const bytes = Buffer.from(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    const response = await fetch(`${variant.url}${path}`, {
      method,
      redirect: "manual",
      headers: { ...(type === null ? {} : { "content-type": type }), ...(key === null ? {} : { "x-api-key": key }) },
      // Of bytes, unlike of a string, fetch does not derive a content type.
      ...(method === "GET" ? {} : { body: bytes }),
    });
    const json: unknown = await response.json();
    if (response.status === 200) expect([isResponse(json), isResponse.errors]).toEqual([true, null]);
    if (response.status === 422) expect([isRefusal(json), isRefusal.errors]).toEqual([true, null]);
    const items: unknown = isObject(json) ? json["items"] : [];
    return {
      status: response.status,
      json: isObject(json) ? json : {},
      items: Array.isArray(items) ? items.filter(isObject) : [],
    };
  };
  return {
    send,
    statusesOf: (requests) => Promise.all(requests.map(async ([body, sending]) => (await send(body, sending)).status)),
  };
};
