import { describe, expect, it } from "vitest";
import { keySha256 } from "./api-key.ts";
import { decodeKeys } from "./decode-keys.ts";
import { KeyFileError } from "./key-file-error.ts";

const HEX64 = "ab".repeat(32);
const key = { name: "ann", key: "k", workspace: "home" };

describe("a list of keys", () => {
  it("holds keys or their digests, and keeps digests only", () => {
    expect(decodeKeys([key, { name: "boss", sha256: HEX64.toUpperCase(), workspace: "office", admin: true }])).toEqual([
      { name: "ann", sha256: keySha256("k"), workspaceId: "home", isAdmin: false },
      { name: "boss", sha256: Buffer.from(HEX64, "hex"), workspaceId: "office", isAdmin: true },
    ]);
  });

  it.each<[string, unknown, string]>([
    ["that is an object", { keys: [] }, "not a list"],
    ["with an entry that is a string", ["k"], "entry 0 is not an object"],
    ["with a key and a digest", [{ ...key, sha256: HEX64 }], 'entry 0 has both a "key" and a "sha256"'],
    ["with neither", [key, { name: "a", workspace: "w" }], 'entry 1 has neither a "key" nor a "sha256"'],
    ["with an empty key", [{ ...key, key: "" }], "entry 0 has no key"],
    ["with a short digest", [{ name: "a", workspace: "w", sha256: "abc" }], "not 64 hex digits"],
    ["without a workspace", [{ name: "a", key: "k" }], "entry 0 has no workspace"],
    ["without a name", [{ workspace: "a", key: "k" }], "entry 0 has no name"],
    ["with an admin that is a string", [{ ...key, admin: "yes" }], "the admin of entry 0 is string"],
    ["with a property that nobody knows", [{ ...key, role: "admin" }], 'unknown property "role"'],
    ["with the same key twice", [key, { ...key, name: "bob" }], '"ann" and "bob" are the same key'],
  ])("%s is refused", (_, value, message) => {
    expect(() => decodeKeys(value)).toThrow(KeyFileError);
    expect(() => decodeKeys(value)).toThrow(message);
  });

  it("is refused without a word of what a key is", () => {
    expect(() =>
      decodeKeys([
        { ...key, key: "secret" },
        { ...key, key: "secret" },
      ]),
    ).toThrow(expect.objectContaining({ message: expect.not.stringContaining("secret") }));
  });
});
