import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const ajv = new Ajv2020({ allErrors: true });
formats.default(ajv);
const validate = ajv.compile(
  JSON.parse(readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8")),
);

/** In what a value breaks docs/report.schema.json; an empty list where it is a valid report. */
export const reportFaults = (report: unknown): readonly string[] =>
  validate(JSON.parse(JSON.stringify(report)))
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
