import { derivedKeyNames } from "../cases/derived-key.ts";

const CREDENTIALS = ["none", "member", "admin", "other", "bad", ...derivedKeyNames];

/** So many CVMs of one status at most are kept of those that answers told ids to come of. */
export const MOST_PENDING = 20;

const FINGERPRINT = "^[0-9a-f]{12}$";

/** Headers that the connection or the credential makes; a recorded step may set none of them. */
const NOT_FOR_STEPS =
  "^(host|connection|keep-alive|transfer-encoding|content-length|expect|upgrade|te|trailer|proxy-.*|authorization|cookie|x-api-key)$";

const text = (description: string) => ({ description, type: "string" });

const closed = (description: string, required: readonly string[], properties: object) => ({
  description,
  type: "object",
  additionalProperties: false,
  required,
  properties,
});

const answeredBody = {
  description:
    "Text where the bytes are UTF-8, base64 where they are not, null where there were none; of a long one the beginning, and how many bytes come after it.",
  anyOf: [
    { $ref: "#/$defs/body" },
    {
      type: "object",
      additionalProperties: false,
      required: ["text", "leftOutBytes"],
      properties: { text: { type: "string" }, leftOutBytes: { type: "integer", minimum: 1 } },
    },
    {
      type: "object",
      additionalProperties: false,
      required: ["base64", "leftOutBytes"],
      properties: {
        base64: { type: "string", pattern: "^[A-Za-z0-9+/]*={0,2}$" },
        leftOutBytes: { type: "integer", minimum: 1 },
      },
    },
  ],
};

const body = {
  description: "Text where the bytes are UTF-8, base64 where they are not, null where there were none.",
  anyOf: [
    { type: ["string", "null"] },
    {
      type: "object",
      additionalProperties: false,
      required: ["base64"],
      properties: { base64: { type: "string", pattern: "^[A-Za-z0-9+/]*={0,2}$" } },
    },
  ],
};

const response = {
  description: "What the request got when it was recorded.",
  anyOf: [
    {
      type: "object",
      additionalProperties: false,
      required: ["status", "headers", "body"],
      properties: {
        status: { type: "integer" },
        headers: { type: "object", additionalProperties: { type: "string" } },
        body: { $ref: "#/$defs/answeredBody" },
      },
    },
    {
      type: "object",
      additionalProperties: false,
      required: ["fault", "detail"],
      properties: {
        fault: { enum: ["timeout", "dropped", "not-http", "too-long", "unreachable"] },
        detail: { type: "string" },
      },
    },
  ],
};

const step = closed(
  "One request. It names a credential and never holds a key.",
  ["credential", "method", "path", "headers", "body"],
  {
    credential: { enum: CREDENTIALS },
    method: { enum: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] },
    path: {
      description: "Path and query, without the target's own prefix.",
      type: "string",
      pattern: "^/[\\x21-\\x7e]*$",
    },
    headers: {
      description: "Names in lower case.",
      type: "object",
      propertyNames: { pattern: "^[a-z0-9!#$%&'*+.^_`|~-]+$", not: { pattern: NOT_FOR_STEPS } },
      additionalProperties: { type: "string", pattern: "^[\\t\\x20-\\x7e]*$" },
    },
    body: { $ref: "#/$defs/body" },
    made: closed(
      "How the body was made, where it is not a JSON value in its plainest spelling. It gives the body's very bytes.",
      ["value", "spelling", "damage"],
      {
        value: { description: "The JSON value that was spelled and damaged." },
        spelling: { enum: ["plain", "spaced", "reordered", "floats", "exponents", "escaped"] },
        damage: {
          enum: [
            null,
            "byte-order-mark",
            "truncated",
            "invalid-utf-8",
            "trailing-garbage",
            "lone-surrogate",
            "duplicate-key",
            "too-deep",
            "too-large",
            "number-beyond-doubles",
            "number-below-doubles",
            "endless-integer",
            "not-a-number",
          ],
        },
      },
    ),
    chunked: { description: "The body goes in chunks, and its length is not told beforehand.", const: true },
    alongside: { description: "Sent at the same time as the step before it, not after it.", const: true },
    response: { $ref: "#/$defs/response" },
  },
);

const steps = { type: "array", minItems: 1, maxItems: 1000, items: { $ref: "#/$defs/step" } };

const finding = closed(
  "A broken law with the smallest requests that show it.",
  [
    "schemaVersion",
    "kind",
    "fingerprint",
    "law",
    "operation",
    "discriminator",
    "level",
    "message",
    "expected",
    "actual",
    "found",
    "needs",
    "steps",
  ],
  {
    schemaVersion: { description: "1 up to version 0.1.0, which knows no traits.", enum: [1, 2] },
    kind: { const: "finding" },
    fingerprint: {
      description: "Names the bug by law, operation, discriminator and traits.",
      type: "string",
      pattern: FINGERPRINT,
    },
    law: text("The law's id."),
    operation: text("The operation's id in the contract."),
    discriminator: text("In which way the law is broken."),
    traits: {
      description: "What the smallest requests have in them.",
      type: "array",
      uniqueItems: true,
      items: { type: "string" },
    },
    level: { enum: ["must", "should", "reference"] },
    message: text("What is wrong, in a sentence."),
    expected: text("What was expected."),
    actual: text("What came."),
    found: closed("Where and when it was found.", ["at", "seed", "phase", "version", "contract"], {
      at: { type: "string", format: "date-time" },
      seed: { type: "integer" },
      phase: { type: "string" },
      version: text("The version of cvm-contract."),
      contract: { description: "SHA-256 of the contract.", type: "string", pattern: "^[0-9a-f]{64}$" },
    }),
    needs: closed("What sending it again takes.", ["writes", "state"], {
      writes: { description: "Leave to write.", type: "boolean" },
      state: {
        description: "It was found with a state probe, and writes or is of a law that looks into the store.",
        type: "boolean",
      },
    }),
    pending: {
      description:
        "By status, the cvm_ids, in digits, of CVMs that its answers told an id of which was to come or had just come: some of many. Left out up to version 0.1.0.",
      type: "object",
      additionalProperties: {
        type: "array",
        maxItems: MOST_PENDING,
        uniqueItems: true,
        items: { type: "string", pattern: "^[0-9]+$" },
      },
    },
    steps,
  },
);

const input = closed(
  "Requests that were the first to put something to the test.",
  ["schemaVersion", "kind", "id", "shows", "relation", "steps"],
  {
    schemaVersion: { const: 1 },
    kind: { const: "input" },
    id: { description: "Names the requests.", type: "string", pattern: FINGERPRINT },
    shows: { description: "What they were the first to show.", type: "array", minItems: 1, items: { type: "string" } },
    relation: { description: "The law that compares their answers, or null.", type: ["string", "null"] },
    steps,
  },
);

/** The JSON Schema of a file of the corpus. docs/corpus.schema.json is this, written out. */
export const corpusSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://github.com/cvm-contract/cvm-contract/docs/corpus.schema.json",
  title: "A file of the corpus of cvm-contract",
  oneOf: [{ $ref: "#/$defs/finding" }, { $ref: "#/$defs/input" }],
  $defs: { body, answeredBody, response, step, finding, input },
};
