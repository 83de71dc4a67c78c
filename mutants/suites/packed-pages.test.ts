import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packedGate } from "../getting/packed.ts";

const run = promisify(execFile);

/** Packing builds. */
const SLOW_MS = 240_000;

let folder = "";
let paths: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "packed-pages-"));
  const gate = await packedGate();
  paths = gate.holds;
  await run("tar", ["-xzf", gate.path, "-C", folder]);
}, SLOW_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files and folders that a page links to or shows. What stands in a block of code is no link. */
const placesIn = (page: string): readonly string[] =>
  Array.from(
    page.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/\]\(([^)#\s]+)[^)]*\)|\b(?:src|srcset)="([^"]+)"/g),
    ([, link, source]) => link ?? source ?? "",
  ).filter((place) => !URL.canParse(place));

it("the package holds what its pages link to, and their pictures", async () => {
  const pages = paths.filter((path) => path.endsWith(".md"));
  const links: string[] = [];
  const dead: string[] = [];
  for (const page of pages)
    for (const place of placesIn(await readFile(join(folder, "package", page), "utf8"))) {
      links.push(place);
      const path = posix.join(posix.dirname(page), place).replace(/\/$/, "");
      if (!paths.some((one) => one === path || one.startsWith(`${path}/`))) dead.push(`${page}: ${place}`);
    }
  expect(links.length).toBeGreaterThan(50);
  expect(dead).toEqual([]);
});
