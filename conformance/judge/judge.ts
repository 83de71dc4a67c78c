import { type Contract, isObject, type Json, type Operation } from "../../contract/index.ts";
import type { Exchange, Outcome, SentRequest } from "../target/exchange.ts";
import type { Desert, Irregularity } from "./desert.ts";
import { readBodyText } from "./i-json.ts";
import { laxReading } from "./lax-reading.ts";
import type { Answer, Reading } from "./reading.ts";
import { createSchemaValidator, type SchemaCheck } from "./schema-validator.ts";

/** Reads exchanges with one operation: what each request deserved, and what was answered. Pure but for compiling schemas once. */
export type Judge = (exchange: Exchange) => Reading;

const mediaType = (headers: Readonly<Record<string, string>>): string | null => {
  const value = headers["content-type"];
  return value === undefined ? null : (value.split(";")[0]?.trim().toLowerCase() ?? "");
};

const contentTypeIrregularity = (request: SentRequest): readonly Irregularity[] => {
  const type = mediaType(request.headers);
  if (type === "application/json") return [];
  if (type === null) return ["no-content-type"];
  return [/^[\w.-]+\/([\w.-]+\+)?json$/.test(type) ? "other-json-content-type" : "other-content-type"];
};

/** Irregularities that a lenient reader overlooks. An absent body is not among them: the contract requires one. */
const OVERLOOKED: ReadonlySet<Irregularity> = new Set([
  "byte-order-mark",
  "no-content-type",
  "other-json-content-type",
  "duplicate-keys",
  "invalid-utf-8",
  "lone-surrogate",
  "imprecise-number",
  "too-deep",
  "too-large",
]);

const pathOf = (request: SentRequest): string => request.path.split("?")[0] ?? "";

const routeIrregularities = (request: SentRequest, operation: Operation): readonly Irregularity[] => {
  if (pathOf(request) !== operation.path) return ["other-path"];
  return request.method === operation.method ? [] : ["other-method"];
};

interface Reader {
  readonly isValid: (json: Json) => boolean;
  readonly faults: SchemaCheck;
  readonly lax: (json: Json) => Json;
}

const desertOf = (request: SentRequest, operation: Operation, reader: Reader | null): Desert => {
  const route = routeIrregularities(request, operation);
  if (route.length > 0) return { kind: "tolerance", irregularities: route, isReadable: true };
  if (reader === null) return { kind: "acceptance", json: null };
  if (request.body === null || request.body.length === 0)
    return { kind: "tolerance", irregularities: ["no-body"], isReadable: false };
  const { value, irregularities, isBroken } = readBodyText(request.body);
  const all = [...contentTypeIrregularity(request), ...irregularities];
  if (value === undefined) return { kind: "tolerance", irregularities: all, isReadable: !isBroken };
  if (all.length > 0) {
    const isReadable =
      all.every((irregularity) => OVERLOOKED.has(irregularity)) &&
      (reader.isValid(value) || reader.isValid(reader.lax(value)) || all.includes("duplicate-keys"));
    return { kind: "tolerance", irregularities: all, isReadable };
  }
  const faults = reader.faults(value);
  if (faults.length === 0) return { kind: "acceptance", json: value };
  return { kind: "refusal", json: value, faults, isCoercible: reader.isValid(reader.lax(value)) };
};

const strictUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

const parseAnswer = (body: Uint8Array): Answer => {
  if (body.length === 0) return { kind: "not-json", problem: "the body is empty" };
  try {
    const value: Json = JSON.parse(strictUtf8(body));
    return { kind: "json", value, breaches: null };
  } catch (error) {
    return { kind: "not-json", problem: error instanceof Error ? error.message : String(error) };
  }
};

/** Makes the judge of one operation of a contract. */
export const createJudge = (contract: Contract, operation: Operation): Judge => {
  const validator = createSchemaValidator(contract);
  const requestPointer = operation.requestBody?.schemaPointer;
  const requestCheck = requestPointer === undefined ? null : validator(requestPointer);
  const reader: Reader | null =
    requestCheck === null || requestPointer === undefined
      ? null
      : {
          faults: requestCheck,
          isValid: (json) => requestCheck(json).length === 0,
          lax: (json) => laxReading(contract.document, requestPointer, json),
        };

  const answerOf = (outcome: Outcome): Answer => {
    if (outcome.kind === "fault") return { kind: "none" };
    const answer = parseAnswer(outcome.body);
    const pointer = operation.responses.get(outcome.status)?.schemaPointer;
    if (answer.kind !== "json" || pointer === undefined || pointer === null) return answer;
    return { ...answer, breaches: validator(pointer)(answer.value) };
  };

  return (exchange) => ({
    ...exchange,
    operation,
    deserves: desertOf(exchange.request, operation, reader),
    answer: answerOf(exchange.outcome),
  });
};

/** The options of a request body that is owed acceptance: its own JSON object. */
export const acceptedBody = (reading: Reading): Readonly<Record<string, unknown>> | null =>
  reading.deserves.kind === "acceptance" && isObject(reading.deserves.json) ? reading.deserves.json : null;
