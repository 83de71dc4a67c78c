import { describe, expect, it } from "vitest";
import { authenticate, type RequestHeaders } from "./authenticate.ts";
import { decodeKeys } from "./decode-keys.ts";

const KEYS = decodeKeys([
  { name: "ann", key: "ann's key", workspace: "home" },
  { name: "boss", key: "boss's key", workspace: "office", admin: true },
  { name: "ünï", key: "schlüssel", workspace: "heim" },
]);

const nameOf = (headers: RequestHeaders): string | null => authenticate(KEYS, headers)?.name ?? null;

describe("a caller", () => {
  it("is known by X-API-Key", () => {
    expect(authenticate(KEYS, { "x-api-key": "ann's key" })).toEqual({
      name: "ann",
      workspaceId: "home",
      isAdmin: false,
    });
    expect(authenticate(KEYS, { "x-api-key": "boss's key" })).toMatchObject({ workspaceId: "office", isAdmin: true });
  });

  it("is known by a bearer token", () => {
    expect(nameOf({ authorization: "Bearer ann's key" })).toBe("ann");
    expect(nameOf({ authorization: "bearer  boss's key" })).toBe("boss");
  });

  it("is known by the bytes of the key, which Node.js reads as Latin-1", () => {
    expect(nameOf({ "x-api-key": Buffer.from("schlüssel").toString("latin1") })).toBe("ünï");
  });

  it.each<[string, RequestHeaders]>([
    ["without a key", {}],
    ["with an empty key", { "x-api-key": "" }],
    ["with a wrong key", { "x-api-key": "ann's kez" }],
    ["with the start of a key", { "x-api-key": "ann's ke" }],
    ["with more than a key", { "x-api-key": "ann's key " }],
    ["with a digest in place of the key", { "x-api-key": KEYS[0]?.sha256.toString("hex") }],
    ["with another scheme", { authorization: "Basic ann's key" }],
    ["with a scheme alone", { authorization: "Bearer " }],
    ["with a wrong X-API-Key beside a right token", { "x-api-key": "x", authorization: "Bearer ann's key" }],
    ["with two keys", { "x-api-key": ["ann's key", "boss's key"] }],
  ])("%s is nobody", (_, headers) => {
    expect(authenticate(KEYS, headers)).toBeNull();
  });
});
