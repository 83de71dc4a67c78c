import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
formats.default(ajv);

const compiled = (name: string): ValidateFunction =>
  ajv.compile(JSON.parse(readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8")));

const validateReport = compiled("report.schema.json");
const validateEvent = compiled("events.schema.json");

const faultsIn = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(JSON.parse(JSON.stringify(value)))
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);

/** In what a value breaks docs/report.schema.json; an empty list where it is a valid report. */
export const reportFaults = (report: unknown): readonly string[] => faultsIn(validateReport, report);

/** In what a value breaks docs/events.schema.json; an empty list where it is a valid line of the NDJSON report. */
export const eventFaults = (event: unknown): readonly string[] => faultsIn(validateEvent, event);
