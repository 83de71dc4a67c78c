import { request as startRequest } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { reportFaults } from "../testing/report-schema.ts";
import { proxiedPerTest } from "./testing/proxied.ts";

const PATH = "/api/v1/cvms/instance-ids";
const KEY = "a-key-of-the-client's";

const start = proxiedPerTest();

const SKIPPED = {
  cvm_id: 1,
  identifier: "a",
  status: "skipped",
  source: "none",
  verified_with_gateway: false,
  reason: "not_found",
};
const GOOD = {
  total: 1,
  scanned: 1,
  updated: 0,
  unchanged: 0,
  skipped: 1,
  conflicts: 0,
  errors: 0,
  items: [SKIPPED],
};
/** Breaks `counts-match-items` and `counts-sum-to-scanned`. */
const BAD = { ...GOOD, updated: 1 };

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request with a key and gives the whole answer; rejects where there is none. */
const ask = (
  url: URL,
  { method = "PATCH", path = PATH, headers = {}, body = '{"dry_run":true}' }: Ask = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = { "content-type": "application/json", "x-api-key": KEY, ...headers };
    startRequest(new URL(path, url), { method, headers: sent }, async (answer) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of answer) chunks.push(chunk);
      } catch (error) {
        reject(error);
      }
      resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) });
    })
      .once("error", reject)
      .end(["GET", "HEAD", "OPTIONS"].includes(method) ? undefined : body);
  });

/** A target that answers every request alike. */
const answering = (bytes: Uint8Array | string, headers: Readonly<Record<string, string>> = {}, status = 200) =>
  start((request, response) => {
    request
      .resume()
      .on("end", () => response.writeHead(status, { "content-type": "application/json", ...headers }).end(bytes));
  });

const VIOLATIONS = "x-cvm-contract-violations";

const OTHER_PATH = "the contract has no such path";
const OTHER_METHOD = "the contract has no such method on the path";

