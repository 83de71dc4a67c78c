import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContract, openapiDocument, valueAt } from "../../contract/index.ts";
import { refreshOperation } from "../refresh/refresh-operation.ts";
import { createRequestValidator } from "./validate-request.ts";

const contract = loadContract(openapiDocument);
const validate = createRequestValidator(contract, refreshOperation(contract).schemaPointer);

const faultsOf = (body: unknown): unknown => {
  const validation = validate(body);
  return validation.kind === "valid" ? [] : validation.faults.map(({ loc, msg, type }) => [loc.join("."), type, msg]);
};

const INTEGER = ["body.limit", "int_type", "Input should be a valid integer"];
const FRACTION = [
  "body.limit",
  "int_from_float",
  "Input should be a valid integer, got a number with a fractional part",
];
const BOOLEAN = ["body.dry_run", "bool_type", "Input should be a valid boolean"];
const LIST = ["body.cvm_ids", "list_type", "Input should be a valid list"];
const OBJECT = ["body", "model_attributes_type", "Input should be a valid dictionary or object to extract fields from"];

describe("a fault in pydantic's words", () => {
  it.each<[unknown, readonly unknown[]]>([
    [{ limit: 0 }, [["body.limit", "greater_than_equal", "Input should be greater than or equal to 1"]]],
    [{ limit: -1e300 }, [["body.limit", "greater_than_equal", "Input should be greater than or equal to 1"]]],
    [{ limit: 501 }, [["body.limit", "less_than_equal", "Input should be less than or equal to 500"]]],
    [JSON.parse('{"limit":1e400}'), [["body.limit", "less_than_equal", "Input should be less than or equal to 500"]]],
    [
      JSON.parse('{"limit":-1e400}'),
      [["body.limit", "greater_than_equal", "Input should be greater than or equal to 1"]],
    ],
    [{ limit: 5.5 }, [FRACTION]],
    [{ limit: 0.5 }, [FRACTION]],
    [{ limit: "5" }, [INTEGER]],
    [{ limit: true }, [INTEGER]],
    [{ limit: null }, [INTEGER]],
    [{ limit: [] }, [INTEGER]],
    [{ dry_run: "true" }, [BOOLEAN]],
    [{ dry_run: 1 }, [BOOLEAN]],
    [{ dry_run: null }, [BOOLEAN]],
    [{ cvm_ids: "a" }, [LIST]],
    [{ cvm_ids: {} }, [LIST]],
    [{ cvm_ids: false }, [LIST]],
    [[], [OBJECT]],
    ["{}", [OBJECT]],
    [5, [OBJECT]],
    [null, [["body", "missing", "Field required"]]],
  ])("is told of %j", (body, faults) => {
    expect(faultsOf(body)).toEqual(faults);
  });

  it("is told of every place of a body, each once", () => {
    expect(
      faultsOf({
        cvm_ids: ["a", 3, null, "b"],
        running_only: "x",
        missing_only: 0,
        overwrite: [],
        limit: 0.5,
        dry_run: {},
      }),
    ).toEqual([
      ["body.cvm_ids.1", "string_type", "Input should be a valid string"],
      ["body.cvm_ids.2", "string_type", "Input should be a valid string"],
      ["body.running_only", "bool_type", "Input should be a valid boolean"],
      ["body.missing_only", "bool_type", "Input should be a valid boolean"],
      ["body.overwrite", "bool_type", "Input should be a valid boolean"],
      FRACTION,
      BOOLEAN,
    ]);
  });

  it("gives indices as numbers", () => {
    expect(validate({ cvm_ids: [1] })).toMatchObject({ faults: [{ loc: ["body", "cvm_ids", 0] }] });
  });
});

it("lists all faults of a body up to a number that nobody reads", () => {
  const faultsAt = (count: number) => {
    const validation = validate({ cvm_ids: Array(count).fill(1) });
    return validation.kind === "invalid" ? validation.faults : [];
  };
  expect(faultsAt(10_000).map(({ loc }) => loc.at(-1))).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
  const many = faultsAt(10_005);
  expect(many).toHaveLength(10_001);
  expect(many.at(-1)).toMatchObject({ loc: ["body"], msg: "Only the first 10000 faults are listed" });
});

describe("a body that the contract allows", () => {
  it.each([
    "{}",
    '{"cvm_ids":null}',
    '{"cvm_ids":[]}',
    '{"limit":5.0}',
    '{"limit":1e2}',
    '{"limit":1}',
    '{"limit":500}',
  ])("is accepted: %s", (text) => {
    expect(validate(JSON.parse(text))).toMatchObject({ kind: "valid", unknownProperties: [] });
  });

  it("may have properties that nobody knows, however they are called", () => {
    const body: unknown = JSON.parse('{"dryRun":true,"__proto__":{"limit":0},"constructor":1,"limit":2}');
    expect(validate(body)).toMatchObject({
      kind: "valid",
      unknownProperties: ["dryRun", "__proto__", "constructor"],
    });
  });
});

it("accepts exactly what the schema itself, compiled without our doing, accepts", () => {
  const ajv = new Ajv2020({ strict: false });
  const schema = valueAt(openapiDocument, "/components/schemas/BatchInstanceIdRefreshRequest");
  const isValid = ajv.compile(Object(schema));
  const near = fc.oneof(
    fc.boolean(),
    fc.integer({ min: -1, max: 502 }),
    fc.double(),
    fc.constant(null),
    fc.string(),
    fc.array(fc.oneof(fc.string(), fc.jsonValue()), { maxLength: 3 }),
  );
  const body = fc.record(
    { cvm_ids: near, running_only: near, missing_only: near, overwrite: near, limit: near, dry_run: near, other: near },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), body), (value) => {
      const validation = validate(value);
      expect(validation.kind === "valid").toBe(isValid(value));
      if (validation.kind === "invalid") expect(validation.faults.length).toBeGreaterThan(0);
    }),
  );
});
