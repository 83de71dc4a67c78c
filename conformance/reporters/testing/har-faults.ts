import { createRequire } from "node:module";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { isObject } from "../../../contract/index.ts";

const require = createRequire(import.meta.url);

const ajv = new Ajv({ allErrors: true, strict: false });
formats.default(ajv);
ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
// The package has the schema in parts that refer to each other by name.
const parts: unknown = require("har-schema");
for (const part of Object.values(isObject(parts) ? parts : {})) if (isObject(part)) ajv.addSchema(part);

/** In what a value breaks the schema of HAR 1.2; an empty list where it is an archive. */
export const harFaults = (har: unknown): readonly string[] =>
  ajv.validate("har.json", har) ? [] : (ajv.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
