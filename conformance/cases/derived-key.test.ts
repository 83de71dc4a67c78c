import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { derivedKeyHeader, derivedKeyInShell, derivedKeyNames, derivedKeyTexts } from "./derived-key.ts";

const KEYS = [
  "demo-member-key",
  "0123456789abcdef",
  "AbCdEfGhIjKlMnOpQrSt",
  "a 'b\" $c `d` \\e%s *f",
  "bm9ib2R5J3Mga2V5cw==",
  "eightchr",
];

/** A key as services make them: letters, digits and what stands between them. */
const key = fc.string({ unit: fc.constantFrom(..."abcxyzABCXYZ0189-_.+/"), minLength: 8, maxLength: 44 });

const madeOf = (name: (typeof derivedKeyNames)[number], of: string): string | null =>
  derivedKeyHeader(name, of)?.[1] ?? null;

describe.each(derivedKeyNames)("%s", (name) => {
  it("is made by a shell as it is sent", () => {
    const [header, text] = derivedKeyInShell(name, "KEY");
    for (const KEY of KEYS) {
      const sent = derivedKeyHeader(name, KEY);
      if (sent === null) continue;
      expect(sent[0]).toBe(header.toLowerCase());
      const env = { ...process.env, KEY };
      expect([KEY, execFileSync("sh", ["-c", `printf %s "${text}"`], { env, encoding: "utf8" })]).toEqual([
        KEY,
        sent[1],
      ]);
    }
  });

  it("is never the key, and hides among the texts that are as secret", () => {
    fc.assert(
      fc.property(key, (of) => {
        const value = madeOf(name, of);
        expect(value).not.toBe(name === "member-key-without-scheme" ? null : of);
        if (value !== null && value !== "") expect(derivedKeyTexts(of)).toContain(value);
      }),
    );
  });

  it("is not made of a key that is too short to be hidden", () => {
    expect(derivedKeyHeader(name, "sevench")).toBeNull();
  });
});

it("no key that is in Base64 gives another text for the same bytes, but for the case that is changed", () => {
  const bytesOf = (text: string): string => Buffer.from(text, "base64").toString("hex");
  const padded = fc.uint8Array({ minLength: 8, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("base64"));
  fc.assert(
    fc.property(padded, fc.boolean(), (base64, isPadded) => {
      const of = isPadded ? base64 : base64.replaceAll("=", "");
      for (const name of derivedKeyNames) {
        const header = derivedKeyHeader(name, of);
        if (header?.[0] === "x-api-key") expect([name, bytesOf(header[1])]).not.toEqual([name, bytesOf(of)]);
      }
    }),
    { numRuns: 2_000 },
  );
});

it("the schema of a report names each", () => {
  const schema = JSON.parse(readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"));
  expect(schema.$defs.credential.enum).toEqual(["none", "member", "admin", "other", "bad", ...derivedKeyNames]);
});