describe("an answer that passes", () => {
  it("names the laws that it breaks in a header, its body as it was", async () => {
    const { proxyUrl, found } = await answering(JSON.stringify(BAD));
    const { status, headers, body } = await ask(proxyUrl);
    expect(headers[VIOLATIONS]).toBe("counts-match-items, counts-sum-to-scanned");
    expect(status).toBe(200);
    expect(body.toString()).toBe(JSON.stringify(BAD));
    expect(found).toEqual(["counts-match-items", "counts-sum-to-scanned"]);
  });

  it("has no such header where it breaks none", async () => {
    const { proxyUrl, proxy } = await answering(JSON.stringify(GOOD));
    expect((await ask(proxyUrl)).headers).not.toHaveProperty(VIOLATIONS);
    const report = await proxy.close(0);
    expect(report).toMatchObject({ outcome: "conforms", requests: 1, cases: 1, findings: [] });
    expect(report.laws.find(({ id }) => id === "counts-match-items")).toMatchObject({ verdict: "held" });
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["zstd", zstdCompressSync],
    ["identity", Buffer.from],
  ])("is read through its content coding: %s", async (coding, encode) => {
    const bytes = encode(Buffer.from(JSON.stringify(BAD)));
    const { proxyUrl, found } = await answering(bytes, { "content-encoding": coding });
    const { headers, body } = await ask(proxyUrl, { headers: { "accept-encoding": coding } });
    expect(headers["content-encoding"]).toBe(coding);
    expect(body.equals(bytes)).toBe(true);
    expect(found).toContain("counts-match-items");
  });

  it("is a finding where it is not in the content coding that it names, and passes as it is", async () => {
    const { proxyUrl, found } = await answering(JSON.stringify(GOOD), { "content-encoding": "gzip" });
    const { headers, body } = await ask(proxyUrl);
    expect(found).toEqual(["body-is-coded-as-said"]);
    expect(headers[VIOLATIONS]).toBe("body-is-coded-as-said");
    expect(body.toString()).toBe(JSON.stringify(GOOD));
  });

  it.each<readonly [string, readonly string[], string, boolean]>([
    ["only where requests write", ["{}"], "{}", true],
    ["first with a preview", ['{"dry_run":true}', "{}"], '{"dry_run":true}', false],
    ["with a preview later on", ["{}", '{"dry_run":true}'], '{"dry_run":true}', false],
    ["with two previews", ['{"dry_run":true}', '{"dry_run":true,"limit":7}'], '{"dry_run":true}', false],
  ])("is a finding that writes only where no preview shows it: %s", async (_, bodies, body, writes) => {
    const { proxyUrl, proxy } = await answering(JSON.stringify(BAD));
    for (const one of bodies) await ask(proxyUrl, { body: one });
    const { findings } = await proxy.close(0);
    expect(findings.map((finding) => [finding.writes, finding.steps[0]?.body])).toEqual([
      [writes, body],
      [writes, body],
    ]);
  });

  it.each<readonly [string, Ask, string]>([
    ["another path", { path: "/api/v1/cvms" }, OTHER_PATH],
    ["another path, and another version", { path: "/", headers: { "X-Phala-Version": "2026-06-01" } }, OTHER_PATH],
    ["another method", { method: "POST" }, OTHER_METHOD],
    ["a preflight", { method: "OPTIONS" }, OTHER_METHOD],
    ["the head alone", { method: "HEAD" }, OTHER_METHOD],
    [
      "a version of the API from which on the contract is another",
      { headers: { "X-Phala-Version": "2026-05-22" } },
      "it asks for an X-Phala-Version of 2026-05-22 or later, of which there is another contract",
    ],
  ])("is not judged where the contract does not speak of it, with the reason: %s", async (_, asked, why) => {
    const { proxyUrl, proxy, passed, unjudged } = await answering(JSON.stringify(BAD));
    expect((await ask(proxyUrl, asked)).headers).not.toHaveProperty(VIOLATIONS);
    expect(await proxy.close(0)).toMatchObject({ requests: 1, cases: 0, findings: [] });
    expect({ passed, unjudged }).toEqual({ passed: [why], unjudged: [] });
  });

  it("is judged in the version of the API that the contract describes", async () => {
    const { proxyUrl, found } = await answering(JSON.stringify(BAD));
    await ask(proxyUrl, { headers: { "X-Phala-Version": "2026-01-21" } });
    expect(found).toContain("counts-match-items");
  });

  it.each<readonly [string, Uint8Array, Readonly<Record<string, string>>, string]>([
    ["too long", Buffer.alloc(9 * 1024 * 1024, " "), {}, "the answer is too long"],
    [
      "too long once it is unpacked",
      gzipSync(Buffer.alloc(9 * 1024 * 1024, " ")),
      { "content-encoding": "gzip" },
      "the answer is too long",
    ],
    [
      "in a coding that nobody knows",
      Buffer.from("x"),
      { "content-encoding": "x-own" },
      "the answer's content coding is not known",
    ],
  ])("passes unjudged, as it is, where it is %s", async (_, bytes, headers, why) => {
    const { proxyUrl, unjudged, found } = await answering(bytes, headers);
    expect((await ask(proxyUrl)).body.equals(bytes)).toBe(true);
    expect({ unjudged, found }).toEqual({ unjudged: [why], found: [] });
  });

  it("is judged for the report where it is no JSON and of unknown length, so that it can't be held back", async () => {
    const { proxyUrl, found } = await start((request, response) => {
      request.resume().on("end", () => {
        response.writeHead(500, { "content-type": "text/html" }).write("<h1>");
        response.end("no</h1>");
      });
    });
    const { headers, body } = await ask(proxyUrl);
    expect(body.toString()).toBe("<h1>no</h1>");
    expect(headers).not.toHaveProperty(VIOLATIONS);
    expect(found).toContain("never-a-server-error");
  });
});

describe("an exchange that ends before its end", () => {
  it("is not judged where the client gives it up, with the reason", async () => {
    const { proxyUrl, passed, found } = await start(() => client.destroy());
    const client = startRequest(new URL(PATH, proxyUrl), { method: "PATCH" }).on("error", () => {});
    client.end();
    await expect.poll(() => passed).toEqual(["it was broken off"]);
    expect(found).toEqual([]);
  });

  it("is not judged where the target breaks off what could not be held back, with the reason", async () => {
    const { proxyUrl, passed, found } = await start((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).write("<h1>", () => response.destroy()),
    );
    await expect(ask(proxyUrl)).rejects.toThrow("aborted");
    await expect.poll(() => passed).toEqual(["it was broken off"]);
    expect(found).toEqual([]);
  });
});

