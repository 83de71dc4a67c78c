import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../contract/index.ts";
import { loadMutant, openMutantWorld, withChromium } from "../mutants/index.ts";
import { terminalPage } from "./pictures/terminal-page.ts";

/**
 * `npm run screenshots`: makes the README's pictures, docs/pictures/*.png: of the report in the terminal and in HTML, light and dark,
 * about a server with a bug.
 */

const ROOT = join(import.meta.dirname, "..");
const PICTURES = join(ROOT, "docs", "pictures");
const BUG = "skipped-counted-twice";
const SHOWN_ADDRESS = "http://127.0.0.1:4020";

/** As wide as a column of the README; the page as tall as its first finding needs. */
const COLUMNS = 120;
const PAGE = { width: 1000, height: 1180 } as const;

/** Runs the gate against a server with the bug, in colour, and gives what the terminal shows. Reports tell of an address that stays. */
const checkBroken = async (htmlPath: string): Promise<string> => {
  const world = await openMutantWorld();
  const server = await world.start((await loadMutant(BUG)).changes);
  const command = [
    join(ROOT, "bin", "cvm-contract.js"),
    "check",
    "--target",
    server.url,
    "--api-key",
    "demo-member-key",
  ];
  const reports = ["--seed", "7", "--report", "tty", "--report", `html=${htmlPath}`];
  const { origin } = new URL(server.url);
  try {
    const env = { ...process.env, FORCE_COLOR: "1" };
    const text = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, [...command, ...reports], { env, cwd: tmpdir() }, (error, stdout) => {
        // 1 is what a broken law ends with.
        if (isObject(error) && error.code === 1) resolve(stdout);
        else reject(error ?? new Error(`The gate found nothing broken in ${BUG}.`));
      });
    });
    await writeFile(htmlPath, (await readFile(htmlPath, "utf8")).replaceAll(origin, SHOWN_ADDRESS));
    return text.replaceAll(origin, SHOWN_ADDRESS);
  } finally {
    await server.close();
    await world.close();
  }
};

/** What comes first, which is the gravest finding, and the verdict, which is the last line. */
const inShort = (text: string): string => {
  const [head = "", finding = ""] = text.trimEnd().split("\n\n");
  return [head, "", finding, "", "…", "", ...text.trimEnd().split("\n").slice(-1)].join("\n");
};

await mkdir(PICTURES, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), "screenshots-"));
try {
  const html = join(folder, "report.html");
  const text = await checkBroken(html);
  const terminal = join(folder, "terminal.html");
  const typed = `cvm-contract check --target ${SHOWN_ADDRESS} --api-key "$KEY" --report tty --report html=report.html`;
  await writeFile(terminal, terminalPage(typed, inShort(text), COLUMNS));
  await withChromium(async (browser) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ viewport: PAGE, colorScheme });
      await page.goto(pathToFileURL(html).href);
      await page.screenshot({ path: join(PICTURES, `report-${colorScheme}.png`) });
      await page.goto(pathToFileURL(terminal).href);
      await page.locator("body").screenshot({ path: join(PICTURES, `terminal-${colorScheme}.png`) });
      await page.close();
    }
  });
  console.log(`Wrote ${PICTURES}.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
