import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { decodeKeys } from "./auth/decode-keys.ts";
import { openReference } from "./open-reference.ts";
import { createMemoryStore } from "./stores/memory-store.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { hex40, sampleCvm } from "./testing/sample-cvm.ts";
import { answering, type ScriptedUpstream, scriptedUpstream } from "./testing/scripted-upstream.ts";

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const TEEPODS = Array.from({ length: 20 }, (_, index) => `t${index}`);

const CVMS = Array.from({ length: 500 }, (_, index) =>
  sampleCvm(index + 1, { teepod: TEEPODS[index % TEEPODS.length] ?? "" }),
);

const numberOf = (vmUuid: unknown): number => Number.parseInt(String(vmUuid).slice(24), 16);

const asked = (body: string): Readonly<Record<string, unknown>> => {
  const json: unknown = JSON.parse(body);
  return isObject(json) ? json : {};
};

/** What a teepod that knows them says of the VMs that it is asked for: every id is the VM's number. */
const told = ({ ids, id }: Readonly<Record<string, unknown>>): unknown => {
  const vm = (vmUuid: unknown) => ({ id: vmUuid, instance_id: hex40(numberOf(vmUuid)) });
  return Array.isArray(ids) ? { vms: ids.map(vm) } : { found: true, info: vm(id) };
};

interface Node extends ScriptedUpstream {
  /** How many calls it has taken and not answered, those that were given up since among them. */
  readonly held: () => number;
}

/** A node that answers what `answer` gives, as JSON, and nothing where that is undefined. `isBegun`: it begins an answer then. */
const startNode = async (answer: (path: string, body: string) => unknown, isBegun = false): Promise<Node> => {
  let held = 0;
  const node = await scriptedUpstream([
    (response, { path, body }) => {
      const json = answer(path, body);
      if (json !== undefined) return answering(200, JSON.stringify(json))(response);
      held += 1;
      if (isBegun) response.writeHead(200).write("{");
    },
  ]);
  open.push(node);
  return { ...node, held: () => held };
};

/** A URL at which nobody listens. */
const nobodysUrl = async (): Promise<string> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
};

interface Batch {
  /** By CVM, its status and reason. */
  readonly outcomes: ReadonlyMap<unknown, string>;
  /** What the clock that bounds the calls says at the end. */
  readonly tookMs: number;
}

/** Asks for all CVMs; `urls` are those of nodes that are not well, `nodes` those among them that hold calls. */
const refreshAll = async (urls: ReadonlyMap<string, string>, nodes: readonly Node[]): Promise<Batch> => {
  const well = await startNode((path, body) => (path.includes("Admin") ? { hosts: [] } : told(asked(body))));
  const clock = manualClock(0);
  const reference = openReference({
    store: createMemoryStore(CVMS),
    fleet: {
      cvms: CVMS,
      placements: TEEPODS.map((teepod) => ({ teepod, gateway: urls.has(`gateway of ${teepod}`) ? "g2" : "g1" })),
    },
    upstreams: {
      teepods: new Map(TEEPODS.map((teepod) => [teepod, urls.get(teepod) ?? well.url])),
      gateways: new Map([
        ["g1", well.url],
        ["g2", [...urls].find(([name]) => name.startsWith("gateway"))?.[1] ?? well.url],
      ]),
    },
    keys: decodeKeys([{ name: "ann", key: "member", workspace: "home" }]),
    clock,
  });
  open.unshift(reference);

  let isAnswered = false;
  const headers = { "x-api-key": "member", "content-type": "application/json" };
  const answer = reference.answer(headers, Buffer.from('{"limit":500}')).finally(() => {
    isAnswered = true;
  });
  // Time goes on when nothing is waited for any more but the deadline and calls that are held.
  for (let taken = 0; !isAnswered; await new Promise(setImmediate)) {
    const waiting = clock.sleepers() - 1;
    const held = nodes.reduce((sum, node) => sum + node.held(), 0);
    if (waiting > 0 && held === taken + waiting) {
      taken += waiting;
      clock.advance(2_000);
    }
  }
  const { body } = await answer;
  const items = isObject(body) && Array.isArray(body.items) ? body.items.filter(isObject) : [];
  return {
    outcomes: new Map(items.map((item) => [item.cvm_id, `${item.status} ${item.reason}`])),
    tookMs: clock.nowMs(),
  };
};