describe("a connection that the target drops", () => {
  it("is dropped for the client too, and a finding, and not told of as unjudged", async () => {
    const { proxyUrl, proxy, found, passed } = await start((request) => request.socket.destroy());
    await expect(ask(proxyUrl)).rejects.toThrow("socket hang up");
    expect(await proxy.close(0)).toMatchObject({ requests: 1, cases: 1 });
    expect(passed).toEqual([]);
    expect(found).toEqual(["never-a-server-error"]);
  });

  it("is a finding in the middle of an answer too, of which the client gets what there was", async () => {
    const { proxyUrl, found } = await start((request, response) => {
      request
        .resume()
        .on("end", () =>
          response
            .writeHead(200, { "content-type": "application/json", "content-length": 99 })
            .write("{", () => response.destroy()),
        );
    });
    await expect(ask(proxyUrl)).rejects.toThrow("aborted");
    expect(found).toEqual(["never-a-server-error"]);
  });
});

describe("what a proxy reports", () => {
  it("is a report by its schema, in which laws that compare requests are skipped, and such about other ones than are judged", async () => {
    const { proxyUrl, proxy } = await answering(JSON.stringify(BAD));
    await ask(proxyUrl);
    const report = await proxy.close(0);
    expect(reportFaults(report)).toEqual([]);
    expect(report).toMatchObject({ seed: null, outcome: "broken", phases: [] });
    for (const [law, missing] of [
      ["split-equals-whole", "compares requests that only check sends"],
      ["wrong-path-is-404", "is about other paths and methods, which only check judges"],
      ["wrong-method-is-405", "is about other paths and methods, which only check judges"],
    ])
      expect(report.laws.find(({ id }) => id === law)).toMatchObject({ verdict: "skipped", missing });
    expect(report.coverage.some(({ valid }) => valid > 0)).toBe(true);
  });

  it("is of one bug the smallest exchange that shows it", async () => {
    const { proxyUrl, proxy, found } = await answering(JSON.stringify(BAD));
    for (const limit of [100, 7, 20]) await ask(proxyUrl, { body: `{"dry_run":true,"limit":${limit}}` });
    const { findings } = await proxy.close(0);
    expect(found).toHaveLength(2);
    expect(findings.map(({ steps }) => steps[0]?.body)).toEqual(Array(2).fill('{"dry_run":true,"limit":7}'));
    expect(findings[0]).toMatchObject({ foundIn: { phase: "traffic", order: 0 }, replay: null });
  });

  it("holds no key, whatever carried it and whoever repeats it", async () => {
    const secrets = { cookie: "session=s3cr3t-session; theme=dark", authorization: "Bearer t0k3n-of-mine" };
    const { proxyUrl, proxy } = await start((request, response) => {
      const seen = `${request.headers["x-api-key"]} ${request.headers.cookie} ${request.headers.authorization} ${request.url}`;
      const encoded = Buffer.from(`token:${request.headers["x-api-key"]}`).toString("base64");
      const told = `${seen} ${encoded} n3w-one-that-is-handed-out`;
      const json = JSON.stringify({ ...BAD, items: [{ ...SKIPPED, identifier: told, status: told }] });
      const cookie = "session=n3w-one-that-is-handed-out";
      request
        .resume()
        .on("end", () =>
          response
            .writeHead(200, { "content-type": "application/json", "x-echo": seen, "set-cookie": cookie })
            .end(json),
        );
    });
    await ask(proxyUrl, { path: `${PATH}?access_token=in-the-qu3ry`, headers: { ...secrets, "x-other": "un-kn0wn" } });
    const text = JSON.stringify(await proxy.close(0));
    for (const said of ["body-matches-schema", "what the client that sent it put"]) expect(text).toContain(said);
    expect(text).not.toMatch(
      /a-key-of-the-client|s3cr3t-session|t0k3n-of-mine|in-the-qu3ry|un-kn0wn|n3w-one|key of a member/,
    );
    for (const at of [2, 3, 4]) expect(text).not.toContain(Buffer.from(KEY.slice(at)).toString("base64").slice(0, 12));
  });

  it("is no finding where the client did not send the whole of its request", async () => {
    const { proxyUrl, proxy, unjudged } = await start((_, response) =>
      response.writeHead(200, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(BAD)),
    );
    await new Promise<void>((resolve) => {
      const request = startRequest(new URL(PATH, proxyUrl), { method: "PATCH", headers: { "content-length": 10 } });
      request.once("response", (answer) => answer.resume().once("end", resolve)).on("error", () => {});
      request.write("{");
    });
    expect(unjudged).toEqual(["the request was not sent as a whole, or is too long"]);
    expect((await proxy.close(0)).findings).toEqual([]);
  });
});
