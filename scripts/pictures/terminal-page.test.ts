import { styleText } from "node:util";
import { expect, it } from "vitest";
import { htmlOf } from "./terminal-page.ts";

const styled = (style: "red" | "bold", text: string): string => styleText(style, text, { validateStream: false });

it("gives a terminal's colours, and no text of a server's becomes markup", () => {
  expect(htmlOf(`a ${styled("red", "<b>")} c`)).toBe(
    '<span>a </span><span style="color: var(--red)">&lt;b&gt;</span><span> c</span>',
  );
  expect(htmlOf(styled("bold", "&"))).toContain('font-weight: 700">&amp;</span>');
});
