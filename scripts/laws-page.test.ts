import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { loadLawFolders, loadLaws } from "../conformance/index.ts";
import { lawsPage } from "./laws-page.ts";

it("docs/laws.md is what the laws say; `node scripts/write-laws.ts` writes it anew", async () => {
  const page = await readFile(new URL("../docs/laws.md", import.meta.url), "utf8");
  expect(page).toBe(lawsPage(await loadLawFolders()));
});

it("the page has a row and a section for every law", async () => {
  const page = lawsPage(await loadLawFolders());
  for (const { id, level } of await loadLaws()) {
    expect(page).toContain(`| [${id}](#${id}) | ${level} |`);
    expect(page).toContain(`\n### ${id}\n`);
  }
});
