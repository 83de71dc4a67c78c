import { request } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import { decodeKeys } from "../auth/decode-keys.ts";
import { systemClock } from "../clock.ts";
import type { ReferenceOptions } from "../start-reference.ts";
import { createMemoryStore } from "../stores/memory-store.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { openSocket } from "../testing/raw-http.ts";
import { hex40, uuid } from "../testing/sample-cvm.ts";
import { answering, scriptedUpstream } from "../testing/scripted-upstream.ts";
import {
  REFRESH_PATH,
  sendRefresh,
  startSmallReference,
  tellHosts,
  tellStatus,
  TWO_CVMS,
  TWO_KEYS,
} from "../testing/small-reference.ts";

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const started = (options: Partial<ReferenceOptions> = {}) => startSmallReference(open, options);

describe("a reference in operation", () => {
  it("takes the keys that there are at the time", async () => {
    let keys = TWO_KEYS;
    const { reference } = await started({ keys: () => keys });
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({ status: 200 });
    keys = decodeKeys([{ name: "ann", key: "member-2", workspace: "home" }]);
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({ status: 401 });
    expect(await sendRefresh(reference.url, "{}", { "x-api-key": "member-2" })).toMatchObject({ status: 200 });
  });

  it("answers 429 with Retry-After to a key that sends too much, before anything is read, and to no other", async () => {
    const { reference } = await started({ requestsPerMinute: 2, clock: manualClock() });
    const dry = '{"dry_run":true,"cvm_ids":[]}';
    expect([await sendRefresh(reference.url, dry), await sendRefresh(reference.url, "{")]).toMatchObject([
      { status: 200 },
      { status: 422 },
    ]);
    expect(await sendRefresh(reference.url, "{")).toMatchObject({
      status: 429,
      headers: { "retry-after": "30" },
      body: { detail: "Too Many Requests" },
    });
    expect(await sendRefresh(reference.url, dry, { "x-api-key": "admin" })).toMatchObject({ status: 200 });
    expect(await sendRefresh(reference.url, dry, { "x-api-key": "wrong" })).toMatchObject({ status: 401 });
  });

  it("takes in hand only so many requests as it is told to", async () => {
    const held = Promise.withResolvers<() => void>();
    const upstream = await scriptedUpstream([
      (response, { path }) => {
        if (path.includes("Admin")) tellHosts(response);
        else held.resolve(() => tellStatus(response));
      },
    ]);
    const { reference } = await startSmallReference(open, { maxInHand: 1 }, upstream);
    const first = sendRefresh(reference.url, "{}");
    const release = await held.promise;
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
    release();
    expect(await first).toMatchObject({ status: 200, body: { updated: 1 } });
  });

  it("tells once of each request whose writes failed, with the store's own words", async () => {
    const problems: unknown[] = [];
    const record = () => Promise.reject(new Error("database or disk is full"));
    const { reference } = await started({
      store: { ...createMemoryStore(TWO_CVMS), record },
      onProblem: (problem, requestId) => problems.push([String(problem), requestId]),
    });
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({
      status: 200,
      body: { errors: 1, items: [{ status: "error", reason: "store_write_failed" }] },
    });
    expect(problems).toEqual([["Error: database or disk is full", expect.stringMatching(/./)]]);
  });

  it("writes down who wrote what, and nothing of previews, refusals and keys", async () => {
    const audited: string[] = [];
    const logged: string[] = [];
    const { reference } = await started({
      clock: { ...systemClock, nowMs: () => Date.now() },
      audit: async (lines) => void audited.push(lines),
      log: (line) => logged.push(line),
    });
    await sendRefresh(reference.url, '{"dry_run":true}');
    await sendRefresh(reference.url, "{");
    await sendRefresh(reference.url, "{}", { authorization: "Bearer wrong-secret-key" });
    const { headers } = await sendRefresh(reference.url, "{}");
    await sendRefresh(reference.url, '{"missing_only":false}');
    expect(audited.map((lines) => JSON.parse(lines))).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        request_id: headers["x-request-id"],
        key: "ann",
        workspace: "home",
        is_admin: false,
        cvm_id: 1,
        identifier: uuid(1),
        old_instance_id: null,
        new_instance_id: hex40(1),
        source: "teepod_state",
        verified_with_gateway: true,
      },
    ]);
    expect(logged.join("")).toContain(String(headers["x-request-id"]));
    expect([...audited, ...logged].join("")).not.toMatch(/"member"|wrong-secret-key/);
  });

  it("tells of an audit log that can't be written, and of calls that an upstream failed", async () => {
    const problems: unknown[] = [];
    const logged: string[] = [];
    const teepod = await scriptedUpstream([answering(400, '{"error":"locked"}')]);
    const gateway = await scriptedUpstream([tellHosts]);
    open.push(teepod, gateway);
    const { reference } = await started({
      audit: () => Promise.reject(new Error("The disk is full.")),
      onProblem: (problem) => problems.push(problem),
      log: (line) => logged.push(line),
      upstreams: {
        teepods: new Map([["t1", teepod.url]]),
        gateways: new Map([["g1", gateway.url]]),
      },
    });
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({ body: { updated: 1 } });
    expect(problems).toEqual([new Error("The disk is full.")]);
    expect(logged.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ node: "t1", method: "Status", why: "status 400: locked" }),
    );
  });
});

