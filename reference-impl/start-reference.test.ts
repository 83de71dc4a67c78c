import { request } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { decodeKeys } from "./auth/decode-keys.ts";
import { systemClock } from "./clock.ts";
import { type Reference, type ReferenceOptions, startReference } from "./start-reference.ts";
import { createMemoryStore } from "./stores/memory-store.ts";
import { openSocket, sendRaw, untilClosed } from "./testing/raw-http.ts";
import { hex40, sampleCvm, uuid } from "./testing/sample-cvm.ts";
import { answering, type ScriptedUpstream, scriptedUpstream } from "./testing/scripted-upstream.ts";

const PATH = "/api/v1/cvms/instance-ids";
const CVMS = [sampleCvm(1), sampleCvm(2, { workspaceId: "away" })];
const KEYS = decodeKeys([
  { name: "ann", key: "member", workspace: "home" },
  { name: "boss", key: "admin", workspace: "home", admin: true },
]);

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const status = answering(200, JSON.stringify({ vms: [{ id: uuid(1), instance_id: hex40(1) }] }));
const hosts = answering(
  200,
  JSON.stringify({
    hosts: [{ instance_id: hex40(1), app_id: sampleCvm(1).appId, latest_handshake: Math.floor(Date.now() / 1_000) }],
  }),
);

const started = async (
  options: Partial<ReferenceOptions> = {},
  upstream?: ScriptedUpstream,
): Promise<{ readonly reference: Reference; readonly upstream: ScriptedUpstream }> => {
  const asked =
    upstream ?? (await scriptedUpstream([(response, { path }) => (path.includes("Admin") ? hosts : status)(response)]));
  const reference = await startReference({
    host: "127.0.0.1",
    port: 0,
    store: createMemoryStore(CVMS),
    fleet: { cvms: CVMS, placements: [{ teepod: "t1", gateway: "g1" }] },
    upstreams: { teepodUrls: new Map([["t1", asked.url]]), gatewayUrls: new Map([["g1", asked.url]]) },
    keys: KEYS,
    ...options,
  });
  open.unshift(reference, asked);
  return { reference, upstream: asked };
};

