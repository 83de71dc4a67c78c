import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Json, loadContract, openapiDocument } from "../../contract/index.ts";
import { createLaxReader } from "./lax-reader.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const contract = loadContract(openapiDocument);
const request = "/components/schemas/BatchInstanceIdRefreshRequest";
const check = createSchemaValidator(contract)(request);
const isReadable = (value: Json): boolean => check(createLaxReader(contract.document)(request, value)).length === 0;

describe("a lax reading", () => {
  it.each<Json>([
    { limit: "5" },
    { limit: " 5 " },
    { limit: true },
    { limit: 5.5 },
    { limit: "5.0" },
    { dry_run: 1 },
    { dry_run: 0 },
    { dry_run: "true" },
    { dry_run: "OFF" },
    { dry_run: "Yes" },
    { cvm_ids: [101, true, "x"] },
    [],
    "",
    [["limit", "7"]],
    [["dry_run", true], "ab"],
  ])("makes a valid request of %j, as pydantic 1 or 2 does", (value) => {
    expect(check(value)).not.toEqual([]);
    expect(isReadable(value)).toBe(true);
  });

  it.each<Json>([
    { limit: "x" },
    { limit: "" },
    { limit: "0" },
    { limit: 500.5 + 1 },
    { limit: null },
    { limit: [5] },
    { dry_run: 2 },
    { dry_run: "" },
    { dry_run: null },
    { dry_run: "maybe" },
    { cvm_ids: "x" },
    { cvm_ids: {} },
    { cvm_ids: [null] },
    { cvm_ids: [["x"]] },
    5,
    null,
    "x",
    [1],
    [["limit"]],
    [[["deep"], 1]],
    [["limit", 0]],
  ])("makes nothing valid of %j", (value) => {
    expect(isReadable(value)).toBe(false);
  });

  it("leaves valid requests valid", () => {
    const valid = fc.record(
      {
        cvm_ids: fc.option(fc.array(fc.string())),
        limit: fc.integer({ min: 1, max: 500 }),
        dry_run: fc.boolean(),
        note: fc.jsonValue(),
        __proto__: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(valid, (value) => isReadable(JSON.parse(JSON.stringify(value)))));
  });

  it("reads any JSON without throwing, bottomless nesting too", () => {
    const deep: Json = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(isReadable([[deep, 1]])).toBe(false);
    expect(isReadable({ note: deep })).toBe(true);
    fc.assert(fc.property(fc.jsonValue(), (value) => isReadable(JSON.parse(JSON.stringify(value))) || true));
  });
});
