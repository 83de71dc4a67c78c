import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Report } from "../report.ts";
import { MergeError } from "./merge-error.ts";
import type { NamedReport } from "./named-report.ts";

/**
 * Makes a reader of JSON reports from their schema (docs/report.schema.json).
 * It throws `MergeError` on a text that is no such report, with the place of the fault and not with what stands there.
 */
export const createReportReader = (
  schema: Readonly<Record<string, unknown>>,
): ((text: string, name: string) => NamedReport) => {
  const ajv = new Ajv2020();
  formats.default(ajv);
  const validate = ajv.compile(schema);
  const isReport = (json: unknown): json is Report => validate(json);
  return (text, name) => {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw new MergeError(`${name} is not JSON. Name files that check wrote with --report json=FILE.`);
    }
    if (isReport(json)) return { name, report: json };
    const [fault] = validate.errors ?? [];
    throw new MergeError(
      `${name} is no report of this version (${fault?.instancePath || "at the top"}: ${fault?.message ?? "at fault"}). Name files that check wrote with --report json=FILE.`,
    );
  };
};
