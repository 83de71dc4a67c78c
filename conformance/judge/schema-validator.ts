import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { type Contract, escapeToken, schemaAt } from "../../contract/index.ts";
import type { SchemaBreach } from "../cases/reading.ts";

/** Says in what a value breaks the schema at one pointer; an empty list where it is valid. */
export type SchemaCheck = (value: unknown) => readonly SchemaBreach[];

const DOCUMENT_ID = "contract.json";
const NO_BREACHES: readonly SchemaBreach[] = Object.freeze([]);

const instancePointer = (error: ErrorObject): string => {
  const missing: unknown = error.params.missingProperty;
  return error.keyword === "required" && typeof missing === "string"
    ? `${error.instancePath}/${escapeToken(missing)}`
    : error.instancePath;
};

/** Where ajv saw an error, as a pointer into the document: its paths are relative to the schema that was compiled or referred to. */
const keywordPointer = (error: ErrorObject, compiledAt: string): string => {
  const [base, fragment] = error.schemaPath.split("#");
  const at = decodeURIComponent(fragment ?? "");
  return base === "" && !at.startsWith("/components/") && !at.startsWith("/paths/") ? `${compiledAt}${at}` : at;
};

/** Compiles the contract's schemas, each at its first use, with ajv in the 2020-12 dialect of OpenAPI 3.1; all faults are listed, or the first alone. */
export const createSchemaValidator = (
  contract: Contract,
  faults: "all" | "first" = "all",
): ((pointer: string) => SchemaCheck) => {
  const ajv = new Ajv2020({ allErrors: faults === "all", strict: false, validateFormats: true });
  formats.default(ajv);
  ajv.addSchema({ $id: DOCUMENT_ID, ...contract.document }, undefined, false, false);
  const compiled = new Map<string, SchemaCheck>();

  const compile = (pointer: string): SchemaCheck => {
    const { pointer: home } = schemaAt(contract.document, pointer);
    const validate: ValidateFunction = ajv.compile({ $ref: `${DOCUMENT_ID}#${encodeURI(home)}` });
    return (value) =>
      validate(value)
        ? NO_BREACHES
        : (validate.errors ?? []).map((error) => ({
            at: instancePointer(error),
            keyword: keywordPointer(error, home),
            message: `${error.message ?? error.keyword}`,
          }));
  };

  return (pointer) => {
    const check = compiled.get(pointer) ?? compile(pointer);
    compiled.set(pointer, check);
    return check;
  };
};
