import { request } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";
import type { ReferenceOptions } from "./start-reference.ts";
import { createMemoryStore } from "./stores/memory-store.ts";
import { openSocket, sendRaw, untilClosed } from "./testing/raw-http.ts";
import { hex40, uuid } from "./testing/sample-cvm.ts";
import { type ScriptedUpstream, scriptedUpstream } from "./testing/scripted-upstream.ts";
import {
  REFRESH_PATH,
  sendRefresh,
  startSmallReference,
  tellHosts,
  tellStatus,
  TWO_CVMS,
} from "./testing/small-reference.ts";

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const started = (options: Partial<ReferenceOptions> = {}, upstream?: ScriptedUpstream) =>
  startSmallReference(open, options, upstream);

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
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({
      status: 200,
      body: { ...counts, items: [updated] },
    });
    expect(await sendRefresh(reference.url, '{"missing_only":false}')).toMatchObject({
      body: { updated: 0, unchanged: 1, items: [{ old_instance_id: hex40(1), reason: "already_synced" }] },
    });
  });

  it("looks at the key before anything else", async () => {
    const { reference } = await started();
    for (const headers of [{}, { "x-api-key": "wrong" }, { authorization: "Bearer wrong" }])
      for (const body of ["{}", "{", '{"limit":0}', "x".repeat(2 * 1024 * 1024)]) {
        const answer = await sendRefresh(reference.url, body, headers);
        expect([answer.status, answer.body]).toEqual([401, { detail: "Not authenticated" }]);
        expect(answer.headers["www-authenticate"]).toBe("Bearer");
      }
    expect(await sendRefresh(reference.url, "{}", { authorization: "Bearer member" })).toMatchObject({ status: 200 });
  });

  it("answers an invalid body with its faults, and asks nobody", async () => {
    const { reference, upstream } = await started();
    expect(await sendRefresh(reference.url, '{"limit":501}')).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ["body", "limit"], type: "less_than_equal" }] },
    });
    expect(await sendRefresh(reference.url, "{")).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ["body", 1] }] },
    });
    expect(upstream.seen).toEqual([]);
  });

  it("tells of properties that it ignored", async () => {
    const { reference } = await started();
    const { headers } = await sendRefresh(reference.url, '{"dry_run":true,"dryRun":true,"__proto__":{}}');
    expect(headers["x-ignored-properties"]).toBe("dryRun, __proto__");
    expect((await sendRefresh(reference.url, '{"dry_run":true}')).headers["x-ignored-properties"]).toBeUndefined();
  });

  it("keeps members in their workspace and lets admins out of it", async () => {
    const { reference } = await started();
    const body = '{"cvm_ids":["2"]}';
    expect(await sendRefresh(reference.url, body)).toMatchObject({
      body: { items: [{ cvm_id: 0, reason: "not_found" }] },
    });
    const asAdmin = await sendRefresh(reference.url, body, { "x-api-key": "admin" });
    expect(asAdmin).toMatchObject({ body: { items: [{ cvm_id: 2, reason: "instance_id_not_found" }] } });
  });

  it("has no test state unless it is asked for", async () => {
    const without = await request(`${(await started()).reference.url}/__state`);
    expect([without.statusCode, await without.body.json()]).toEqual([404, { detail: "Not Found" }]);
    const { reference } = await started({ testState: true });
    await sendRefresh(reference.url, "{}");
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
      store: { ...createMemoryStore(TWO_CVMS), scan },
      onProblem: (problem) => problems.push(problem),
    });
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({
      status: 503,
      body: { detail: "Service Unavailable" },
    });
    expect(problems).toEqual([new Error("The disk is gone.")]);
  });

  it("takes other steps in place of its own", async () => {
    const { reference } = await started({
      replaceSeams: (seams) => ({
        ...seams,
        decide: (facts, options) => ({ ...seams.decide(facts, options), cvmId: 99 }),
      }),
    });
    expect(await sendRefresh(reference.url, "{}")).toMatchObject({ body: { items: [{ cvm_id: 99 }] } });
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
        if (path.includes("Admin")) tellHosts(response);
        else held.resolve(() => tellStatus(response));
      },
    ]);
    const { close, ...store } = createMemoryStore(TWO_CVMS);
    const closed = vi.fn(close);
    const { reference } = await started({ store: { ...store, close: closed } }, upstream);
    const idle = await openSocket(reference.url);
    const idleClosed = untilClosed(idle);
    const accepted = sendRefresh(reference.url, "{}");
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
    socket.write(`PATCH ${REFRESH_PATH} HTTP/1.1\r\nHost: x\r\nX-API-Key: member\r\nContent-Length: 100\r\n\r\n{`);
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
