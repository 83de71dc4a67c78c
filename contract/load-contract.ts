import { canonicalSha256 } from "./canonical-json.ts";
import { ContractError } from "./contract-error.ts";
import { isObject } from "./json.ts";
import type { Operation, RequestBodySpec, ResponseSpec } from "./operation.ts";
import { pointerTo, valueAt } from "./pointer.ts";

/**
 * A loaded OpenAPI 3.1 document. `sha256` is of its canonical form; `document` is the whole of it.
 *
 * @example
 * import { loadContract, type Contract } from "cvm-contract";
 *
 * const contract: Contract = loadContract();
 * console.log(contract.title, contract.version);
 */
export interface Contract {
  readonly title: string;
  readonly version: string;
  readonly sha256: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly operations: readonly Operation[];
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const JSON_TYPE = "application/json";

const objectAt = (document: unknown, pointer: string): Readonly<Record<string, unknown>> => {
  const value = valueAt(document, pointer);
  if (isObject(value)) return value;
  throw new ContractError(pointer, `an object was expected, ${JSON.stringify(value)} was found`, "Mend the document.");
};

const stringAt = (document: unknown, pointer: string): string => {
  const value = valueAt(document, pointer);
  if (typeof value === "string") return value;
  throw new ContractError(pointer, `a string was expected, ${JSON.stringify(value)} was found`, "Mend the document.");
};

const jsonContent = (document: unknown, holder: string): string | null => {
  const pointer = `${holder}${pointerTo("content", JSON_TYPE, "schema")}`;
  return valueAt(document, pointer) === undefined ? null : pointer;
};

const requestBodyAt = (document: unknown, pointer: string): RequestBodySpec | null => {
  const body = valueAt(document, pointer);
  if (body === undefined) return null;
  const schemaPointer = jsonContent(document, pointer);
  if (schemaPointer === null)
    throw new ContractError(pointer, `there is no ${JSON_TYPE} content`, "Only JSON bodies are understood today.");
  return { required: isObject(body) && body.required === true, contentType: JSON_TYPE, schemaPointer };
};

const responsesAt = (document: unknown, pointer: string): ReadonlyMap<number, ResponseSpec> =>
  new Map(
    Object.keys(objectAt(document, pointer)).map((status) => {
      if (!/^[1-5]\d\d$/.test(status))
        throw new ContractError(`${pointer}/${status}`, "the status is not a number", "Name each status.");
      const schemaPointer = jsonContent(document, `${pointer}/${status}`);
      return [
        Number(status),
        { status: Number(status), contentType: schemaPointer === null ? null : JSON_TYPE, schemaPointer },
      ];
    }),
  );

const operationsOf = (document: unknown): readonly Operation[] =>
  Object.entries(objectAt(document, "/paths")).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(item) && method in item).map((method) => {
      const pointer = pointerTo("paths", path, method);
      return {
        id: stringAt(document, `${pointer}/operationId`),
        method: method.toUpperCase(),
        path,
        pointer,
        requestBody: requestBodyAt(document, `${pointer}/requestBody`),
        responses: responsesAt(document, `${pointer}/responses`),
      };
    }),
  );

/**
 * Reads an OpenAPI 3.1 document (already parsed JSON) as a contract.
 * Throws `ContractError`, which names the place, when the document lacks what a contract needs.
 */
export const loadContract = (document: unknown): Contract => {
  if (!isObject(document)) throw new ContractError("", "an object was expected", "Pass the parsed OpenAPI document.");
  const openapi = stringAt(document, "/openapi");
  if (!openapi.startsWith("3.1."))
    throw new ContractError("/openapi", `version ${openapi} was found`, "Only OpenAPI 3.1 is understood.");
  return {
    title: stringAt(document, "/info/title"),
    version: stringAt(document, "/info/version"),
    sha256: canonicalSha256(document),
    document,
    operations: operationsOf(document),
  };
};
