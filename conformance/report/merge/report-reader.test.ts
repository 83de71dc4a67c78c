import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isObject } from "../../../contract/index.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { createReportReader } from "./report-reader.ts";

describe("a report that is read back", () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL("../../../docs/report.schema.json", import.meta.url), "utf8"),
  );
  if (!isObject(schema)) throw new Error("The schema is no object.");
  const read = createReportReader(schema);

  it("is the one that was written", () => {
    expect(read(JSON.stringify(sampleReport), "a.json")).toEqual({ name: "a.json", report: sampleReport });
  });

  it.each([
    ["{", "a.json is not JSON."],
    ["[]", "a.json is no report of this version (at the top: must be object)."],
    [JSON.stringify({ ...sampleReport, schemaVersion: 2 }), "(/schemaVersion: must be equal to constant)."],
    [JSON.stringify({ ...sampleReport, seed: "7" }), "(/seed: must be integer,null)."],
  ])("is refused with the place of its fault: %.40s", (text, message) => {
    expect(() => read(text, "a.json")).toThrow(message);
  });
});
