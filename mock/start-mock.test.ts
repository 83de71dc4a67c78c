import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import type { Exchange } from "./exchanges/exchange-log.ts";
import { MockError } from "./mock-error.ts";
import { type Mock, startMock } from "./start-mock.ts";

const PATH = "/api/v1/cvms/instance-ids";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());
afterEach(() => mock.change({ scenario: "mixed", latency: "off", faults: "off" }));

const ask = (body: unknown, headers: Readonly<Record<string, string>> = {}, method = "PATCH"): Promise<Response> =>
  fetch(new URL(PATH, mock.url), {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(method === "PATCH" ? { body: JSON.stringify(body) } : {}),
  });

const nextExchange = (): Promise<Exchange> =>
  new Promise((resolve) => {
    const stop = mock.onExchange((exchange) => {
      stop();
      resolve(exchange);
    });
  });

const control = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(new URL(`/__mock${path}`, mock.url), init);

const itemsOf = async (response: Response): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const answer: unknown = await response.json();
  return isObject(answer) && Array.isArray(answer.items) ? answer.items.filter(isObject) : [];
};

describe("an answer of the mock", () => {
  it("has no more items than the limit, and its counters agree with them", async () => {
    await mock.change({ scenario: "truncated-by-limit" });
    const answer: unknown = await (await ask({ limit: 2 })).json();
    expect(answer).toMatchObject({ total: 130, scanned: 2, updated: 2, skipped: 0, items: [{}, {}] });
  });

  it("is about the CVMs that were named, by the names that they were given", async () => {
    const items = await itemsOf(await ask({ cvm_ids: ["web", "no-such-cvm", "worker", "web"] }));
    expect(items.map(({ identifier }) => identifier)).toEqual(["web", "no-such-cvm", "worker"]);
    expect(items.map(({ status }) => status)).toEqual(["updated", "skipped", "updated"]);
  });

  it("names the real fault of an invalid request, whatever is preferred", async () => {
    for (const prefer of ["code=200", "example=conflicts", "code=422, example=limit-null"]) {
      const response = await ask({ limit: 501 }, { prefer });
      expect(response.status).toBe(422);
      expect(await response.json()).toEqual({
        detail: [{ loc: ["body", "limit"], msg: "Input should be less than or equal to 500", type: "less_than_equal" }],
      });
    }
  });

  it("follows a preference for one request, and says so", async () => {
    const response = await ask({ missing_only: false }, { prefer: "example=nothing-to-do" });
    expect(response.headers.get("preference-applied")).toBe("example=nothing-to-do");
    expect(response.headers.get("x-mock-scenario")).toBe("nothing-to-do");
    expect(await response.json()).toMatchObject({ total: 4, unchanged: 4 });
    expect((await ask({})).headers.get("x-mock-scenario")).toBe("mixed");
  });

  it("does not claim to follow a preference that it can't", async () => {
    const response = await ask({}, { prefer: "code=418, delay=1" });
    expect([response.status, response.headers.get("preference-applied")]).toEqual([404, "delay=1"]);
    expect((await ask({}, { prefer: "code=404" })).headers.get("preference-applied")).toBe(null);
    expect((await ask({}, { prefer: "code=401" })).headers.get("preference-applied")).toBe("code=401");
  });

  it("is a refusal under the name of one, or under its status", async () => {
    const named = await ask({}, { prefer: "example=limit-null" });
    expect([named.status, named.headers.get("x-mock-scenario")]).toEqual([422, "limit-null"]);
    const coded = await ask({}, { prefer: "code=401" });
    expect([coded.status, await coded.json()]).toEqual([401, { detail: "Not authenticated" }]);
    expect(coded.headers.get("www-authenticate")).toBe("Bearer");
  });

  it.each([
    [500, "Internal Server Error", null],
    [429, "Too Many Requests", "60"],
    [403, "Forbidden", null],
    [401, "Not authenticated", null],
    [413, "The body is longer than 1048576 bytes", null],
    [503, "Too many requests are in hand", "1"],
  ])("is a %i where that is preferred, whatever the body", async (status, detail, retryAfter) => {
    for (const body of [{}, { limit: 0 }]) {
      const response = await ask(body, { prefer: `code=${status}` });
      expect([response.status, await response.json()]).toEqual([status, { detail }]);
      expect(response.headers.get("retry-after")).toBe(retryAfter);
      expect(response.headers.get("preference-applied")).toBe(`code=${status}`);
    }
  });

  it("says which scenarios there are where a preferred one is unknown", async () => {
    const response = await ask({}, { prefer: "example=no-such-thing" });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("conflicts") });
  });

  it("says what is wrong with a preference that can't be followed", async () => {
    expect(await (await ask({}, { prefer: "delay=soon" })).json()).toMatchObject({
      detail: [{ loc: ["header", "prefer", "delay"] }],
    });
  });

  it("tells of properties that the contract does not know", async () => {
    expect((await ask({ dryRun: true })).headers.get("x-ignored-properties")).toBe("dryRun");
  });

  it("is 405 with Allow for another method, 404 for another path", async () => {
    const method = await ask(null, {}, "GET");
    expect([method.status, method.headers.get("allow")]).toEqual([405, "PATCH"]);
    expect((await fetch(new URL("/api/v1/nothing", mock.url))).status).toBe(404);
  });
});

