import { once } from "node:events";
import { createServer } from "node:http";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "../../mock/index.ts";
import { withChromium } from "./chromium.ts";

const PATH = "/api/v1/cvms/instance-ids";
const SLOW_MS = 60_000;

/** A backend that is switched on and never asked. */
const nothingBehind = {
  answer: async () => ({ status: 200, headers: {}, body: "{}" }),
  reset: async () => {},
  fleet: async () => ({}),
  replaceFleet: async () => null,
  close: async () => {},
};

let mock: Mock;
let browser: Browser;
const over = Promise.withResolvers<void>();
let browsing: Promise<void>;

beforeAll(async () => {
  mock = await startMock({ openBackend: async () => nothingBehind });
  const opened = Promise.withResolvers<Browser>();
  browsing = withChromium(async (chromium) => {
    opened.resolve(chromium);
    await over.promise;
  });
  browsing.catch(opened.reject);
  browser = await opened.promise;
}, SLOW_MS);
afterAll(async () => {
  over.resolve();
  await browsing;
  await mock.close();
});

const send = (body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(new URL(PATH, mock.url), {
    method: "PATCH",
    headers: { "content-type": "application/json", ...headers },
    body,
  });

/** The console page, once it is live, with everything that it complained of or asked another origin for. */
const openConsole = async (width = 1_400, colorScheme: "light" | "dark" = "light") => {
  await mock.change({ scenario: "mixed", latency: "off", faults: "off", stateful: false });
  await fetch(new URL("/__mock/exchanges", mock.url), { method: "DELETE" });
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("Failed to load resource"))
      complaints.push(message.text());
  });
  page.on("dialog", (dialog) => complaints.push(`dialog ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(mock.url) && !request.url().startsWith("data:")) complaints.push(request.url());
  });
  await page.goto(`${mock.url}/__mock`);
  await page.locator("#connection.live").waitFor();
  return { page, complaints };
};

const firstExchange = (page: Page) => page.locator("#list > li").first();

describe("a page of another origin", () => {
  it("calls the mock with a key and credentials, and gets its answer", async () => {
    const site = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
    site.listen(0, "127.0.0.1");
    await once(site, "listening");
    const address = site.address();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}/`);
    const answer = await page.evaluate(
      async ({ url }) => {
        const response = await fetch(url, {
          method: "PATCH",
          credentials: "include",
          headers: { "content-type": "application/json", "x-api-key": "any-key", prefer: "example=all-updated" },
          body: '{"limit":2}',
        });
        return {
          status: response.status,
          scenario: response.headers.get("x-mock-scenario"),
          body: await response.json(),
        };
      },
      { url: `${mock.url}${PATH}` },
    );
    expect(answer).toMatchObject({ status: 200, scenario: "all-updated", body: { total: 6, scanned: 2 } });
    const steering = page.evaluate(
      ({ url }) => fetch(url, { method: "PATCH", headers: { "content-type": "application/json" }, body: "{}" }),
      { url: `${mock.url}/__mock/settings` },
    );
    await expect(steering).rejects.toThrow("Failed to fetch");
    await page.close();
    site.close();
  });
});