describe("what is for operators", () => {
  const statusOf = async (url: string, path: string): Promise<number> => {
    const response = await request(url + path);
    await response.body.dump();
    return response.statusCode;
  };
  const PATHS = ["/healthz", "/readyz", "/metrics", "/__state"];
  const ALL = { operatorRoutes: ["health", "metrics"], testState: true } as const;

  it("is not there unless it is asked for", async () => {
    const { reference } = await started();
    for (const path of PATHS) expect(await statusOf(reference.url, path)).toBe(404);
  });

  it("stands beside the contract's path, or at an address of its own and nowhere else", async () => {
    const beside = (await started(ALL)).reference;
    expect(beside.adminUrl).toBe(beside.url);
    for (const path of PATHS) expect(await statusOf(beside.url, path)).toBe(200);

    const { reference } = await started({ ...ALL, adminAddress: { host: "127.0.0.1", port: 0 } });
    for (const path of PATHS)
      expect([await statusOf(reference.url, path), await statusOf(reference.adminUrl, path)]).toEqual([404, 200]);
    expect(await statusOf(reference.adminUrl, REFRESH_PATH)).toBe(404);
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({ status: 200 });
    await reference.close();
    open.splice(open.indexOf(reference), 1);
    await expect(openSocket(reference.adminUrl)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("says ready only while the store can be read, and healthy all the same", async () => {
    const holders = (): Promise<never> => Promise.reject(new Error("The disk is gone."));
    const { reference } = await started({ ...ALL, store: { ...createMemoryStore(TWO_CVMS), holders } });
    expect([await statusOf(reference.url, "/readyz"), await statusOf(reference.url, "/healthz")]).toEqual([503, 200]);
  });

  it("counts what was answered", async () => {
    const { reference } = await started(ALL);
    await sendRefresh(reference.url, "{}");
    const response = await request(`${reference.url}/metrics`);
    expect(response.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const text = await response.body.text();
    expect(text).toContain(`cvm_contract_http_requests_total{method="PATCH",route="${REFRESH_PATH}",status="200"} 1\n`);
    expect(text).toContain(
      'cvm_contract_refresh_items_total{status="updated",source="teepod_state",dry_run="false"} 1\n',
    );
  });

  it("leaves nothing listening where the other address is taken", async () => {
    const { reference } = await started();
    const port = Number(new URL(reference.url).port);
    await expect(started({ adminAddress: { host: "127.0.0.1", port } })).rejects.toMatchObject({ code: "EADDRINUSE" });
    const twice = started({ port, adminAddress: { host: "127.0.0.1", port: 0 } });
    await expect(twice).rejects.toMatchObject({ code: "EADDRINUSE", port });
  });
});
