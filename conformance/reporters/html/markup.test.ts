import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileText } from "../../testing/hostile-report.ts";
import { html, trusted } from "./markup.ts";

describe("a template for HTML", () => {
  it("escapes texts, keeps pieces, joins lists and leaves out null", () => {
    const items = ["a<b", 2, null].map((item) => html`<li title="${item}">${item}</li>`);
    expect(html`<ul>${items}</ul>`.text).toBe(
      '<ul><li title="a&lt;b">a&lt;b</li><li title="2">2</li><li title=""></li></ul>',
    );
  });

  it("lets no text end the element or the attribute that it stands in", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constant(hostileText)), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it("shows control characters and what turns the direction of text, and keeps line breaks", () => {
    expect(html`${"a\u0000\u202eb\n\tc"}`.text).toBe("a\\u0000\\u202eb\n\tc");
  });

  it("takes what is our own as it stands", () => {
    expect(html`<style>${trusted("a > b {}")}</style>`.text).toBe("<style>a > b {}</style>");
  });
});