describe("the console page", () => {
  it("switches the scenario, and the next answer follows", async () => {
    const { page, complaints } = await openConsole();
    await page.getByRole("combobox", { name: "Scenario" }).selectOption("gateway-down");
    await page.locator('#scenarios li.current[data-name="gateway-down"]').waitFor();
    expect((await send("{}")).headers.get("x-mock-scenario")).toBe("gateway-down");
    await page.locator('#list > li[data-scenario="gateway-down"]').waitFor();
    await page.getByRole("button", { name: "Use for all requests: conflicts" }).click();
    await page.locator('#scenarios li.current[data-name="conflicts"]').waitFor();
    expect((await send("{}")).headers.get("x-mock-scenario")).toBe("conflicts");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("tries a scenario and shows request and answer as they happen", async () => {
    const { page, complaints } = await openConsole();
    await page.getByRole("button", { name: "Try: unknown-ids" }).click();
    await page.locator('#list > li[data-scenario="unknown-ids"]').waitFor();
    await firstExchange(page).locator("summary").click();
    await firstExchange(page).getByText('"reason": "not_found"').first().waitFor();
    const text = await firstExchange(page).textContent();
    expect(text).toContain("misspelt-nmae");
    expect(text).toContain('"reason": "not_found"');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ["503", "503"],
    ["reset", "connection reset"],
    ["stall", "no answer"],
    ["truncate", "200 cut short"],
  ])("shows what the client got of an answer with the fault %s", async (fault, shown) => {
    const { page, complaints } = await openConsole();
    const gone = new AbortController();
    const sent = fetch(new URL(PATH, mock.url), {
      method: "PATCH",
      headers: { "content-type": "application/json", prefer: `fault=${fault}` },
      body: "{}",
      signal: gone.signal,
    });
    sent.catch(() => {});
    await page.locator("#list > li").waitFor();
    expect(await firstExchange(page).locator(".status").first().textContent()).toBe(shown);
    gone.abort();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("filters the scenarios by words, and shows names in titles as code", async () => {
    const { page, complaints } = await openConsole();
    const listed = () => page.locator("#scenarios > li:visible").evaluateAll((items) => items.map(({ id }) => id));
    await page.getByRole("searchbox", { name: "Filter scenarios" }).fill("boolean 422 RUNNING_only");
    expect(await listed()).toHaveLength(1);
    const item = page.locator('#scenarios > li[data-name="running-only-not-a-boolean"]');
    expect(await item.locator("strong code").textContent()).toBe("running_only");
    expect(await page.locator("#scenarios").textContent()).not.toContain("`");
    await page.getByRole("searchbox").fill("");
    expect((await listed()).length).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("lists other scenarios as soon as there are some", async () => {
    const { page, complaints } = await openConsole();
    const request = { headers: {}, body: "{}" };
    const named = { name: "mine", title: "Mine", when: "Now.", request };
    await mock.useScenarios([{ kind: "refusal", ...named, status: 418, headers: {}, body: {} }]);
    await page.getByRole("button", { name: "Use for all requests: mine" }).click();
    await page.locator('#scenarios li.current[data-name="mine"]').waitFor();
    await mock.useScenarios([]);
    await page.locator('#scenarios li.current[data-name="mixed"]').waitFor();
    expect(await page.locator('#scenarios li[data-name="mine"]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("says on a narrow screen that the scenarios go on, until they do not", async () => {
    const { page, complaints } = await openConsole(400);
    const more = page.getByRole("button", { name: "More scenarios below" });
    await more.click();
    await expect.poll(() => page.evaluate("document.getElementById('scenarios').scrollTop")).toBeGreaterThan(0);
    await page.locator("#scenarios > li").last().scrollIntoViewIfNeeded();
    await page.evaluate("document.getElementById('scenarios').scrollTo(0, 1e6)");
    await more.waitFor({ state: "hidden" });
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("takes an emptied field for off, and shows what may be written into it", async () => {
    const { page, complaints } = await openConsole();
    await mock.change({ latency: "1ms" });
    const field = page.getByRole("textbox", { name: "Latency" });
    await expect.poll(() => field.inputValue()).toBe("1ms");
    await field.fill("");
    expect(await field.getAttribute("placeholder")).toBe("200ms");
    const switched = page.waitForResponse((response) => response.request().postData()?.includes("latency") === true);
    await page.keyboard.press("Tab");
    expect((await switched).status()).toBe(200);
    expect(mock.settings().latency).toBe("off");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("names what is wrong with a request, and hides keys", async () => {
    const { page, complaints } = await openConsole();
    await send('{"limit":0}', { "x-api-key": "a-key-to-hide" });
    await page.getByText("body › limit: Input should be greater than or equal to 1").waitFor();
    await send('{"dryRun":true}');
    await page.getByText("The contract does not know dryRun.").waitFor();
    expect(await page.content()).not.toContain("a-key-to-hide");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("switches latency, faults and state, says what can't be followed, and works from the keyboard alone", async () => {
    const { page, complaints } = await openConsole();
    await page.getByRole("textbox", { name: "Latency" }).fill("fast");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("latency is").waitFor();
    await page.getByRole("textbox", { name: "Latency" }).fill("1..2ms");
    await page.keyboard.press("Tab");
    await page.getByRole("textbox", { name: "Faults" }).fill("503=1");
    await page.keyboard.press("Tab");
    await page.getByLabel("Keep state").focus();
    const switched = page.waitForResponse((response) => response.request().postData()?.includes("stateful") === true);
    await page.keyboard.press("Space");
    await switched;
    expect(mock.settings()).toEqual({ scenario: "mixed", latency: "1..2ms", faults: "503=1", stateful: true });
    expect(await page.locator("#problem").textContent()).toBe("");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Start over");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("never takes what a request brought along for markup", async () => {
    const { page, complaints } = await openConsole();
    const hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    await send(JSON.stringify({ [hostile]: hostile, cvm_ids: [hostile] }), {
      "x-note": hostile,
      "user-agent": hostile,
    });
    await send(hostile);
    await page.getByText("JSON decode error").waitFor();
    for (const summary of await page.locator("#list summary").all()) await summary.click();
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.locator("#list").textContent()).toContain(hostile);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    [400, "light"],
    [400, "dark"],
    [1_400, "light"],
    [1_400, "dark"],
  ] as const)("is readable and accessible at %i pixels, %s", async (width, colorScheme) => {
    const { page, complaints } = await openConsole(width, colorScheme);
    await send('{"limit":0}');
    await firstExchange(page).locator("summary").click();
    await page.locator("#scenarios summary").first().click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    // Its own policy keeps scripts out: this one comes in from the side.
    const context = await page.context().newCDPSession(page);
    await context.send("Runtime.evaluate", { expression: axe.source });
    expect(await page.evaluate("axe.run().then((results) => results.violations)")).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
