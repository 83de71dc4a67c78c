import { describe, expect, it } from "vitest";
import { readJson } from "./read-json.ts";

const JSON_TYPE = "application/json";

const read = (body: string | Buffer, contentType: string | undefined = JSON_TYPE) =>
  readJson(Buffer.from(body), contentType);

const notJson = (at: number, error: string) => ({
  kind: "unreadable",
  faults: [{ loc: ["body", at], msg: "JSON decode error", type: "json_invalid", ctx: { error } }],
});

describe("a body", () => {
  it.each([JSON_TYPE, "Application/JSON", "application/json; charset=utf-8", " application/json ;"])(
    "of type %j is read as JSON",
    (contentType) => {
      expect(read('{"limit":5}', contentType)).toEqual({ kind: "json", value: { limit: 5 } });
    },
  );

  it.each(["text/plain", "application/merge-patch+json", "application/jsonx", "json", ""])(
    "of type %j is not",
    (contentType) => {
      expect(read('{"limit":5}', contentType)).toMatchObject({
        kind: "unreadable",
        faults: [{ loc: ["body"], type: "model_attributes_type" }],
      });
    },
  );

  it("without a type is not", () => {
    expect(readJson(Buffer.from("{}"), undefined)).toMatchObject({ faults: [{ type: "model_attributes_type" }] });
  });

  it("that is empty is missing", () => {
    const missing = { kind: "unreadable", faults: [{ loc: ["body"], msg: "Field required", type: "missing" }] };
    expect(read("")).toEqual(missing);
    expect(readJson(Buffer.alloc(0), undefined)).toEqual(missing);
  });

  it("that is not JSON says where", () => {
    expect(read('{"limit": 5')).toEqual(notJson(11, "Expecting ',' or '}'"));
  });

  it("that is not UTF-8 says where", () => {
    expect(read(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toEqual(notJson(2, "Invalid UTF-8"));
    expect(read(Buffer.from([0x22, 0xef, 0xbf, 0xbd, 0xc3, 0x22]))).toEqual(notJson(4, "Invalid UTF-8"));
    expect(read(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toEqual(notJson(1, "Invalid UTF-8"));
  });

  it("with a byte order mark is not JSON", () => {
    expect(read("\ufeff{}")).toEqual(notJson(0, "Unexpected byte order mark"));
    expect(read("\ufeff")).toEqual(notJson(0, "Unexpected byte order mark"));
  });

  it("may be 512 levels deep and no deeper", () => {
    const nested = (depth: number): string => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;
    expect(read(nested(512))).toMatchObject({ kind: "json" });
    expect(read(nested(513))).toEqual(notJson(516, "More than 512 levels deep"));
    expect(read(nested(200_000))).toMatchObject({ faults: [{ type: "json_invalid" }] });
  });

  it("takes the last of duplicate keys, and no key for special", () => {
    expect(read('{"limit":1,"limit":2}')).toEqual({ kind: "json", value: { limit: 2 } });
    const poisoned = read('{"__proto__":{"limit":1},"constructor":{"prototype":{}}}');
    expect(poisoned).toMatchObject({ kind: "json" });
    expect(poisoned.kind === "json" && Object.keys(Object(poisoned.value))).toEqual(["__proto__", "constructor"]);
  });

  it("may hold half a character, as an escape", () => {
    expect(read('{"cvm_ids":["\\ud800"]}')).toEqual({ kind: "json", value: { cvm_ids: ["\ud800"] } });
  });
});
