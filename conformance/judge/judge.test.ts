import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../contract/index.ts";
import type { Expectation } from "../cases/expectation.ts";
import type { Answer } from "../cases/reading.ts";
import { answered, type ExampleRequest, type ExampleResponse, unanswered } from "../laws/example.ts";
import { contract, judge, operation } from "../testing/example-judge.ts";
import { createJudge } from "./judge.ts";

const expectation = (request: ExampleRequest): Expectation => judge(answered(request, {})).expectation;
const answerTo = (response: ExampleResponse): Answer => judge(answered({}, response)).answer;
const schema = "/components/schemas/BatchInstanceIdRefreshRequest";
const empty = { total: 0, scanned: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, errors: 0, items: [] };

describe("a long answer", () => {
  it("is told by its first breach alone, so that a million breaches take no memory", () => {
    const answer = answerTo({ text: `{"total":"x","items":[${"0,".repeat(600_000)}0]}` });
    expect(answer).toMatchObject({ kind: "json", breaches: { length: 1 } });
    expect(answerTo({ text: '{"total":"x","items":[0,0]}' })).not.toMatchObject({ breaches: { length: 1 } });
  });
});

describe("the answer that a request is owed", () => {
  it.each<Json>([{}, { cvm_ids: null }, { limit: 500, note: [] }, { cvm_ids: ["\u0000", ""] }])(
    "is acceptance where %j is valid",
    (json) => {
      expect(expectation({ json })).toEqual({ kind: "acceptance", json });
    },
  );

  it("goes by the value and not by its spelling", () => {
    expect(expectation({ text: '{"limit":5.0}' }).kind).toBe("acceptance");
    expect(expectation({ text: ' {"limit" : 1e2}\n' }).kind).toBe("acceptance");
    expect(expectation({ text: '{"limit":5.0}' })).toMatchObject({ hasIntegerAsFraction: true });
    expect(expectation({ text: '{"limit":5.5}' }).kind).toBe("refusal");
    expect(expectation({ text: "{}", contentType: 'APPLICATION/JSON; charset="UTF-8"' }).kind).toBe("acceptance");
    expect(expectation({ text: "{}", path: `${operation.path}?limit=0` }).kind).toBe("acceptance");
  });

  it("is refusal where the value is invalid, with each fault's place and keyword", () => {
    expect(expectation({ json: { limit: 501, dry_run: null } })).toMatchObject({
      kind: "refusal",
      faults: [
        { at: "/limit", keyword: `${schema}/properties/limit/maximum` },
        { at: "/dry_run", keyword: `${schema}/properties/dry_run/type` },
      ],
    });
  });

  it("tells the faults that a lax reader overlooks from those that it does not", () => {
    expect(expectation({ json: { limit: "5", dry_run: "true" } })).toMatchObject({ stubbornFaults: [] });
    expect(expectation({ json: { limit: "5", dry_run: "x" } })).toMatchObject({ stubbornFaults: [{ at: "/dry_run" }] });
    expect(expectation({ json: { limit: "0" } })).toMatchObject({
      faults: [{ keyword: `${schema}/properties/limit/type` }],
      stubbornFaults: [{ keyword: `${schema}/properties/limit/minimum` }],
    });
  });

  it.each<[ExampleRequest, string, boolean]>([
    [{ method: "GET" }, "other-method", true],
    [{ method: "GET", path: "/" }, "other-path", true],
    [{ path: `${operation.path}/` }, "other-path", true],
    [{ bytes: null }, "no-body", true],
    [{ text: "" }, "no-body", true],
    [{ contentType: null }, "no-content-type", true],
    [{ contentType: null, json: { limit: 0 } }, "no-content-type", false],
    [{ contentType: "application/merge-patch+json" }, "other-json-content-type", true],
    [{ contentType: "application/json; charset=utf-16" }, "other-json-content-type", true],
    [{ contentType: "text/plain" }, "other-content-type", true],
    [{ contentType: " " }, "no-content-type", true],
    [{ text: "\uFEFF{}" }, "byte-order-mark", true],
    [{ text: '\uFEFF{"limit":0}' }, "byte-order-mark", false],
    [{ text: '\uFEFF{"limit":"5"}' }, "byte-order-mark", true],
    [{ text: '{"limit":0,"limit":1}' }, "duplicate-keys", true],
    [{ text: '{"note":"\\ud800"}' }, "lone-surrogate", true],
    [{ text: '{"limit":9007199254740993}' }, "imprecise-number", false],
    [{ text: '{"limit":1e400}' }, "imprecise-number", false],
    [{ text: '{"limit":-1e400}' }, "imprecise-number", false],
    [{ text: `{"limit":${"9".repeat(5000)}}` }, "imprecise-number", false],
    [{ text: '{"note":1e400}' }, "imprecise-number", true],
    [{ text: '{"dry_run":true' }, "malformed-json", false],
    [{ text: "{}}" }, "malformed-json", true],
    [{ bytes: Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d) }, "invalid-utf-8", true],
  ])("is tolerance for %j", (request, irregularity, isReadable) => {
    expect(expectation(request)).toEqual({ kind: "tolerance", irregularities: [irregularity], isReadable });
  });

  it("lets a number beyond doubles be right where the schema knows no bound", () => {
    const document = { body: { type: "object", properties: { limit: { type: "integer", minimum: 1 } } } };
    const { requestBody } = operation;
    const boundless = createJudge(
      { ...contract, document },
      {
        ...operation,
        requestBody: requestBody === null ? null : { ...requestBody, schemaPointer: "/body" },
        responses: new Map(),
      },
    );
    const isReadable = (text: string) => boundless(answered({ text }, {})).expectation;
    expect(isReadable('{"limit":1e400}')).toMatchObject({ kind: "tolerance", isReadable: true });
    expect(isReadable('{"limit":-1e400}')).toMatchObject({ kind: "tolerance", isReadable: false });
  });

  it("leaves encoded bodies to those who can read them", () => {
    const { request, outcome } = answered({ bytes: Uint8Array.of(0x1f, 0x8b, 0x22) }, {});
    const headers = { ...request.headers, "content-encoding": "gzip" };
    expect(judge({ request: { ...request, headers }, outcome }).expectation).toMatchObject({ isReadable: true });
  });

  it("knows the contract's other operations from strays", () => {
    const sibling = { ...operation, id: "read", method: "GET" };
    const wider = createJudge({ ...contract, operations: [operation, sibling] }, operation);
    expect(wider(answered({ method: "GET" }, {})).expectation).toMatchObject({ irregularities: ["other-operation"] });
    expect(wider(answered({ method: "PUT" }, {})).expectation).toMatchObject({ irregularities: ["other-method"] });
  });

  it("accepts an absent body where the contract requires none", () => {
    const { requestBody } = operation;
    const optional = createJudge(contract, {
      ...operation,
      requestBody: requestBody === null ? null : { ...requestBody, required: false },
    });
    const exchange = answered({ bytes: null, contentType: null }, {});
    expect(optional(exchange).expectation).toEqual({ kind: "acceptance", json: null });
  });
});

