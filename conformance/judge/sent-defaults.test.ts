import { describe, expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import { compileSentDefaults } from "./sent-defaults.ts";

const result = "/components/schemas/InstanceIdRefreshResult/properties";
const check = compileSentDefaults(
  loadContract(openapiDocument).document,
  "/components/schemas/BatchInstanceIdRefreshResponse",
);

describe("sent defaults", () => {
  it("counts each property with a default that could have been sent, and each that was not", () => {
    const items = [{ source: "none", verified_with_gateway: false }, { source: "gateway" }, {}];
    expect(check({ items })).toEqual({
      chances: 6,
      unsent: [
        { at: "/items/*/verified_with_gateway", keyword: `${result}/verified_with_gateway/default`, count: 2 },
        { at: "/items/*/source", keyword: `${result}/source/default`, count: 1 },
      ],
    });
  });

  it("has no chances where there is nothing to send one in", () => {
    expect(check({ items: [] })).toEqual({ chances: 0, unsent: [] });
    expect(check(null)).toEqual({ chances: 0, unsent: [] });
  });

  it("takes an inherited property for none", () => {
    const document = { s: { properties: { toString: { default: 1 } } } };
    expect(compileSentDefaults(document, "/s")({})).toMatchObject({ chances: 1, unsent: [{ count: 1 }] });
  });

  it("follows a schema that contains itself once", () => {
    const document = { s: { properties: { child: { $ref: "#/s" }, "a/b": { default: 1 } } } };
    expect(compileSentDefaults(document, "/s")({ child: {} })).toEqual({
      chances: 1,
      unsent: [{ at: "/a/b", keyword: "/s/properties/a~1b/default", count: 1 }],
    });
  });
});
