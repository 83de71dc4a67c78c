import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Case } from "../cases/case.ts";
import type { Level } from "../cases/judgement.ts";
import type { SentRequest } from "../cases/exchange.ts";
import { fingerprintOf } from "../engine/fingerprint.ts";
import { type Suspect, SuspectList } from "../engine/suspect-list.ts";
import { sampleLaw } from "../testing/sample-law.ts";
import { derivedKeyNames } from "../cases/derived-key.ts";
import { type KeyHeader, USUAL_KEY_HEADER } from "../cases/key-header.ts";
import { keyHeaders } from "../cases/key-headers.ts";
import { curlLine } from "./curl.ts";
import { PLAIN_CURL } from "./curl-choice.ts";
import { shrink } from "./shrink.ts";

const run = promisify(execFile);

describe("a curl line", () => {
  interface Received {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly headers: NodeJS.Dict<string | string[]>;
    readonly body: Buffer;
  }
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks) });
    response.end("{}");
  });
  let target = new URL("http://127.0.0.1/");

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    target = new URL(`http://127.0.0.1:${address.port}/prefix/`);
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const request = (
    body: Uint8Array | null,
    headers: Readonly<Record<string, string>> = { "content-type": "application/json" },
  ): SentRequest => ({
    credential: "member",
    credentialHasWorked: true,
    method: "PATCH",
    path: "/api/v1/cvms/instance-ids",
    headers,
    body,
  });

  const paste = async (sent: SentRequest, key = "secret", choice = PLAIN_CURL) => {
    await run("sh", ["-c", curlLine(sent, target, choice)], {
      env: { PATH: process.env.PATH, CVM_CONTRACT_API_KEY: key },
    });
    return received.pop();
  };

  it("sends a body in chunks where the request did", async () => {
    for (const text of ['{"limit":1}', `{"cvm_ids":["${"x".repeat(5000)}"]}`]) {
      const got = await paste({ ...request(Buffer.from(text)), isChunked: true });
      expect(got?.headers).toMatchObject({ "transfer-encoding": "chunked" });
      expect(got?.headers).not.toHaveProperty("content-length");
      expect(got?.body.toString()).toBe(text);
    }
  });

  it("sends any bytes exactly when pasted into a shell", async () => {
    const bodies = [
      Buffer.from(`{"cvm_ids":["it's","$HOME","\`id\`","\\\\n","%s","é🧪"]}`),
      Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
      Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x22, 0x0d, 0x0a]),
      Buffer.from(`{"a":"${"[".repeat(5000)}","b":"${"'".repeat(300)}"}`),
      Buffer.from(`{"limit":-1e400,"note":${"9".repeat(5000)}}`),
      Buffer.from("@/etc/hostname"),
      Buffer.alloc(0),
    ];
    for (const body of bodies) {
      const got = await paste(request(body));
      expect(got?.body.equals(body)).toBe(true);
      expect(got?.method).toBe("PATCH");
      expect(got?.url).toBe("/prefix/api/v1/cvms/instance-ids");
      expect(got?.headers["x-api-key"]).toBe("secret");
    }
  });

  it("sends the content type that there was, or none", async () => {
    expect((await paste(request(Buffer.from("{}"))))?.headers["content-type"]).toBe("application/json");
    expect((await paste(request(Buffer.from("{}"), {})))?.headers["content-type"]).toBeUndefined();
    expect((await paste(request(null, {})))?.headers["content-type"]).toBeUndefined();
  });

  it("sends HEAD without waiting for a body", async () => {
    expect((await paste({ ...request(null, {}), method: "HEAD" }))?.method).toBe("HEAD");
  });

  it("holds no key", () => {
    expect(curlLine(request(null), target)).toContain('"X-API-Key: $CVM_CONTRACT_API_KEY"');
  });

  it.each<KeyHeader>([
    USUAL_KEY_HEADER,
    { name: "Authorization", before: "Bearer ", after: "" },
    { name: "Cookie", before: "a=$b; session=", after: "; theme=dark" },
  ])("sends the keys that the run sends, made of the member's or nobody's, in %j", async (keyHeader) => {
    const keys = { member: "demo-member-key", admin: null, other: null };
    for (const credential of ["none", "member", "bad", ...derivedKeyNames] as const) {
      const sent = keyHeaders(keys, keyHeader)(credential);
      // What could be the key itself is not sent.
      if (credential !== "none" && Object.keys(sent).length === 0) continue;
      const got = await paste({ ...request(null), credential }, keys.member, { ...PLAIN_CURL, keyHeader });
      const { "x-api-key": apiKey, authorization, cookie } = got?.headers ?? {};
      const carried = Object.entries({ "x-api-key": apiKey, authorization, cookie });
      const found = Object.fromEntries(carried.filter(([, value]) => value !== undefined));
      expect([credential, found]).toEqual([credential, sent]);
    }
  });
});

describe("a fingerprint", () => {
  it("differs by law, operation and discriminator, and by nothing else", () => {
    const names = fc.string({ minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.tuple(names, names, names), fc.tuple(names, names, names), (a, b) => {
        expect(fingerprintOf(...a) === fingerprintOf(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

const numberCase = (value: number): Case => ({
  plans: [{ credential: "none", method: "PATCH", path: `/${value}`, headers: {}, body: { kind: "none" } }],
  relation: null,
  simpler: function* () {
    for (const simpler of fc.integer().shrink(value, undefined)) yield numberCase(simpler.value);
  },
});
const numberOf = (testCase: Case): number => Number(testCase.plans[0]?.path.slice(1));

describe("shrinking", () => {
  it("ends at the smallest case that still breaks the same law", async () => {
    const breaks = async (testCase: Case) => (numberOf(testCase) >= 17 ? numberOf(testCase) : null);
    const { evidence } = await shrink({ testCase: numberCase(4711), evidence: 4711 }, breaks, () => false);
    expect(evidence).toBe(17);
  });

  it("stops when the run is over, with the smallest so far", async () => {
    const { evidence } = await shrink(
      { testCase: numberCase(4711), evidence: 4711 },
      async () => 0,
      () => true,
    );
    expect(evidence).toBe(4711);
  });
});

describe("the list of suspects", () => {
  const violation = { message: "", expected: "", actual: "", discriminator: "" };
  const law = sampleLaw("some-law");
  const suspect = (
    fingerprint: string,
    order: number,
    traits: readonly string[] = ["a"],
    level: Level = "must",
  ): Suspect => ({
    fingerprint,
    level,
    traits: new Set(traits),
    phase: "fuzz",
    order,
    testCase: numberCase(order),
    seen: { trial: { readings: [], breaches: [], exercised: [] }, breach: { law, violation, step: 0 } },
  });

  it("keeps the earliest suspects and those with the least in them, in whatever order they come, and gives the gravest first", () => {
    const suspects = [
      suspect("a", 1),
      suspect("a", 2),
      suspect("a", 3),
      suspect("a", 4),
      suspect("a", 5, ["a", "b"]),
      suspect("a", 6, ["c", "b"]),
      suspect("a", 7, ["c"]),
      suspect("a", 8, ["c"]),
      suspect("b", 0),
      suspect("b", 5),
      suspect("c", 0, [], "should"),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(suspects, { minLength: suspects.length }), (shuffled) => {
        const suspects = new SuspectList();
        for (const one of shuffled) suspects.add(one);
        expect(
          suspects.drain().map((group) => group.map(({ fingerprint, order }) => `${fingerprint}${order}`)),
        ).toEqual([["b0", "b5"], ["a1", "a2", "a3", "a7"], ["c0"]]);
        expect(suspects.size).toBe(0);
      }),
    );
  });
});
