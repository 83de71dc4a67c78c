import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { decodeKeys } from "./auth/decode-keys.ts";
import { openReference } from "./open-reference.ts";
import { createMemoryStore } from "./stores/memory-store.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { hex40, sampleCvm } from "./testing/sample-cvm.ts";
import { answering, scriptedUpstream } from "./testing/scripted-upstream.ts";

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const TEEPODS = Array.from({ length: 20 }, (_, index) => `t${index}`);
const REFUSING = "t7";
const SILENT = "t13";

const CVMS = Array.from({ length: 500 }, (_, index) =>
  sampleCvm(index + 1, { teepod: TEEPODS[index % TEEPODS.length] ?? "" }),
);

/** Every VM's id is its number. */
const status = (body: string): string => {
  const asked: unknown = JSON.parse(body);
  const ids: readonly unknown[] = isObject(asked) && Array.isArray(asked.ids) ? asked.ids : [];
  return JSON.stringify({
    vms: ids.map((id) => ({ id, instance_id: hex40(Number.parseInt(String(id).slice(24), 16)) })),
  });
};

/** A URL at which nobody listens. */
const nobodysUrl = async (): Promise<string> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
};

describe("a batch of 500 CVMs on twenty teepods, one of which refuses connections and one never answers", () => {
  it("updates all but theirs, within ten seconds of the clock that bounds the calls", async () => {
    const healthy = await scriptedUpstream([
      (response, { path, body }) => answering(200, path.includes("Admin") ? '{"hosts":[]}' : status(body))(response),
    ]);
    const silent = await scriptedUpstream([() => {}]);
    const urlOf = new Map([
      [REFUSING, await nobodysUrl()],
      [SILENT, silent.url],
    ]);
    const clock = manualClock(0);
    const reference = openReference({
      store: createMemoryStore(CVMS),
      fleet: { cvms: CVMS, placements: TEEPODS.map((teepod) => ({ teepod, gateway: "g1" })) },
      upstreams: {
        teepodUrls: new Map(TEEPODS.map((teepod) => [teepod, urlOf.get(teepod) ?? healthy.url])),
        gatewayUrls: new Map([["g1", healthy.url]]),
      },
      keys: decodeKeys([{ name: "ann", key: "member", workspace: "home" }]),
      clock,
    });
    open.push(reference, healthy, silent);

    let isAnswered = false;
    const headers = { "x-api-key": "member", "content-type": "application/json" };
    const answer = reference.answer(headers, Buffer.from('{"limit":500}')).finally(() => {
      isAnswered = true;
    });
    // Time goes on when nothing is waited for any more but the deadline and calls that the silent node has taken.
    for (let taken = 0; !isAnswered; await new Promise(setImmediate)) {
      const waiting = clock.sleepers() - 1;
      if (waiting > 0 && silent.seen.length === taken + waiting) {
        taken += waiting;
        clock.advance(2_000);
      }
    }
    const { body } = await answer;
    const items = isObject(body) && Array.isArray(body.items) ? body.items.filter(isObject) : [];
    const outcomes = new Map(items.map((item) => [item.cvm_id, `${item.status} ${item.reason}`]));
    const isDead = (teepod: string): boolean => [REFUSING, SILENT].includes(teepod);
    const expected = CVMS.map(({ cvmId, teepod }) => [
      cvmId,
      isDead(teepod) ? "error teepod_rpc_failed" : "updated null",
    ]);
    expect(outcomes).toEqual(new Map(expected.map(([cvmId = 0, outcome = ""]) => [cvmId, outcome])));
    expect(clock.nowMs()).toBeLessThan(10_000);
  });
});
