import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { type Contract, isObject, schemaAt, valueAt } from "../../contract/index.ts";
import type { RefreshRequest } from "./refresh-request.ts";
import type { ValidationFault } from "./validation-fault.ts";

/** A body that the contract allows, with the names of properties that it does not know; or all that is wrong with it. */
export type Validation =
  | { readonly kind: "valid"; readonly request: RefreshRequest; readonly unknownProperties: readonly string[] }
  | { readonly kind: "invalid"; readonly faults: readonly ValidationFault[] };

/** Holds a body, as parsed JSON, to the contract. */
export type ValidateRequest = (body: unknown) => Validation;

const DOCUMENT_ID = "openapi.json";

type Words = Pick<ValidationFault, "msg" | "type">;

const wordsForType = (wanted: unknown, value: unknown): Words => {
  switch (wanted) {
    case "integer":
      return typeof value === "number"
        ? { msg: "Input should be a valid integer, got a number with a fractional part", type: "int_from_float" }
        : { msg: "Input should be a valid integer", type: "int_type" };
    case "boolean":
      return { msg: "Input should be a valid boolean", type: "bool_type" };
    case "array":
      return { msg: "Input should be a valid list", type: "list_type" };
    case "string":
      return { msg: "Input should be a valid string", type: "string_type" };
    default:
      // FastAPI reads a body of `null` as no body at all.
      return value === null
        ? { msg: "Field required", type: "missing" }
        : {
            msg: "Input should be a valid dictionary or object to extract fields from",
            type: "model_attributes_type",
          };
  }
};

const wordsFor = (error: ErrorObject, value: unknown): Words => {
  switch (error.keyword) {
    case "type":
      return wordsForType(error.params.type, value);
    case "minimum":
      return { msg: `Input should be greater than or equal to ${error.params.limit}`, type: "greater_than_equal" };
    case "maximum":
      return { msg: `Input should be less than or equal to ${error.params.limit}`, type: "less_than_equal" };
    default:
      return { msg: error.message ?? error.keyword, type: error.keyword };
  }
};

const tokensOf = (instancePath: string): readonly string[] =>
  instancePath
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

/** A JSON Pointer in FastAPI's spelling: the body's name in front, and numbers for the indices of lists. */
const locOf = (body: unknown, instancePath: string): readonly (string | number)[] => {
  const loc: (string | number)[] = ["body"];
  let holder = body;
  for (const token of tokensOf(instancePath)) {
    loc.push(Array.isArray(holder) ? Number(token) : token);
    holder = Array.isArray(holder) ? holder[Number(token)] : isObject(holder) ? holder[token] : undefined;
  }
  return loc;
};

/** What ajv adds where a choice of schemas fails: that it failed, and that the value is not null either. */
const isNoise = (error: ErrorObject): boolean =>
  error.keyword === "anyOf" || (error.keyword === "type" && error.params.type === "null");

/** No more faults than these are listed, so that an answer is not much longer, nor much more work, than the body that it answers. */
const MAX_FAULTS = 10_000;

const MORE: ValidationFault = Object.freeze({
  loc: Object.freeze(["body"]),
  msg: `Only the first ${MAX_FAULTS} faults are listed`,
  type: "too_many_faults",
});

const faultsOf = (body: unknown, errors: readonly ErrorObject[]): readonly ValidationFault[] => {
  const firstAt = new Map<string, ValidationFault>();
  for (const error of errors) {
    // pydantic says one thing of a place: of 0.5 that it is no integer, not that it is too small as well.
    if (isNoise(error) || firstAt.has(error.instancePath)) continue;
    if (firstAt.size === MAX_FAULTS) return [...firstAt.values(), MORE];
    const words = wordsFor(error, valueAt(body, error.instancePath));
    firstAt.set(error.instancePath, { loc: locOf(body, error.instancePath), ...words });
  }
  return [...firstAt.values()];
};

/**
 * Compiles the contract's request schema, which alone judges what is valid; ajv's errors are put in pydantic v2's words.
 * `schemaPointer` names the schema in the contract's document.
 */
export const createRequestValidator = (contract: Contract, schemaPointer: string): ValidateRequest => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  ajv.addSchema({ $id: DOCUMENT_ID, ...contract.document }, undefined, false, false);
  const { pointer, keywords } = schemaAt(contract.document, schemaPointer);
  const isValid: ValidateFunction<RefreshRequest> = ajv.compile({ $ref: `${DOCUMENT_ID}#${encodeURI(pointer)}` });
  const known = new Set(isObject(keywords.properties) ? Object.keys(keywords.properties) : []);

  return (body) =>
    isValid(body)
      ? { kind: "valid", request: body, unknownProperties: Object.keys(body).filter((name) => !known.has(name)) }
      : { kind: "invalid", faults: faultsOf(body, isValid.errors ?? []) };
};
