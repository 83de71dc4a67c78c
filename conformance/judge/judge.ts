import { type Contract, isObject, type Json, type Operation } from "../../contract/index.ts";
import type { Exchange, Outcome, SentRequest } from "../cases/exchange.ts";
import type { Expectation, Irregularity } from "../cases/expectation.ts";
import type { Answer, Reading } from "../cases/reading.ts";
import type { SentDefaults } from "../cases/sent-defaults.ts";
import { readBodyText } from "./i-json.ts";
import { createLaxReader } from "./lax-reader.ts";
import { matchesTemplate } from "./path-template.ts";
import { type ReadJson, readJson } from "./read-json.ts";
import { createSchemaValidator, type SchemaCheck } from "./schema-validator.ts";
import { compileSentDefaults } from "./sent-defaults.ts";

/** Reads exchanges with one operation: what answer each request is owed, and what was answered. Pure but for compiling schemas once. */
export type Judge = (exchange: Exchange) => Reading;

/** A content type without quotes and white space, lower case: type, subtype and, where there is one, the charset. */
const contentTypeOf = (
  headers: Readonly<Record<string, string>>,
): { readonly type: string; readonly charset: string | null } | null => {
  const value = headers["content-type"];
  // An empty one says as little as none, and servers read both alike.
  if (value === undefined || value.trim() === "") return null;
  const [type = "", ...parameters] = value
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="));
  return { type, charset: charset?.slice("charset=".length).replaceAll('"', "") ?? null };
};

const headerIrregularities = ({ headers }: SentRequest): readonly Irregularity[] => {
  const found: Irregularity[] = [];
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") found.push("encoded-body");
  const contentType = contentTypeOf(headers);
  if (contentType === null) found.push("no-content-type");
  else if (contentType.type === "application/json") {
    if (contentType.charset !== null && contentType.charset !== "utf-8") found.push("other-json-content-type");
  } else
    found.push(/^[\w.-]+\/([\w.-]+\+)?json$/.test(contentType.type) ? "other-json-content-type" : "other-content-type");
  return found;
};

const routeIrregularities = (
  request: SentRequest,
  operation: Operation,
  siblings: readonly Operation[],
): readonly Irregularity[] => {
  const [path = ""] = request.path.split("?");
  const matchesPath = matchesTemplate(operation.path, path);
  if (matchesPath && request.method === operation.method) return [];
  if (siblings.some((other) => other.method === request.method && matchesTemplate(other.path, path)))
    return ["other-operation"];
  return [matchesPath ? "other-method" : "other-path"];
};

interface Reader {
  readonly isBodyRequired: boolean;
  readonly faults: SchemaCheck;
  readonly lax: (json: Json) => Json;
}

const expectationOf = (request: SentRequest, route: readonly Irregularity[], reader: Reader | null): Expectation => {
  if (route.length > 0) return { kind: "tolerance", irregularities: route, isReadable: true };
  if (reader === null) return { kind: "acceptance", json: null };
  const isReadable = (json: Json): boolean =>
    reader.faults(json).length === 0 || reader.faults(reader.lax(json)).length === 0;
  if (request.body === null || request.body.length === 0)
    return reader.isBodyRequired
      ? { kind: "tolerance", irregularities: ["no-body"], isReadable: isReadable({}) }
      : { kind: "acceptance", json: null };
  const headers = headerIrregularities(request);
  const { value, irregularities: own, hasIntegerAsFraction, isCutShort } = readBodyText(request.body);
  const irregularities = [...headers, ...own];
  // What a body says in another encoding or another format, or which of two equal keys counts, is for the reader to decide.
  if (irregularities.some((one) => one === "encoded-body" || one === "other-content-type" || one === "duplicate-keys"))
    return { kind: "tolerance", irregularities, isReadable: true };
  if (value === undefined) return { kind: "tolerance", irregularities, isReadable: !isCutShort };
  if (irregularities.length > 0) return { kind: "tolerance", irregularities, isReadable: isReadable(value) };
  const faults = reader.faults(value);
  if (faults.length === 0)
    return { kind: "acceptance", json: value, ...(hasIntegerAsFraction ? { hasIntegerAsFraction } : {}) };
  return { kind: "refusal", json: value, faults, stubbornFaults: reader.faults(reader.lax(value)) };
};

// A byte order mark stays in the text, where it is no JSON: RFC 8259 section 8.1 forbids to send one.
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Of longer answers the first breach alone is told: a list of a million zeros breaks its schema some million times, and each breach takes memory. */
const MANY_BYTES = 1024 * 1024;

interface AnswerSchema {
  readonly check: SchemaCheck;
  readonly checkFirst: SchemaCheck;
  readonly defaults: (value: Json) => SentDefaults;
}

const answerOf = (outcome: Outcome, schemas: ReadonlyMap<number, AnswerSchema>): Answer => {
  if (outcome.kind === "fault") return { kind: "none" };
  if (outcome.body.length === 0) return { kind: "not-json", problem: "the body is empty" };
  let json: ReadJson;
  try {
    json = readJson(strictUtf8.decode(outcome.body));
  } catch (error) {
    return { kind: "not-json", problem: error instanceof Error ? error.message : String(error) };
  }
  const { exact: value, rounded } = json;
  const schema = schemas.get(outcome.status);
  if (schema === undefined) return { kind: "json", value, breaches: null, defaults: null };
  const breaches = outcome.body.length > MANY_BYTES ? schema.checkFirst(rounded) : schema.check(rounded);
  return { kind: "json", value, breaches, defaults: breaches.length === 0 ? schema.defaults(rounded) : null };
};

/** Makes what decides the answer that a request to one operation of a contract is owed. Pure but for compiling schemas once. */
export const createExpectations = (
  contract: Contract,
  operation: Operation,
): ((request: SentRequest) => Expectation) => {
  const validator = createSchemaValidator(contract);
  const body = operation.requestBody;
  const readLaxly = createLaxReader(contract.document);
  const reader: Reader | null =
    body === null
      ? null
      : {
          isBodyRequired: body.required,
          faults: validator(body.schemaPointer),
          lax: (json) => readLaxly(body.schemaPointer, json),
        };
  const siblings = contract.operations.filter((other) => other.id !== operation.id);
  return (request) => expectationOf(request, routeIrregularities(request, operation, siblings), reader);
};

/** Makes the judge of one operation of a contract. */
export const createJudge = (contract: Contract, operation: Operation): Judge => {
  const validator = createSchemaValidator(contract);
  const firstValidator = createSchemaValidator(contract, "first");
  const expect = createExpectations(contract, operation);
  const schemas = new Map<number, AnswerSchema>();
  for (const { status, schemaPointer } of operation.responses.values())
    if (schemaPointer !== null)
      schemas.set(status, {
        check: validator(schemaPointer),
        checkFirst: (value) => firstValidator(schemaPointer)(value),
        defaults: compileSentDefaults(contract.document, schemaPointer),
      });

  return (exchange) => ({
    ...exchange,
    operation,
    expectation: expect(exchange.request),
    answer: answerOf(exchange.outcome, schemas),
  });
};

/** The options of a request body that is owed acceptance: its own JSON object. */
export const acceptedBody = (reading: Reading): Readonly<Record<string, unknown>> | null =>
  reading.expectation.kind === "acceptance" && isObject(reading.expectation.json) ? reading.expectation.json : null;
