import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import formats from "ajv-formats";

// One pattern of the official schema is none under the `u` flag.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(new URL("schemas/sarif-2.1.0.json", import.meta.url), "utf8")));

/** In what a value breaks the schema of SARIF 2.1.0; an empty list where it is a valid log. */
export const sarifFaults = (log: unknown): readonly string[] =>
  validate(log) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
