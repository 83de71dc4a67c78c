import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../report/report.ts";
import { hostileReport } from "../../testing/hostile-report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { conformingReport, inconclusiveReport } from "../testing/full-reports.ts";
import { type OpenBrowser, openBrowser } from "../testing/open-browser.ts";
import { scene } from "../testing/scene.ts";
import { htmlText } from "./html-report.ts";

const SLOW_MS = 60_000;

let folder = "";
let opened: OpenBrowser | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "html-report-"));
  opened = await openBrowser(process.env);
}, SLOW_MS);

afterAll(async () => {
  await opened?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page that shows a report, and everything that it asked the network for or complained of. */
interface Shown {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

interface Screen {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  readonly hash?: string;
}

const show = async (report: Report, { width, colorScheme, hash = "" }: Screen): Promise<Shown> => {
  if (opened === null) throw new Error("There is no browser.");
  const file = join(folder, "report.html");
  await writeFile(file, htmlText(report, scene));
  const page = await opened.browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  return { page, requests, complaints };
};

/** What axe finds wrong with a page, with everything unfolded. */
const violationsOn = async (page: Page): Promise<unknown> => {
  await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
  await page.evaluate(axe.source);
  return page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => target.join(' '))]))",
  );
};

const SCREENS: readonly Screen[] = [400, 1400].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe("the HTML report", () => {
  it.each([
    ["of a server that conforms", conformingReport],
    ["of a broken server", { ...conformingReport, ...sampleReport, coverage: conformingReport.coverage }],
    ["without enough evidence", inconclusiveReport],
    ["of a hostile server", hostileReport],
  ] satisfies readonly (readonly [string, Report])[])(
    "%s passes axe, fits the screen and asks the network for nothing",
    async (_, report) => {
      for (const screen of SCREENS) {
        const { page, requests, complaints } = await show(report, screen);
        expect([screen, await violationsOn(page)]).toEqual([screen, []]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(screen.width);
        expect(requests).toEqual([page.url()]);
        expect(complaints).toEqual([]);
        await page.close();
      }
    },
    SLOW_MS,
  );

  it("runs nothing of a server's, and has no element that it did not mean to have", async () => {
    const { page } = await show(hostileReport, { width: 1400, colorScheme: "light" });
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.evaluate("document.querySelectorAll('script, img, iframe, object, [onerror]').length")).toBe(1);
    expect(await page.getByText("<img src=x").count()).toBeGreaterThan(0);
  });

  it("would not run a script of a server's even if one got in", async () => {
    const { page, complaints } = await show(sampleReport, { width: 1400, colorScheme: "light" });
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 1' }))",
    );
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(complaints.join()).toContain("Content Security Policy");
  });

  it("is worked with the keyboard alone", async () => {
    const { page } = await show(sampleReport, { width: 1400, colorScheme: "light" });
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the results");
    const exchange = page.getByText("The exchange");
    await exchange.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("group", { name: "Request 1" }).isVisible()).toBe(true);
  });

  it("marks in the answer where the law is broken, by more than a colour", async () => {
    const [finding] = sampleReport.findings;
    const [step] = finding?.steps ?? [];
    if (finding === undefined || step === undefined) throw new Error("The sample has no finding.");
    const body = '{"total":9007199254740993,"updated":0,"items":[{"status":"updated"}]}';
    const steps = [{ ...step, response: { status: 200, headers: {}, body } }];
    const findings = [{ ...finding, at: ["/updated", "/items/0/source"], steps }];
    const { page } = await show({ ...sampleReport, findings }, { width: 1400, colorScheme: "light" });
    await page.getByText("The exchange").click();
    const answer = page.getByRole("group", { name: "Answer 1" });
    expect(await answer.locator("mark").allTextContents()).toEqual([
      '"updated": 0',
      '{\n      "status": "updated"\n    }',
    ]);
    expect(await answer.textContent()).toMatch(/^ {2}"updated": 0, ← broken here$/m);
    // A reader of JSON would round it.
    expect(await answer.textContent()).toContain('"total": 9007199254740993,');
    expect(await violationsOn(page)).toEqual([]);
  });

  it("narrows the laws to those with some words and a verdict, by the keyboard alone, and shows all again", async () => {
    const { page, complaints } = await show(inconclusiveReport, { width: 1400, colorScheme: "light" });
    const shown = () => page.locator("table.laws tbody tr:visible th > code").allTextContents();
    const before = await shown();
    expect(before.length).toBeGreaterThan(0);
    await page.getByLabel("Filter").focus();
    await page.keyboard.type("COUNTS scanned");
    await expect.poll(shown).toContain("counts-sum-to-scanned");
    const narrowed = await shown();
    expect(narrowed.length).toBeLessThan(5);
    await page.getByRole("status").getByText(`${narrowed.length} of ${inconclusiveReport.laws.length} laws`).waitFor();
    await page.getByLabel("Filter").fill("");
    await expect.poll(shown).toEqual(before);
    await page.keyboard.press("Tab");
    await page.keyboard.press("h");
    await expect
      .poll(async () => (await shown()).length)
      .toBe(inconclusiveReport.laws.filter(({ verdict }) => verdict === "held").length);
    await page.getByLabel("Filter").fill("no law says this");
    await expect.poll(shown).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("has all laws and no filter where its script does not run", async () => {
    if (opened === null) throw new Error("There is no browser.");
    await writeFile(join(folder, "still.html"), htmlText(inconclusiveReport, scene));
    const context = await opened.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(folder, "still.html")).href);
    expect(await page.getByLabel("Filter").isVisible()).toBe(false);
    expect(await page.locator("table.laws tbody tr").count()).toBe(inconclusiveReport.laws.length);
    await page.locator("#laws summary").first().click();
    expect(await page.locator("table.laws tbody tr:visible").count()).toBe(inconclusiveReport.laws.length);
    await context.close();
  });

  it("copies the command that sends a finding again", async () => {
    const { page } = await show(sampleReport, { width: 1400, colorScheme: "light" });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByText("Send it again").click();
    await page.getByRole("button", { name: "Copy" }).first().click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(sampleReport.findings[0]?.curl[0]);
  });

  it("opens the finding that a link names, and only the first otherwise", async () => {
    const openFindings = "[...document.querySelectorAll('details.finding[open]')].map(({ id }) => id)";
    const first = "finding-0123456789ab";
    const screen = { width: 1400, colorScheme: "light" } as const;
    expect(await (await show(hostileReport, screen)).page.evaluate(openFindings)).toEqual([first]);
    const named = "finding-0123456789ad";
    const { page } = await show(hostileReport, { ...screen, hash: `#${named}` });
    expect(await page.evaluate(openFindings)).toEqual([first, named]);
  });
});