describe("what was answered", () => {
  it("is read as strict JSON and held to the schema of its status", () => {
    expect(answerTo({ json: empty })).toMatchObject({ kind: "json", value: empty, breaches: [] });
    expect(answerTo({ json: { ...empty, total: "0" } })).toMatchObject({
      breaches: [{ at: "/total" }],
      defaults: null,
    });
    expect(answerTo({ status: 422, json: { detail: [{}] } })).toMatchObject({
      breaches: [{ at: "/detail/0/loc" }, { at: "/detail/0/msg" }, { at: "/detail/0/type" }],
    });
    expect(answerTo({ status: 401, json: {} })).toMatchObject({ breaches: null, defaults: null });
  });

  it.each<ExampleResponse>([
    { text: "" },
    { text: "{" },
    { text: "\uFEFF{}" },
    { bytes: Uint8Array.of(0x22, 0xff, 0x22) },
    { text: "NaN" },
  ])("is no JSON in %j", (response) => {
    expect(answerTo(response).kind).toBe("not-json");
  });

  it("is none where no response came", () => {
    expect(judge(unanswered({}, "dropped")).answer).toEqual({ kind: "none" });
  });

  it("says which properties with a default were sent", () => {
    const item = { cvm_id: 1, identifier: "x", status: "skipped", source: "none" };
    expect(answerTo({ json: { ...empty, items: [item] } })).toMatchObject({
      defaults: { chances: 2, unsent: [{ at: "/items/*/verified_with_gateway", count: 1 }] },
    });
  });
});

it("reads any exchange without throwing, and the same one alike", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc
      .array(fc.constantFrom("{", "}", "[", "]", '"limit"', '"cvm_ids"', ":", ",", "5", '"5"', "null", "1e999"))
      .map((tokens) => tokens.join("")),
  );
  const contentType = fc.constantFrom(null, "application/json", "text/json", ";", "a/b;charset");
  fc.assert(
    fc.property(text, text, contentType, fc.constantFrom(200, 422, 500), (sent, got, type, status) => {
      const exchange = answered({ text: sent, contentType: type }, { status, text: got, contentType: type });
      expect(judge(exchange)).toEqual(judge(exchange));
    }),
    { numRuns: 1000 },
  );
});
