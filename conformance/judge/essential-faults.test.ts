import { describe, expect, it } from "vitest";
import { type Json, loadContract, openapiDocument } from "../../contract/index.ts";
import { essentialFaults } from "./essential-faults.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const contract = loadContract(openapiDocument);
const schema = "/components/schemas/BatchInstanceIdRefreshRequest";
const check = createSchemaValidator(contract)(schema);
const essenceOf = (value: Json): readonly string[] =>
  essentialFaults(check(value)).map((fault) => `${fault.at} ${fault.keyword.slice(schema.length)}`);

describe("essential faults", () => {
  it("are the deep ones where a branch of anyOf was meant", () => {
    expect(essenceOf({ cvm_ids: ["a", 5, null] })).toEqual([
      "/cvm_ids/1 /properties/cvm_ids/anyOf/0/items/type",
      "/cvm_ids/2 /properties/cvm_ids/anyOf/0/items/type",
    ]);
  });

  it("are the anyOf alone where no branch was meant", () => {
    expect(essenceOf({ cvm_ids: {} })).toEqual(["/cvm_ids /properties/cvm_ids/anyOf"]);
  });

  it("are all others as they stand", () => {
    expect(essenceOf({ limit: 0, cvm_ids: 1, dry_run: "x" })).toEqual([
      "/cvm_ids /properties/cvm_ids/anyOf",
      "/limit /properties/limit/minimum",
      "/dry_run /properties/dry_run/type",
    ]);
    expect(essenceOf([])).toEqual([" /type"]);
    expect(essenceOf({})).toEqual([]);
  });
});
