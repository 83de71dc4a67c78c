import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../house/source-files.ts";
import { PROSE_COLUMNS, wideLines, wrapProse } from "./wrap-prose.ts";

const long = "word ".repeat(60).trim();

describe("prose", () => {
  it("is broken at spaces, and a list's lines are indented to its mark", () => {
    for (const line of wrapProse(`${long}\n\n- ${long}\n1. ${long}`).split("\n"))
      expect(line.length).toBeLessThanOrEqual(PROSE_COLUMNS);
    expect(wrapProse(`- ${long}`).split("\n")[1]).toMatch(/^ {2}word/);
  });

  it("stays where it is code, a table, a heading or a tag", () => {
    const text = `# ${long}\n\n<p>\n  <img alt="${long}">\n</p>\n\n| ${long} |\n\n\`\`\`sh\n${long}\n\`\`\``;
    expect(wrapProse(text)).toBe(text);
    expect(wideLines(text)).toEqual([]);
  });

  it("is joined where it was broken short, and keeps its paragraphs", () => {
    expect(wrapProse("one\ntwo\n\nthree\n- four\n  five\n- six")).toBe("one two\n\nthree\n- four five\n- six");
  });

  it("is told where it is too wide", () => {
    expect(wideLines(`short\n${long}`)).toEqual([2]);
  });
});

describe("the project's pages", async () => {
  const docs = (await readdir(join(ROOT, "docs"), { recursive: true })).map((name) => join("docs", name));
  const pages = ["README.md", "CHANGELOG.md", ...docs.filter((name) => name.endsWith(".md"))];

  it.each(pages)("have prose of at most 120 characters a line: %s", async (name) => {
    expect(wideLines(await readFile(join(ROOT, name), "utf8"))).toEqual([]);
  });
});
