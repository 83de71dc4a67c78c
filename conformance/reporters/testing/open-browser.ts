import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** A real Chromium, without its sandbox: tests may run as root. */
export interface OpenBrowser {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/**
 * Unpacks Chromium out of its package and starts it. It goes to a folder of its own, for two tests that unpack to one place at the
 * same time would start half of it; `env` is the process's, by which the package finds the folder.
 */
export const openBrowser = async (env: Record<string, string | undefined>): Promise<OpenBrowser> => {
  const folder = await mkdtemp(join(tmpdir(), "chromium-"));
  const { TMPDIR } = env;
  env.TMPDIR = folder;
  const executablePath = await packed.executablePath();
  if (TMPDIR === undefined) delete env.TMPDIR;
  else env.TMPDIR = TMPDIR;
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--headless=shell", "--disable-gpu"],
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
