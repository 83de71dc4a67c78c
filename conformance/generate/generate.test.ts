import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, loadContract, openapiDocument } from "../../contract/index.ts";
import type { Damage, RequestPlan, Spelling } from "../cases/request-plan.ts";
import { createSchemaValidator } from "../judge/schema-validator.ts";
import { boundaryRequests } from "./boundary-requests.ts";
import { brokenValue } from "./broken-value.ts";
import { encodeBody, spell } from "./encode-body.ts";
import { asPreview, hasPreview } from "./preview.ts";
import { anyRequest } from "./request-arbitrary.ts";
import { shapeAt } from "./schema-shape.ts";
import { simplerPlans } from "./simpler/simpler-plans.ts";
import { simplerValues } from "./simpler/simpler-values.ts";
import { UnknownKeywordError } from "./unknown-keyword-error.ts";
import { validValue } from "./valid-value.ts";

const contract = loadContract(openapiDocument);
const [operation] = contract.operations;
if (operation?.requestBody == null) throw new Error("The contract lost its operation.");
const pointer = operation.requestBody.schemaPointer;
const shape = shapeAt(contract.document, pointer);
const faults = createSchemaValidator(contract)(pointer);
const identifiers = "/components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids/anyOf/0/items";
const learned = new Map([[identifiers, ["1", "2"]]]);
const source = { operation, shape, learned, credential: "member" } as const;

const textOf = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? new Uint8Array());

describe("generation", () => {
  it("makes only valid values where it means to", () => {
    fc.assert(fc.property(validValue(shape, learned), (value) => faults(value).length === 0));
  });

  it("breaks every keyword of the request schema and leaves each one whole as well", () => {
    const broken = new Set(
      fc.sample(brokenValue(shape, learned), 3000).flatMap((value) => faults(value).map((fault) => fault.keyword)),
    );
    const schema = "/components/schemas/BatchInstanceIdRefreshRequest";
    const keywords = [
      "type",
      "properties/limit/type",
      "properties/limit/minimum",
      "properties/limit/maximum",
      "properties/cvm_ids/anyOf",
      "properties/cvm_ids/anyOf/0/type",
      "properties/cvm_ids/anyOf/0/items/type",
      "properties/running_only/type",
      "properties/missing_only/type",
      "properties/overwrite/type",
      "properties/dry_run/type",
    ];
    for (const keyword of keywords) expect(broken).toContain(`${schema}/${keyword}`);
  });

  it("uses what was learned, and unknown and hostile strings too", () => {
    const strings = new Set(
      fc
        .sample(validValue(shape, learned), 2000)
        .flatMap((value) => (isJsonObject(value) && Array.isArray(value.cvm_ids) ? value.cvm_ids : [])),
    );
    for (const string of ["1", "2", "", "\u0000", "__proto__", "x".repeat(10_000)]) expect(strings).toContain(string);
  });

  it("refuses a schema with a keyword that it does not understand", () => {
    const document = { a: { type: "string", pattern: "^x$" } };
    expect(() => shapeAt(document, "/a")).toThrow(UnknownKeywordError);
    expect(() => shapeAt(document, "/a")).toThrow(/"pattern"/);
  });

  it("stands at each bound and just past it in the boundary phase", () => {
    const limits = boundaryRequests(source, true).flatMap(({ body }) =>
      body.kind === "json" && isJsonObject(body.value) && body.value.limit !== undefined ? [body.value.limit] : [],
    );
    for (const limit of [0, 1, 2, 499, 500, 501]) expect(limits).toContain(limit);
  });

  it.each(["1e400", "-1e400", "9".repeat(5000)])(
    "sends numbers beyond doubles, at the bounds and in between",
    (limit) => {
      const hasIt = (plan: RequestPlan): boolean => textOf(encodeBody(plan.body)).includes(`"limit":${limit}`);
      expect(boundaryRequests(source, true).some(hasIt)).toBe(true);
      expect(fc.sample(anyRequest(source), { numRuns: 3000, seed: 1 }).some(hasIt)).toBe(true);
    },
  );

  it("sends methods that could change something elsewhere only with leave to write", () => {
    const methods = (allowWrites: boolean) => new Set(boundaryRequests(source, allowWrites).map((plan) => plan.method));
    expect(methods(false)).toEqual(new Set(["PATCH", "GET", "HEAD", "OPTIONS", "POST"]));
    expect(methods(true)).toContain("DELETE");
  });
});

describe("a preview", () => {
  it("is asked for in every object body, whatever else the body holds", () => {
    expect(hasPreview(shape)).toBe(true);
    fc.assert(
      fc.property(anyRequest(source), (plan) => {
        const { body } = asPreview(plan);
        if (body.kind === "json" && isJsonObject(body.value)) expect(body.value.dry_run).toBe(true);
      }),
    );
  });

  it("survives every spelling and damage that leaves the body readable", () => {
    const damages: readonly (Damage | null)[] = [
      null,
      "byte-order-mark",
      "lone-surrogate",
      "duplicate-key",
      "too-deep",
      "too-large",
      "number-beyond-doubles",
      "number-below-doubles",
      "endless-integer",
    ];
    for (const damage of damages) {
      const plan: RequestPlan = {
        credential: "none",
        method: "PATCH",
        path: "/",
        headers: {},
        body: { kind: "json", value: { dry_run: false, limit: 1 }, spelling: "plain", damage },
      };
      const text = textOf(encodeBody(asPreview(plan).body)).replace("\uFEFF", "");
      expect(JSON.parse(text).dry_run).toBe(true);
    }
  });
});