describe("a fault", () => {
  it("is a 503 that says when to come back", async () => {
    const response = await ask({}, { prefer: "fault=503, example=conflicts" });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(response.headers.get("preference-applied")).toBe("fault=503");
    expect(response.headers.get("x-mock-scenario")).toBeNull();
  });

  it("tears the connection down", async () => {
    await expect(ask({}, { prefer: "fault=reset" })).rejects.toThrow("fetch failed");
  });

  it("cuts the body short of what was announced", async () => {
    const response = await ask({}, { prefer: "fault=truncate" });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("terminated");
  });

  it("never answers, until the client gives up", async () => {
    const gaveUp = new AbortController();
    const pending = fetch(new URL(PATH, mock.url), {
      method: "PATCH",
      headers: { "content-type": "application/json", prefer: "fault=stall" },
      body: "{}",
      signal: gaveUp.signal,
    });
    expect(await nextExchange()).toMatchObject({ fault: "stall" });
    gaveUp.abort();
    await expect(pending).rejects.toThrow("aborted");
  });

  it("befalls every answer at a rate of 1, until it is switched off", async () => {
    await mock.change({ faults: "503=1" });
    expect((await ask({})).status).toBe(503);
    await mock.change({ faults: "off" });
    expect((await ask({})).status).toBe(200);
  });
});

describe("latency", () => {
  it("delays an answer by what is preferred", async () => {
    const slow = ask({}, { prefer: "delay=150" });
    const order: string[] = [];
    await Promise.all([slow.then(() => order.push("slow")), ask({}).then(() => order.push("fast"))]);
    expect(order).toEqual(["fast", "slow"]);
    expect((await slow).headers.get("preference-applied")).toBe("delay=150");
  });

  it("ends with the client's patience", async () => {
    const inHand = Promise.withResolvers<void>();
    const watched = await startMock({
      nowMs: () => {
        inHand.resolve();
        return Date.now();
      },
    });
    const logged = new Promise<Exchange>((resolve) => watched.onExchange(resolve));
    const gone = new AbortController();
    const pending = fetch(new URL(PATH, watched.url), {
      method: "PATCH",
      headers: { "content-type": "application/json", prefer: "delay=600000" },
      body: "{}",
      signal: gone.signal,
    });
    pending.catch(() => {});
    await inHand.promise;
    gone.abort();
    await expect(pending).rejects.toThrow("aborted");
    expect(await logged).toMatchObject({ request: { headers: { prefer: "delay=600000" } } });
    await watched.close();
  });
});

