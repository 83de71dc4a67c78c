import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { answered } from "../../laws/example.ts";
import { runConformance } from "../../run/run-conformance.ts";
import { contract, judge, operation } from "../../testing/example-judge.ts";
import { runOptionsFor } from "../../testing/run-options.ts";
import { sampleLaw } from "../../testing/sample-law.ts";
import { type ScriptedServer, startScriptedServer } from "../../testing/scripted-server.ts";
import { caseRandom } from "../case-random.ts";
import { encodeBody } from "../encode-body.ts";
import { plainRequest } from "../request-arbitrary.ts";
import { shapeAt } from "../schema-shape.ts";
import { mutatedRequest } from "./mutated-request.ts";
import { Sampler } from "./sampler.ts";
import { SeenValues } from "./seen-values.ts";

const shape = shapeAt(contract.document, operation.requestBody?.schemaPointer ?? "");
const IDS = "/components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids/anyOf/0/items";
const LIMIT = "/components/schemas/BatchInstanceIdRefreshRequest/properties/limit";

describe("a sample", () => {
  it("is the same in whatever order the values come, and how often", () => {
    const values = Array.from({ length: 200 }, (_, index) => `value ${index}`);
    const sampleOf = (shown: readonly string[]) => {
      const sampler = new Sampler<string>(10, "salt");
      for (const value of shown) sampler.add(value);
      return sampler.values.toSorted();
    };
    const sample = sampleOf(values);
    expect(sample).toHaveLength(10);
    fc.assert(
      fc.property(fc.shuffledSubarray(values, { minLength: values.length }), (shuffled) => {
        expect(sampleOf([...shuffled, ...shuffled])).toEqual(sample);
      }),
    );
  });

  it("is another one with another salt", () => {
    const sampleOf = (salt: string) => {
      const sampler = new Sampler<number>(5, salt);
      for (let value = 0; value < 500; value += 1) sampler.add(value);
      return sampler.values.toSorted();
    };
    expect(sampleOf("a")).not.toEqual(sampleOf("b"));
  });
});

describe("values that were seen", () => {
  const seen = new SeenValues("salt");
  seen.note(judge(answered({ json: {} }, { json: { total: 41, items: [{ identifier: "abc", ratio: 0.5 }] } })));
  seen.note(judge(answered({ json: {} }, { status: 422, json: { detail: "not this" } })));

  it("are tried where a string goes, numbers among them, and with their neighbours where an integer goes", () => {
    const learned = seen.joinedTo(new Map([[IDS, ["known"]]]), shape);
    expect(learned.get(IDS)).toEqual(["known", "abc", "41"]);
    expect(learned.get(LIMIT)).toEqual(["40", "41", "42"]);
  });

  it("are tried with all their digits where no double holds them", () => {
    const wide = new SeenValues("salt");
    wide.note(judge(answered({ json: {} }, { text: '{"total":1152921504606846977}' })));
    expect(wide.joinedTo(new Map(), shape).get(IDS)).toEqual(["1152921504606846977"]);
  });
});

describe("a changed request", () => {
  const source = { operation, shape, learned: new Map([[IDS, ["abc"]]]), credential: "none" } as const;
  const original = plainRequest(source, { cvm_ids: ["1", "2", "3"], limit: 7, dry_run: true });

  it("can be sent, whatever was changed, and is hardly ever the one that it was", () => {
    const changed = mutatedRequest(source, [original]);
    const bodies = Array.from({ length: 400 }, (_, index) => {
      const { body } = changed.generate(caseRandom(1, "test", index), undefined).value;
      return Buffer.from(encodeBody(body) ?? "").toString("latin1");
    });
    const same = bodies.filter(
      (body) => body === JSON.stringify({ cvm_ids: ["1", "2", "3"], limit: 7, dry_run: true }),
    );
    expect(same.length).toBeLessThan(60);
    expect(bodies).toEqual(expect.arrayContaining([expect.stringContaining('["3","2","1"]')]));
    expect(bodies).toEqual(expect.arrayContaining([expect.stringContaining('"abc"')]));
    expect(new Set(bodies).size).toBeGreaterThan(200);
  });
});

const servers: ScriptedServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const quiet = sampleLaw("quiet");

/** What a server that names a CVM got in three rounds of 100 cases. */
const requestsOf = async (workers: number, rounds: number): Promise<readonly string[]> => {
  const server = await startScriptedServer(({ body }) => ({
    status: body.includes("limit") ? 200 : 422,
    json: { items: [{ cvm_id: 70_001, identifier: "a-cvm" }], total: 23 },
  }));
  servers.push(server);
  await runConformance(runOptionsFor(server.url, [quiet], { phases: ["fuzz"], cases: 100, rounds, workers }), []);
  return server.received.filter(({ url }) => url !== "/").map(({ method, url, body }) => `${method} ${url} ${body}`);
};

describe("a run of several rounds", () => {
  it("sends the same whatever the number of workers", async () => {
    const one = await requestsOf(1, 3);
    const many = await requestsOf(8, 3);
    expect(one.length).toBe(300);
    expect(many.toSorted()).toEqual(one.toSorted());
  });

  it("sends in the first what a run of one round sends, and then what it has seen", async () => {
    const first = await requestsOf(4, 1);
    const all = await requestsOf(4, 3);
    expect(all.slice(0, 100).toSorted()).toEqual(first.toSorted());
    expect(first.some((request) => request.includes('"a-cvm"') || request.includes('"limit":23'))).toBe(false);
    const later = all.slice(100);
    expect(later.some((request) => request.includes('"a-cvm"'))).toBe(true);
    expect(later.some((request) => request.includes('"limit":23'))).toBe(true);
  });
});