describe("spelling", () => {
  it("never changes what a value means", () => {
    const spellings: readonly Spelling[] = ["plain", "spaced", "reordered", "floats", "exponents", "escaped"];
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...spellings), (value, spelling) => {
        const json: Json = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(spell(json, spelling))).toEqual(json);
      }),
    );
  });

  it("writes whole numbers as floats and exponents", () => {
    expect(spell({ limit: 5 }, "floats")).toBe('{"limit":5.0}');
    expect(spell({ limit: 5 }, "exponents")).toBe('{"limit":5e0}');
    expect(spell({ limit: 500, note: [0, -120, 101] }, "exponents")).toBe('{"limit":5e2,"note":[0e0,-12e1,101e0]}');
  });
});

describe("the boundaries", () => {
  const bodies = boundaryRequests(source, true).map(({ body }) => body);

  it("hold integers that come back inside their bounds where they are kept in too few bits", () => {
    const limits = bodies.flatMap((body) =>
      body.kind === "json" && isJsonObject(body.value) && body.value.limit !== undefined ? [body.value.limit] : [],
    );
    for (const limit of [2 ** 16 + 1, 2 ** 32 + 1, 1 - 2 ** 16, 1 - 2 ** 32]) expect(limits).toContain(limit);
  });

  it("hold valid bodies of some 100 KiB and of nearly 1 MiB, with no damage", () => {
    const sizes = bodies.flatMap((body) =>
      body.kind === "json" && body.damage === null && faults(body.value).length === 0
        ? [encodeBody(body)?.length ?? 0]
        : [],
    );
    expect(sizes.some((bytes) => bytes > 100 * 1024 && bytes < 128 * 1024)).toBe(true);
    expect(sizes.some((bytes) => bytes > 960 * 1024 && bytes < 1024 * 1024)).toBe(true);
  });
});

describe("damage", () => {
  const encoded = (damage: Damage, value: Json = { limit: 1 }) =>
    encodeBody({ kind: "json", value, spelling: "plain", damage });

  it("is what its name says", () => {
    expect([...(encoded("byte-order-mark") ?? [])].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    expect(textOf(encoded("truncated"))).toBe('{"limit":1');
    expect(textOf(encoded("trailing-garbage"))).toBe('{"limit":1}}');
    expect(textOf(encoded("lone-surrogate"))).toBe('{"note":"\\ud800","limit":1}');
    expect(textOf(encoded("duplicate-key"))).toBe('{"limit":1,"limit":1}');
    expect([...(encoded("invalid-utf-8") ?? [])]).toContain(0xff);
    expect(textOf(encoded("invalid-utf-8"))).toBe('{"note":"\uFFFD","limit":1}');
    expect(encoded("too-large")?.length).toBeGreaterThan(1024 * 1024);
    expect(textOf(encoded("number-beyond-doubles"))).toBe('{"limit":1e400}');
    expect(textOf(encoded("number-below-doubles"))).toBe('{"limit":-1e400}');
    expect(textOf(encoded("endless-integer"))).toMatch(/^\{"limit":9{5000}\}$/);
  });

  it("puts a number beyond doubles in the place of a number, or else of nothing that is known", () => {
    expect(textOf(encoded("number-beyond-doubles", { dry_run: true, limit: 1, note: 2 }))).toBe(
      '{"limit":1e400,"dry_run":true,"note":2}',
    );
    expect(textOf(encoded("number-beyond-doubles", { dry_run: true }))).toBe('{"note":1e400,"dry_run":true}');
    expect(textOf(encoded("number-beyond-doubles", []))).toBe("[]");
  });
});

describe("simpler values", () => {
  it("leave out each member and each element", () => {
    const value: Json = { a: [1, 2], b: true };
    const simpler = [...simplerValues(value)].map((candidate) => JSON.stringify(candidate));
    for (const text of [
      "{}",
      '{"a":[1,2]}',
      '{"b":true}',
      '{"a":[1],"b":true}',
      '{"a":[2],"b":true}',
      '{"a":[1,2],"b":false}',
    ])
      expect(simpler).toContain(text);
  });

  it("are never the value itself, so that shrinking ends", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), (value) => {
        const json: Json = JSON.parse(JSON.stringify(value));
        const own = JSON.stringify(json);
        for (const simpler of simplerValues(json)) expect(JSON.stringify(simpler)).not.toBe(own);
      }),
    );
  });

  it("ask for a preview, then lose damage and spelling first", () => {
    const plan: RequestPlan = {
      credential: "none",
      method: "PATCH",
      path: "/",
      headers: {},
      body: { kind: "json", value: {}, spelling: "floats", damage: "truncated" },
    };
    const [preview, first, second] = simplerPlans(plan, { operation: { ...operation, path: "/" }, shape });
    expect(preview?.body).toMatchObject({ value: { dry_run: true }, damage: "truncated" });
    expect(first?.body).toMatchObject({ damage: null });
    expect(second?.body).toMatchObject({ spelling: "plain" });
  });
});