const refresh = async (url: string, body: string, headers: Record<string, string> = { "x-api-key": "member" }) => {
  const response = await request(url + PATH, {
    method: "PATCH",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.statusCode, headers: response.headers, body: await response.body.json() };
};

describe("the reference", () => {
  it("resolves and keeps an instance id, over HTTP from end to end", async () => {
    const { reference } = await started();
    const updated = {
      cvm_id: 1,
      identifier: uuid(1),
      status: "updated",
      old_instance_id: null,
      new_instance_id: hex40(1),
      source: "teepod_state",
      verified_with_gateway: true,
      reason: null,
    };
    const counts = { total: 1, scanned: 1, updated: 1, unchanged: 0, skipped: 0, conflicts: 0, errors: 0 };
    expect(await refresh(reference.url, "{}")).toMatchObject({ status: 200, body: { ...counts, items: [updated] } });
    expect(await refresh(reference.url, '{"missing_only":false}')).toMatchObject({
      body: { updated: 0, unchanged: 1, items: [{ old_instance_id: hex40(1), reason: "already_synced" }] },
    });
  });

  it("looks at the key before anything else", async () => {
    const { reference } = await started();
    for (const headers of [{}, { "x-api-key": "wrong" }, { authorization: "Bearer wrong" }])
      for (const body of ["{}", "{", '{"limit":0}', "x".repeat(2 * 1024 * 1024)]) {
        const answer = await refresh(reference.url, body, headers);
        expect([answer.status, answer.body]).toEqual([401, { detail: "Not authenticated" }]);
        expect(answer.headers["www-authenticate"]).toBe("Bearer");
      }
    expect(await refresh(reference.url, "{}", { authorization: "Bearer member" })).toMatchObject({ status: 200 });
  });

  it("answers an invalid body with its faults, and asks nobody", async () => {
    const { reference, upstream } = await started();
    expect(await refresh(reference.url, '{"limit":501}')).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ["body", "limit"], type: "less_than_equal" }] },
    });
    expect(await refresh(reference.url, "{")).toMatchObject({ status: 422, body: { detail: [{ loc: ["body", 1] }] } });
    expect(upstream.seen).toEqual([]);
  });

  it("tells of properties that it ignored", async () => {
    const { reference } = await started();
    const { headers } = await refresh(reference.url, '{"dry_run":true,"dryRun":true,"__proto__":{}}');
    expect(headers["x-ignored-properties"]).toBe("dryRun, __proto__");
    expect((await refresh(reference.url, '{"dry_run":true}')).headers["x-ignored-properties"]).toBeUndefined();
  });

  it("keeps members in their workspace and lets admins out of it", async () => {
    const { reference } = await started();
    const body = '{"cvm_ids":["2"]}';
    expect(await refresh(reference.url, body)).toMatchObject({ body: { items: [{ cvm_id: 0, reason: "not_found" }] } });
    const asAdmin = await refresh(reference.url, body, { "x-api-key": "admin" });
    expect(asAdmin).toMatchObject({ body: { items: [{ cvm_id: 2, reason: "instance_id_not_found" }] } });
  });

  it("has no test state unless it is asked for", async () => {
    const without = await request(`${(await started()).reference.url}/__state`);
    expect([without.statusCode, await without.body.json()]).toEqual([404, { detail: "Not Found" }]);
    const { reference } = await started({ testState: true });
    await refresh(reference.url, "{}");
    const state = await request(`${reference.url}/__state`);
    expect(await state.body.json()).toMatchObject({ 1: { instance_id: hex40(1) }, 2: { instance_id: null } });
    const restored = await request(`${reference.url}/__state`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(await restored.body.json()).toMatchObject({ 1: { instance_id: null }, 2: { instance_id: null } });
  });

  it("answers with 503 while its store can't be read", async () => {
    const problems: unknown[] = [];
    const scan = (): Promise<never> => Promise.reject(new Error("The disk is gone."));
    const { reference } = await started({
      store: { ...createMemoryStore(CVMS), scan },
      onProblem: (problem) => problems.push(problem),
    });
    expect(await refresh(reference.url, "{}")).toMatchObject({ status: 503, body: { detail: "Service Unavailable" } });
    expect(problems).toEqual([new Error("The disk is gone.")]);
  });

  it("takes other steps in place of its own", async () => {
    const { reference } = await started({
      replaceSeams: (seams) => ({
        ...seams,
        decide: (facts, options) => ({ ...seams.decide(facts, options), cvmId: 99 }),
      }),
    });
    expect(await refresh(reference.url, "{}")).toMatchObject({ body: { items: [{ cvm_id: 99 }] } });
  });

  it("can't start where the port is taken", async () => {
    const { reference } = await started();
    await expect(started({ port: Number(new URL(reference.url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});

describe("closing the reference", () => {
  it("finishes what it has accepted, and nothing else", async () => {
    const held = Promise.withResolvers<() => void>();
    const upstream = await scriptedUpstream([
      (response, { path }) => {
        if (path.includes("Admin")) hosts(response);
        else held.resolve(() => status(response));
      },
    ]);
    const { close, ...store } = createMemoryStore(CVMS);
    const closed = vi.fn(close);
    const { reference } = await started({ store: { ...store, close: closed } }, upstream);
    const idle = await openSocket(reference.url);
    const idleClosed = untilClosed(idle);
    const accepted = refresh(reference.url, "{}");
    const answerUpstream = await held.promise;

    const closing = reference.close();
    await idleClosed;
    await expect(openSocket(reference.url)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(closed).not.toHaveBeenCalled();
    answerUpstream();
    expect(await accepted).toMatchObject({ status: 200, body: { updated: 1 } });
    await closing;
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it("does not wait for ever for a body that never comes", async () => {
    const asked = Promise.withResolvers<void>();
    const { reference } = await started({
      // Only the last resort of closing takes longer than any upstream call: it comes at once here.
      clock: { ...systemClock, after: (delayMs, wake) => systemClock.after(delayMs > 20_000 ? 0 : delayMs, wake) },
      replaceSeams: (seams) => ({
        ...seams,
        authenticate: (keys, headers) => {
          asked.resolve();
          return seams.authenticate(keys, headers);
        },
      }),
    });
    const socket = await openSocket(reference.url);
    const closed = untilClosed(socket);
    socket.write(`PATCH ${PATH} HTTP/1.1\r\nHost: x\r\nX-API-Key: member\r\nContent-Length: 100\r\n\r\n{`);
    await asked.promise;
    await reference.close();
    await closed;
  });

  it("leaves nothing listening", async () => {
    const { reference } = await started();
    await sendRaw(reference.url, [`GET / HTTP/1.1`, "Host: x", "Connection: close", "", ""]);
    await reference.close();
    await expect(openSocket(reference.url)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