const expected = (outcomeOf: (teepod: string, cvmId: number) => string): ReadonlyMap<unknown, string> =>
  new Map(CVMS.map(({ cvmId, teepod }) => [cvmId, outcomeOf(teepod, cvmId)]));

/** What a teepod says in `Status` that knows of no VM's id yet. */
const noIds = ({ ids }: Readonly<Record<string, unknown>>): unknown => ({
  vms: (Array.isArray(ids) ? ids : []).map((id: unknown) => ({ id, instance_id: null })),
});

describe("a batch of 500 CVMs on twenty teepods, within ten seconds of the clock that bounds the calls,", () => {
  it("updates all but those of one that refuses connections and one that never answers", async () => {
    const silent = await startNode(() => undefined);
    const urls = new Map([
      ["t7", await nobodysUrl()],
      ["t13", silent.url],
    ]);
    const { outcomes, tookMs } = await refreshAll(urls, [silent]);
    expect(outcomes).toEqual(expected((teepod) => (urls.has(teepod) ? "error teepod_rpc_failed" : "updated null")));
    expect(tookMs).toBeLessThan(10_000);
  });

  it.each([
    ["takes GetInfo and never answers", false],
    ["never ends its answer to GetInfo", true],
  ])("updates all but those of two of which each %s", async (_, isBegun) => {
    const answer = (path: string, body: string) => (path.includes("Status") ? noIds(asked(body)) : undefined);
    const nodes = [await startNode(answer, isBegun), await startNode(answer, isBegun)];
    const urls = new Map(nodes.map((node, index) => [`t${7 + index}`, node.url]));
    const { outcomes, tookMs } = await refreshAll(urls, nodes);
    expect(outcomes).toEqual(
      expected((teepod) => (urls.has(teepod) ? "skipped instance_id_not_found" : "updated null")),
    );
    expect(tookMs).toBeLessThan(10_000);
  });

  it("updates whatever CVM of a teepod GetInfo is answered for, though it hangs for twenty others before them", async () => {
    const hangsFor = (cvmId: number): boolean => cvmId <= 400;
    const node = await startNode((path, body) => {
      if (path.includes("Status")) return noIds(asked(body));
      return hangsFor(numberOf(asked(body).id)) ? undefined : told(asked(body));
    });
    const { outcomes, tookMs } = await refreshAll(new Map([["t7", node.url]]), [node]);
    expect(outcomes).toEqual(
      expected((teepod, cvmId) =>
        teepod === "t7" && hangsFor(cvmId) ? "skipped instance_id_not_found" : "updated null",
      ),
    );
    expect(tookMs).toBeLessThan(10_000);
  });

  it.each([7, 21])("updates those of a teepod that loses the first %i calls of GetInfo", async (lost) => {
    let calls = 0;
    const node = await startNode((path, body) => {
      if (path.includes("Status")) return noIds(asked(body));
      calls += 1;
      return calls > lost ? told(asked(body)) : undefined;
    });
    const { outcomes, tookMs } = await refreshAll(new Map([["t7", node.url]]), [node]);
    expect(outcomes).toEqual(expected(() => "updated null"));
    expect(tookMs).toBeLessThan(10_000);
  });

  it("answers those of a gateway that hangs that they could not be verified", async () => {
    const gateway = await startNode(() => undefined);
    const urls = new Map(["t7", "t8"].map((teepod) => [`gateway of ${teepod}`, gateway.url]));
    const { outcomes, tookMs } = await refreshAll(urls, [gateway]);
    expect(outcomes).toEqual(
      expected((teepod) => (urls.has(`gateway of ${teepod}`) ? "skipped gateway_rpc_failed" : "updated null")),
    );
    expect(tookMs).toBeLessThan(10_000);
  });
});
