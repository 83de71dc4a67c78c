import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { check } from "../check.ts";
import { runCommandLine } from "../command-line/command-line.ts";
import { fakeContext } from "../testing/fake-context.ts";

const SKIPPED = { cvm_id: 1, identifier: "a", status: "skipped", source: "none", reason: "not_found" };
const COUNTERS = { total: 1, scanned: 1, updated: 0, unchanged: 0, skipped: 1, conflicts: 0, errors: 0 };
const ANSWER = JSON.stringify({ ...COUNTERS, items: [SKIPPED] });

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** What a server saw of how it was asked. */
interface Seen {
  /** How many requests were in flight when each came, its own among them. */
  readonly inFlight: number[];
  /** Whether each was refused, in the order in which they came. */
  readonly refused: boolean[];
}

/** A server that answers all the same, after so long by how many are in flight, or refuses (null). */
const serverThat = async (answersAfterMs: (inFlight: number) => number | null) => {
  const seen: Seen = { inFlight: [], refused: [] };
  let inFlight = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", async () => {
      inFlight += 1;
      const afterMs = request.method === "PATCH" ? answersAfterMs(inFlight) : 0;
      if (request.method === "PATCH") {
        seen.inFlight.push(inFlight);
        seen.refused.push(afterMs === null);
      }
      if (afterMs !== null && afterMs > 0) await delay(afterMs);
      inFlight -= 1;
      response.writeHead(afterMs === null ? 429 : 200, {
        "content-type": "application/json",
        ...(afterMs === null ? { "retry-after": "1" } : {}),
      });
      response.end(afterMs === null ? JSON.stringify({ detail: "Too many requests" }) : ANSWER);
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return { url: `http://127.0.0.1:${isObject(address) ? address.port : ""}`, seen };
};

const checkWith = async (url: string, ...more: readonly string[]) => {
  const argv = [
    "--target",
    url,
    "--phases",
    "probe,fuzz",
    "--allow-writes",
    "--seed",
    "7",
    "--laws",
    "counts-sum-to-scanned",
  ];
  const fake = fakeContext(["check", ...argv, ...more, "--report", "json=a.json", "--report", "tty"], {});
  const code = await runCommandLine([check], fake.context);
  const [json] = [...fake.files.values()];
  const report: unknown = JSON.parse(json ?? "null");
  return { code, report: isObject(report) ? report : {}, text: fake.stdout(), errors: fake.stderr() };
};

/** The second half of what was seen: what an automatic pace does once it knows the server. */
const lastOf = <Value>(values: readonly Value[]): readonly Value[] => values.slice(values.length >> 1);

describe.concurrent("check --rate auto", () => {
  it("keeps few in flight at a server whose answers take the longer the more are", async () => {
    const { url, seen } = await serverThat((inFlight) => 20 * inFlight);
    const { report } = await checkWith(url, "--rate", "auto", "--thorough", "--cases", "120");
    const last = lastOf(seen.inFlight);
    expect(Math.max(...last)).toBeLessThanOrEqual(5);
    expect(report).toMatchObject({ outcome: "conforms", settings: { rate: "auto", workers: 16 } });
    const bounds = expect.arrayContaining([expect.objectContaining({ by: "latency" })]);
    expect(report).toMatchObject({ pace: { speed: { mostInFlight: Math.max(...seen.inFlight), bounds } } });
  });

  it("comes to as many as there are workers at a server that takes no longer for it", async () => {
    // So long that what else this machine does is little beside it.
    const { url, seen } = await serverThat(() => 200);
    await checkWith(url, "--rate", "auto", "--workers", "8", "--thorough", "--cases", "120");
    expect(Math.max(...seen.inFlight)).toBe(8);
    expect(Math.max(...lastOf(seen.inFlight))).toBe(8);
  });

  it("is hardly refused any more by a server that lets so many through a second, and asks it for nearly as many", async () => {
    const limit = 50;
    const came: number[] = [];
    const { url, seen } = await serverThat(() => {
      const now = performance.now();
      if (came.filter((atMs) => atMs > now - 1_000).length >= limit) return null;
      came.push(now);
      return 0;
    });
    const { report, text } = await checkWith(url, "--rate", "auto", "--thorough", "--cases", "250");
    const last = lastOf(seen.refused);
    expect(last.filter((isRefused) => isRefused).length).toBeLessThan(last.length * 0.05);
    expect(report).toMatchObject({ outcome: "conforms", pace: { unanswered: 0 } });
    const { pace } = report;
    expect(isObject(pace) ? pace.perSecond : null).toBeGreaterThan(limit * 0.7);
    expect(text).toContain("answers 429 or 503 kept it from more");
  });
});

describe("the pace of a check", () => {
  it("changes nothing about which cases are sent", async () => {
    const digests = new Set<unknown>();
    for (const pace of [[], ["--rate", "auto"], ["--rate", "500"], ["--workers", "1"]]) {
      const { url } = await serverThat(() => 0);
      digests.add((await checkWith(url, ...pace, "--cases", "200")).report.casesDigest);
    }
    expect([...digests]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it("takes no more than 16 at once of a slow server where nothing is said of it, and says so", async () => {
    const { url, seen } = await serverThat(() => 40);
    const { text, report } = await checkWith(url, "--cases", "100");
    expect(Math.max(...seen.inFlight)).toBe(16);
    expect(report).toMatchObject({ pace: { speed: { mostInFlight: 16 } }, settings: { rate: null } });
    expect(text).toMatch(
      /requests? a second in the median, at most 16 in flight, from at most 16 cases under way \(--workers\): for \d+ % of the time/,
    );
  });

  it("has to be a number or auto", async () => {
    const { code, errors } = await checkWith("http://127.0.0.1:1", "--rate", "automatic");
    expect(code).toBe(2);
    expect(errors).toContain("--rate needs a whole number from 1 to 1000000, or auto");
  });
});
