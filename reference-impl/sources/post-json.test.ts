import type { ServerResponse } from "node:http";
import { Pool } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Clock, systemClock } from "../clock.ts";
import type { Answer } from "../refresh/evidence.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { answering, type ScriptedUpstream, scriptedUpstream } from "../testing/scripted-upstream.ts";
import { jsonAnswer } from "./json-answer.ts";
import { credentialHeaders, type UpstreamCredential } from "./upstream-credential.ts";
import { httpTransport } from "./http-transport.ts";
import { postJson, type Turn } from "./post-json.ts";
import type { CallLimits, JsonPost, Transport } from "./transport.ts";

const LIMITS: CallLimits = { timeoutMs: 2_000, maxAnswerBytes: 1_000, attempts: 2 };
const POST = { path: "/prpc/Status?json", body: '{"ids":[]}', headers: {} };

const post = (transport: Transport, what: JsonPost, limits: CallLimits, clock: Clock): Promise<Answer<unknown>> =>
  postJson(
    transport,
    what,
    jsonAnswer((value) => ({ kind: "answered", value })),
    limits,
    clock,
  );

const open: { readonly close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const upstreamWith = async (
  ...script: readonly ((response: ServerResponse) => void)[]
): Promise<{ readonly upstream: ScriptedUpstream; readonly transport: Transport }> => {
  const upstream = await scriptedUpstream(script);
  const transport = httpTransport(new Pool(upstream.url));
  open.push(transport, upstream);
  return { upstream, transport };
};

const drop = (response: ServerResponse): void => void response.destroy();
const hang = (): void => {};

describe("a call", () => {
  it("posts JSON and gives the JSON that answers it", async () => {
    const { upstream, transport } = await upstreamWith(answering(200, '{"vms":[]}'));
    const answer = await post(transport, POST, LIMITS, systemClock);
    expect(answer).toEqual({ kind: "answered", value: { vms: [] } });
    expect(upstream.seen).toMatchObject([
      { path: POST.path, body: POST.body, headers: { "content-type": "application/json" } },
    ]);
    expect(upstream.seen[0]?.headers["authorization"]).toBeUndefined();
  });

  it("carries a credential where there is one", async () => {
    const { upstream, transport } = await upstreamWith(answering(200, "{}"));
    const credentials: readonly UpstreamCredential[] = [
      { kind: "bearer", token: "secret" },
      { kind: "admin-token", token: "secret" },
      { kind: "basic", userAndPassword: "ops:gehe\u00efm" },
    ];
    for (const credential of credentials)
      await post(transport, { ...POST, headers: credentialHeaders(credential) }, LIMITS, systemClock);
    expect(upstream.seen.map(({ headers }) => [headers["authorization"], headers["x-admin-token"]])).toEqual([
      ["Bearer secret", undefined],
      [undefined, "secret"],
      [`Basic ${Buffer.from("ops:gehe\u00efm").toString("base64")}`, undefined],
    ]);
  });

  it.each<[string, (response: ServerResponse) => void, number, string]>([
    ["says no", answering(400, '{"error":"no such VM"}'), 1, "status 400: no such VM"],
    ["says no at length", answering(400, `{"error":"${"x".repeat(900)}"}`), 1, `status 400: ${"x".repeat(200)}`],
    ["refuses the token", answering(401, ""), 1, "status 401"],
    ["sends it elsewhere", (response) => response.writeHead(302, { location: "/" }).end(), 1, "status 302"],
    ["gives garbage", answering(200, "<html>"), 1, "the answer is not JSON"],
    ["gives nothing", answering(200, ""), 1, "the answer is not JSON"],
    ["gives too much", answering(200, `"${"x".repeat(1_000)}"`), 1, "the answer is longer than 1000 bytes"],
    ["is out of order", answering(503, "{}"), 2, "status 503"],
    ["drops the connection", drop, 2, expect.any(String)],
  ])("fails where the upstream %s", async (_, step, calls, why) => {
    const { upstream, transport } = await upstreamWith(step);
    expect(await post(transport, POST, LIMITS, systemClock)).toEqual({ kind: "failed", why });
    expect(upstream.seen).toHaveLength(calls);
  });

  it("is made again after a fault that may pass", async () => {
    for (const step of [drop, answering(502, "")]) {
      const { transport } = await upstreamWith(step, answering(200, "1"));
      expect(await post(transport, POST, LIMITS, systemClock)).toEqual({ kind: "answered", value: 1 });
    }
  });

  it("has each of its tries sent at a turn of its own, and fails with what the last one came to where it gets none", async () => {
    const { upstream, transport } = await upstreamWith(answering(503, ""));
    const turns: string[] = [];
    const turn: Turn = async (send) => {
      if (turns.length === 1) return null;
      const result = await send();
      turns.push(result.kind);
      return result;
    };
    const read = (): Answer<string> => ({ kind: "answered", value: "" });
    const answer = await postJson(transport, POST, read, { ...LIMITS, attempts: 3 }, systemClock, turn);
    expect(answer).toEqual({ kind: "failed", why: "status 503" });
    expect([upstream.seen.length, turns]).toEqual([1, ["failed"]]);
  });

  it("fails where nobody listens", async () => {
    const { upstream, transport } = await upstreamWith(hang);
    await upstream.close();
    expect(await post(transport, POST, LIMITS, systemClock)).toMatchObject({ kind: "failed" });
  });

  const drip = (response: ServerResponse): void => {
    response.writeHead(200).write("[");
  };

  it.each([
    ["does not answer", hang],
    ["does not answer to the end", drip],
  ])("gives up, twice, on an upstream that %s, and leaves no connection behind", async (_, step) => {
    const { upstream, transport } = await upstreamWith(step);
    const clock = manualClock();
    const outcome: { answer?: Answer<unknown> } = {};
    const pending = post(transport, POST, LIMITS, clock).then((answer) => {
      outcome.answer = answer;
    });
    await vi.waitFor(() => expect(upstream.seen).toHaveLength(1));
    clock.advance(1_999);
    await new Promise(setImmediate);
    expect(clock.sleepers()).toBe(1);
    clock.advance(1);
    await vi.waitFor(() => expect(upstream.seen).toHaveLength(2));
    expect(outcome.answer).toBeUndefined();
    clock.advance(2_000);
    await pending;
    expect(outcome.answer).toEqual({ kind: "failed", why: "no answer within 2000 ms" });
    await vi.waitFor(async () => expect(await upstream.connections()).toBe(0));
  });

  it("that waited too long for a connection is not sent when one comes free", async () => {
    const held = Promise.withResolvers<ServerResponse>();
    const upstream = await scriptedUpstream([held.resolve, answering(200, "2")]);
    const transport = httpTransport(new Pool(upstream.url, { connections: 1 }));
    open.push(transport, upstream);
    const first = post(transport, POST, LIMITS, systemClock);
    const response = await held.promise;
    const clock = manualClock();
    const second = post(transport, { ...POST, path: "/late" }, { ...LIMITS, attempts: 1 }, clock);
    clock.advance(2_000);
    expect(await second).toMatchObject({ kind: "failed" });
    response.end("1");
    expect(await first).toEqual({ kind: "answered", value: 1 });
    expect(await post(transport, POST, LIMITS, systemClock)).toEqual({ kind: "answered", value: 2 });
    expect(upstream.seen.map(({ path }) => path)).not.toContain("/late");
  });
});
