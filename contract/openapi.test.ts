import { describe, expect, it } from "vitest";
import { canonicalSha256 } from "./canonical-json.ts";
import { openapiDocument } from "./openapi-document.ts";

describe("openapi.json", () => {
  it("is the contract as it was delivered", () => {
    expect(canonicalSha256(openapiDocument)).toBe("8240a1678f61984ab982743cf3e3d08bfdde24fd690c8ca981c91f4aa21ced7d");
  });

  it("is told from one with a single changed bound", () => {
    const changed: unknown = JSON.parse(JSON.stringify(openapiDocument).replace('"maximum":500', '"maximum":501'));
    expect(canonicalSha256(changed)).not.toBe(canonicalSha256(openapiDocument));
  });
});
