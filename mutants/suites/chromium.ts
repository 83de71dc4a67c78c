import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";

/** Starts a real Chromium, lets `use` browse with it, and ends it. */
export const withChromium = async <Result>(use: (browser: Browser) => Promise<Result>): Promise<Result> => {
  // It unpacks itself below TMPDIR: to a folder of its own, or two tests would unpack over each other.
  const folder = await mkdtemp(join(tmpdir(), "chromium-"));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const { chromium } = await import("playwright-core");
    const executablePath = await packed.executablePath();
    const args = ["--no-sandbox", "--headless=shell", "--disable-gpu"];
    const browser = await chromium.launch({ executablePath, args });
    try {
      return await use(browser);
    } finally {
      await browser.close();
    }
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await rm(folder, { recursive: true, force: true });
  }
};
