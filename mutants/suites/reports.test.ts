import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../house/source-files.ts";
import { runCommand } from "./command-process.ts";

const COMMAND = join(ROOT, "bin", "cvm-contract.js");

/** Each format, and how a whole report in it ends. */
const ENDINGS: Readonly<Record<string, RegExp>> = {
  tty: /\n(Conforms|Inconclusive).*\n$/,
  json: /\n\}\n$/,
  ndjson: /\n\{"kind":"run-finished".*\}\n$/,
  junit: /<\/testsuites>\n?$/,
  html: /<\/html>\n$/,
  sarif: /\n\}\n$/,
  github: /^::(error|notice) .*\n$/s,
  markdown: /<\/sub>\n$/,
  har: /\n\}\n$/,
  vitest: /\n(\}\)|it.*);\n$/,
};
const FORMATS = Object.keys(ENDINGS);

/** Those that are a folder, and how each file in one ends. */
const FOLDERS = ["allure"];
const FILE_ENDING = /(-result\.json|-attachment\.txt)$/;
const ALL = [...FORMATS, ...FOLDERS].sort();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the reports", () => {
  it("are all that the help names", async () => {
    const { stdout } = await runCommand(["check", "--help"]);
    const named = /--report FORMAT\[=PATH\]([^:]*):/.exec(stdout)?.[1] ?? "";
    expect(
      named
        .split(",")
        .map((format) => format.trim())
        .sort(),
    ).toEqual(ALL);
  });

  it("are all explained, and the examples name no other", async () => {
    const page = await readFile(join(ROOT, "docs", "reports.md"), "utf8");
    for (const format of ALL) expect(page).toContain(`| \`${format}\` |`);
    const used = [...page.matchAll(/--report ([a-z]+)/g)].map(([, format]) => format);
    expect(used.length).toBeGreaterThan(0);
    for (const format of used) expect(ALL).toContain(format);
  });

  it("are written whole in every format at ctrl-C, and nothing is left beside them", async () => {
    const flags = ALL.flatMap((format) => ["--report", `${format}=${format}`]);
    const child = spawn(process.execPath, [COMMAND, "check", "--time", "1h", ...flags], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    while (!stderr.includes("boundary:")) await once(child.stderr, "data");
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
    expect((await readdir(folder)).sort()).toEqual(ALL);
    for (const name of FOLDERS) {
      const files = await readdir(join(folder, name));
      expect(files).not.toEqual([]);
      for (const file of files) expect(file).toMatch(FILE_ENDING);
    }
    for (const [format, ending] of Object.entries(ENDINGS))
      expect([format, await readFile(join(folder, format), "utf8")]).toEqual([format, expect.stringMatching(ending)]);
  });

  it("cost nothing where they were not asked for: no library of theirs is loaded", async () => {
    const tell = `data:text/javascript,${encodeURIComponent(`
      import { registerHooks } from "node:module";
      const loaded = new Set();
      registerHooks({ load: (url, context, next) => { loaded.add(/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1]); return next(url, context); } });
      process.on("exit", () => process.stderr.write("LOADED " + [...loaded].join(" ") + "\\n"));
    `)}`;
    const loadedBy = async (format: string): Promise<string> => {
      const child = spawn(
        process.execPath,
        ["--import", tell, COMMAND, "check", "--phases", "probe", "--report", `${format}=${join(folder, "quick")}`],
        { stdio: ["ignore", "ignore", "pipe"] },
      );
      const texts: string[] = [];
      child.stderr.setEncoding("utf8").on("data", (text: string) => texts.push(text));
      await once(child, "close");
      return /LOADED (.*)/.exec(texts.join(""))?.[1] ?? "";
    };
    const libraries = /\b(d3-scale|d3-shape|diff|fast-xml-builder|jsonc-parser)\b/;
    const json = await loadedBy("json");
    expect(json).toContain("undici");
    expect(json).not.toMatch(libraries);
    expect(await loadedBy("html")).toMatch(libraries);
  });
});
