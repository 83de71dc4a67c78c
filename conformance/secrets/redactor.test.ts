import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./redactor.ts";
import { embedded, secretText, SPELLINGS, spelledBy } from "./testing/spellings.ts";

const SECRET = "s3cr3t/k+y=='&<>\"\\";
const redact = createRedactor([{ text: SECRET, placeholder: "[api-key]" }]);

const hex = (code: number, width: number): string => code.toString(16).padStart(width, "0");
const each = (text: string, spell: (char: string, code: number) => string): string =>
  [...text].map((char) => spell(char, char.charCodeAt(0))).join("");

describe("a secret is hidden", () => {
  it.each([
    ["as it stands", SECRET],
    ["in JSON", JSON.stringify(SECRET).slice(1, -1)],
    ["in JSON, slashes escaped", JSON.stringify(SECRET).slice(1, -1).replaceAll("/", "\\/")],
    ["in JSON, all escaped", each(SECRET, (_, code) => `\\u${hex(code, 4)}`)],
    ["in JSON, all escaped in capitals", each(SECRET, (_, code) => `\\u${hex(code, 4).toUpperCase()}`)],
    ["in JSON in JSON", JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    ["in percent", encodeURIComponent(SECRET)],
    ["in percent, lower case", each(SECRET, (_, code) => `%${hex(code, 2)}`)],
    ["in percent, twice", encodeURIComponent(encodeURIComponent(SECRET))],
    ["in named entities", "s3cr3t&sol;k&plus;y&equals;&equals;&apos;&amp;&lt;&gt;&quot;&bsol;"],
    ["in decimal entities", each(SECRET, (_, code) => `&#${code};`)],
    ["in hexadecimal entities", each(SECRET, (_, code) => `&#X${hex(code, 6)};`)],
    ["in entities in percent in JSON", JSON.stringify(encodeURIComponent(each(SECRET, (_, code) => `&#${code};`)))],
    ["in quotes of a shell", SECRET.replaceAll("'", "'\\''")],
    ["in Base64", Buffer.from(SECRET).toString("base64")],
    ["in Base64 for URLs", Buffer.from(SECRET).toString("base64url")],
    ["in Base64 with a user's name", Buffer.from(`user:${SECRET}`).toString("base64")],
    ["in Base64 in percent", encodeURIComponent(Buffer.from(`me:${SECRET}`).toString("base64"))],
    ["in Base64 of percent", Buffer.from(`?key=${encodeURIComponent(SECRET)}&x=1`).toString("base64")],
  ])("%s", (_, spelled) => {
    const shown = redact(`before ${spelled} after`);
    expect(shown).toMatch(/^before .{0,8}\[api-key\].{0,8} after$/);
  });

  it("in whatever spelling, one within another, wherever it stands", () => {
    fc.assert(
      fc.property(secretText, embedded, fc.array(SPELLINGS, { maxLength: 3 }), (secret, around, spellings) => {
        const spelled = spelledBy(secret, spellings);
        const shown = createRedactor([{ text: secret, placeholder: "[-]" }])(around.before + spelled + around.after);
        expect(shown).not.toContain(spelled);
        expect(shown).toContain("[-]");
      }),
      { numRuns: 2_000 },
    );
  });

  it("where it is cut off, from eight characters on", () => {
    expect(redact("it was s3cr3t/k… and more")).toBe("it was [api-key]… and more");
    expect(redact("it was s3cr3t/k+y==...")).toBe("it was [api-key]...");
    expect(redact("it was s3cr…")).toBe("it was s3cr…");
    expect(redact(`${SECRET.slice(0, 16)} is most of it`)).toBe("[api-key] is most of it");
  });

  it("as the longest of those that begin there, so that nothing of one is left standing", () => {
    const both = createRedactor([
      { text: "0123456789", placeholder: "[short]" },
      { text: "0123456789abcdef", placeholder: "[long]" },
    ]);
    expect(both("0123456789abcdef 0123456789abc")).toBe("[long] [short]abc");
  });
});

describe("what is no secret", () => {
  it("stays as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(createRedactor([{ text: "\u0001never-there\u0002", placeholder: "[-]" }])(text)).toBe(text);
      }),
    );
  });

  it("stays as it is where it is shorter than eight characters, for it would be found in ordinary text", () => {
    const text = "a key, the key 1234567, and a monkey";
    expect(
      createRedactor([
        { text: "key", placeholder: "[-]" },
        { text: "1234567", placeholder: "[-]" },
      ])(text),
    ).toBe(text);
  });

  it("stays as it is beside one", () => {
    expect(redact(`{"a":"x\\n${SECRET} \\u0041","n":1}`)).toBe('{"a":"x\\n[api-key] \\u0041","n":1}');
  });
});

describe("a long text", () => {
  it.each([
    ["of backslashes", "\\"],
    ["of percent signs", "%25"],
    ["of ampersands", "&amp;"],
    ["of apostrophes", "'\\''"],
    ["of beginnings of the secret", "s3cr3t/k"],
    ["of one character", "x"],
  ])("%s is read through", (_, piece) => {
    const text = piece.repeat(Math.ceil(60_000 / piece.length));
    expect(redact(`${text} ${SECRET}`).endsWith("[api-key]")).toBe(true);
  });
});
