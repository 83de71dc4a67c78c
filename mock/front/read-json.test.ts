import { describe, expect, it } from "vitest";
import { readJson } from "./read-json.ts";

const read = (body: string | Buffer, contentType: string | undefined = "application/json") =>
  readJson(Buffer.from(body), contentType);

describe("a body", () => {
  it.each(["application/json", "application/json; charset=utf-8", "APPLICATION/JSON;x=y", " application/json "])(
    "is read under the content type %s",
    (contentType) => {
      expect(read('{"limit":5}', contentType)).toEqual({ kind: "json", value: { limit: 5 } });
    },
  );

  it("keeps keys that have a meaning to JavaScript", () => {
    const reading = read('{"__proto__":{"limit":0}}');
    expect(reading.kind === "json" && Object.keys(Object(reading.value))).toEqual(["__proto__"]);
  });

  it.each<[string, string | Buffer, string | undefined, unknown]>([
    ["no bytes", "", "application/json", { loc: ["body"], type: "missing" }],
    ["another content type", "{}", "text/plain", { loc: ["body"], type: "model_attributes_type" }],
    ["a content type that begins like it", "{}", "application/json5", { loc: ["body"], type: "model_attributes_type" }],
    ["no content type", "{}", "", { loc: ["body"], type: "model_attributes_type" }],
    ["a body that is cut short", '{"limit": 5', "application/json", { loc: ["body", 11], type: "json_invalid" }],
    ["a body that ends before it begins", "  ", "application/json", { loc: ["body", 2], type: "json_invalid" }],
    ["too deep nesting", "[".repeat(200_000), "application/json", { loc: ["body"], type: "json_invalid" }],
    ["a byte order mark", "\uFEFF{}", "application/json", { loc: ["body", 0], type: "json_invalid" }],
    ["invalid UTF-8", Buffer.from([0x22, 0xff, 0x22]), "application/json", { loc: ["body"], type: "json_invalid" }],
  ])("is refused for %s", (_, body, contentType, fault) => {
    expect(read(body, contentType)).toMatchObject({ kind: "unreadable", fault });
  });
});