describe("pages of other origins", () => {
  const origin = { origin: "https://app.example" };

  it("may call with any header and with credentials", async () => {
    const preflight = await ask(
      null,
      {
        ...origin,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "x-api-key,content-type",
      },
      "OPTIONS",
    );
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "PATCH",
      "access-control-allow-headers": "x-api-key,content-type",
    });
    for (const prefer of ["code=422", "fault=503", "delay=1"]) {
      const response = await ask({}, { ...origin, prefer });
      expect(response.headers.get("access-control-allow-origin")).toBe("https://app.example");
    }
  });

  it("may not steer the mock", async () => {
    const json = { "content-type": "application/json" };
    const change = { method: "PATCH", body: '{"scenario":"conflicts"}', headers: { ...origin, ...json } };
    expect((await control("/settings", change)).status).toBe(403);
    expect((await control("/reset", { method: "POST", headers: origin })).status).toBe(403);
    expect((await control("/exchanges", { headers: origin })).status).toBe(403);
    expect((await control("/settings")).headers.get("access-control-allow-origin")).toBeNull();
    const preflight = await control("/settings", {
      method: "OPTIONS",
      headers: { ...origin, "access-control-request-method": "PATCH" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
    expect(mock.settings().scenario).toBe("mixed");
  });
});

describe("steering the mock", () => {
  const change = (body: unknown): Promise<Response> =>
    control("/settings", {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  it("changes scenario, latency and faults from the next request on", async () => {
    const response = await change({ scenario: "conflicts", latency: "1..2ms", faults: "503=0" });
    expect(await response.json()).toMatchObject({ scenario: "conflicts", latency: "1..2ms", faults: "503=0" });
    expect((await ask({})).headers.get("x-mock-scenario")).toBe("conflicts");
  });

  it.each([
    [{ scenario: "none" }, "There is no scenario"],
    [{ latency: "fast" }, "latency is"],
    [{ faults: 3 }, "faults is"],
    [{ stateful: "yes" }, "stateful is"],
    [{ stateful: true }, "Start it with `cvm-contract mock` on a loopback address, or pass `openBackend`."],
    [{ colour: "red" }, "There is no setting colour"],
    [[], "The change is"],
  ])("refuses %j and leaves everything as it was", async (body, message) => {
    const response = await change(body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(message) });
    expect(mock.settings()).toEqual({ scenario: "mixed", latency: "off", faults: "off", stateful: false });
  });

  it("lists the scenarios and the document that holds them", async () => {
    expect(await (await control("/scenarios")).json()).toMatchObject({
      operation: { method: "PATCH", path: PATH },
      scenarios: expect.arrayContaining([
        expect.objectContaining({ name: "gateway-down", status: 200, title: expect.any(String) }),
      ]),
    });
    expect(await (await control("/openapi.json")).json()).toMatchObject({ openapi: "3.1.0" });
  });

  it("shows the latest exchanges without keys", async () => {
    await control("/exchanges", { method: "DELETE" });
    await ask({ limit: 1 }, { "x-api-key": "a-key-to-hide", authorization: "Bearer a-key-to-hide" });
    const text = await (await control("/exchanges")).text();
    expect(JSON.parse(text)).toMatchObject([
      { request: { method: "PATCH", path: PATH, body: '{"limit":1}' }, answer: { status: 200 }, scenario: "mixed" },
    ]);
    expect(text).not.toContain("a-key-to-hide");
  });

  it("has no state to reset without a backend", async () => {
    expect((await control("/reset", { method: "POST" })).status).toBe(422);
    await expect(mock.reset()).rejects.toThrow(MockError);
  });
});

it("a mock does not start on what it can't follow", async () => {
  await expect(startMock({ scenario: "none" })).rejects.toThrow("There is no scenario");
  await expect(startMock({ latency: "fast" })).rejects.toThrow("latency is");
});
