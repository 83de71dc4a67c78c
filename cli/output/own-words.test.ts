import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor, derivedKeyTexts } from "../../conformance/index.ts";
import { ownWords } from "./own-words.ts";

const laws = ["dry-run-writes-nothing", "must-law1"];
const words = [...ownWords, ...laws];

/** Keys that are words of our own or parts of some. */
const wordyKey = fc.oneof(
  fc.constantFrom(...words),
  fc
    .tuple(fc.constantFrom(...words), fc.nat(20), fc.nat(30))
    .map(([word, start, length]) => word.slice(start, start + 8 + length)),
  fc.constantFrom("member-key", "member-key-123456", "instance-ids"),
);

const secretsOf = (key: string) =>
  [key, ...derivedKeyTexts(key)].map((text) => ({ text, placeholder: "[api-key]" }) as const);

describe("a key that is a word of our own, or a part of one", () => {
  it("changes none of our words in an output", () => {
    fc.assert(
      fc.property(wordyKey, (key) => {
        const output = `takes ${words.join(", ")} (key: ${words.join(" ")})\n"${words.join('": "')}"`;
        expect(createRedactor(secretsOf(key), { words, spared: "equal" })(output)).toBe(output);
      }),
    );
  });

  it("is hidden where a server repeats it", () => {
    fc.assert(
      fc.property(
        wordyKey.filter(({ length }) => length >= 8),
        (key) => {
          const redact = createRedactor(secretsOf(key), { words, spared: "longer" });
          for (const said of [`{"echo":"${key}"}`, `Bearer ${key}`, `x-${key}-y`])
            expect(redact(said)).toContain("[api-key]");
        },
      ),
    );
  });

  it("is hidden in an output where it is no whole word", () => {
    const redact = createRedactor(secretsOf("boundary"), { words, spared: "equal" });
    expect(redact("boundary: 12 requests; xboundary, boundary_1")).toBe(
      "boundary: 12 requests; x[api-key], [api-key]_1",
    );
  });
});
