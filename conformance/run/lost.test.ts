import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { loadLaws } from "../laws/load-laws.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type Received, type Scripted, type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { outcomeText } from "../reporters/outcome-text.ts";
import { ttyText } from "../reporters/tty.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { lookAt } from "./look.ts";
import { runConformance } from "./run-conformance.ts";
import type { RunOptions } from "./run-options.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const laws = await loadLaws();

/** So many CVMs lack their ids. */
const CVMS = 44;

const isPreview = ({ method, url }: Received): boolean => method === "PATCH" && url === "/api/v1/cvms/instance-ids";

/** What a sound server answers that has many CVMs to update. */
const soundly = (request: Received): Scripted => {
  const parsed: unknown = request.body === "" ? {} : JSON.parse(request.body);
  if (!isPreview(request) || !isObject(parsed)) return { status: 404, json: { detail: "no" } };
  const { cvm_ids: list, limit } = parsed;
  const numbers = Array.isArray(list)
    ? list.map((name) => Number(name)).filter((id) => id > 0 && id <= CVMS)
    : Array.from({ length: CVMS }, (_, index) => index + 1);
  const chosen = [...new Set(numbers)].slice(0, Number(limit ?? 100));
  const items = chosen.map((id) => ({
    cvm_id: id,
    identifier: String(id),
    status: "updated",
    old_instance_id: null,
    new_instance_id: id.toString(16).padStart(40, "a"),
    source: "teepod_state",
    verified_with_gateway: false,
    reason: null,
  }));
  const sums = { updated: items.length, unchanged: 0, skipped: 0, conflicts: 0, errors: 0 };
  return { status: 200, json: { total: numbers.length, scanned: items.length, ...sums, items } };
};

/** Answers soundly until a preview of this number, which it drops, and is gone from then on, or drops all that follows, or answers it with a status. */
const startDying = async (at: number, then: "gone" | "drop" | 401 | 403 | 500 | 503): Promise<ScriptedServer> => {
  let previews = 0;
  const server = await startScriptedServer((request) => {
    if (isPreview(request)) previews += 1;
    if (previews < at) return soundly(request);
    if (then === "gone") void server.close();
    return typeof then === "number" ? { status: then, json: {} } : "drop";
  });
  closers.push(server.close);
  return server;
};

const optionsFor = (url: URL, changes: Partial<RunOptions> = {}): RunOptions =>
  runOptionsFor(url, laws, { timeoutMs: 300, ...changes });

describe("a first look at a server that is lost in the middle of it", () => {
  it.each([1, 2, 6, 25, 40, 44])("fails, and counts nothing that met no connection: at preview %i", async (at) => {
    const server = await startDying(at, "gone");
    const { report } = await lookAt(optionsFor(server.url), []);
    expect(report).toMatchObject({ outcome: "failed", findings: [] });
    expect(report.lost).toContain("it could not be reached");
    expect(report.requests).toBe(server.received.filter(isPreview).length);
    expect(report.phases.find(({ name }) => name === "probe")?.requests).toBeLessThanOrEqual(report.requests);
  });

  it.each([6, 46, 47, 48, 49])("fails where it takes connections and drops them: at preview %i", async (at) => {
    const server = await startDying(at, "drop");
    const { report } = await lookAt(optionsFor(server.url), []);
    expect(server.received.length).toBeLessThanOrEqual(50);
    expect(server.received.filter(isPreview).length).toBeGreaterThanOrEqual(at);
    expect(report).toMatchObject({
      outcome: "failed",
      findings: [],
      lost: expect.stringContaining("it gave no answer to"),
    });
  });

  it.each([2, 3, 6, 12, 25, 40, 44, 48])("fails where it is answered 503 from then on: at preview %i", async (at) => {
    const server = await startDying(at, 503);
    const { report } = await lookAt(optionsFor(server.url), []);
    const lost = expect.stringContaining("it answered 503 to a plain request that it had answered before");
    expect(report).toMatchObject({ outcome: "failed", findings: [], lost });
    expect(server.received.length).toBeLessThanOrEqual(50);
  });

  it.each([2, 3, 6, 25])("makes one finding where it fails on everything from then on: at preview %i", async (at) => {
    const server = await startDying(at, 500);
    const { report } = await lookAt(optionsFor(server.url), []);
    expect(report).toMatchObject({ outcome: "broken", findings: [{ law: "never-a-server-error" }] });
    expect(report.lost).toContain("it answered 500 to a plain request that it had answered before");
  });

  it.each([
    [2, 401],
    [3, 401],
    [12, 403],
    [25, 401],
    [44, 401],
  ] as const)("fails where its key is not taken any more: from preview %i on %i", async (at, status) => {
    const server = await startDying(at, status);
    const { report } = await lookAt(optionsFor(server.url, { credentials: ["member"] }), []);
    const lost = expect.stringContaining(
      status === 401 ? "is no longer taken, though it was" : "was answered otherwise before",
    );
    expect(report).toMatchObject({ outcome: "failed", findings: [], lost });
    expect(server.received.length).toBeLessThanOrEqual(50);
  });

  it("says nothing of CVMs that it was not told of", async () => {
    const server = await startDying(3, "gone");
    const { seen, knowledge } = await lookAt(optionsFor(server.url), []);
    expect([...seen]).toEqual([]);
    expect(knowledge).toBeNull();
  });
});

describe("a run whose last request met no server", () => {
  it.each([12, 40])("fails, of a run that is the probe alone: at preview %i", async (at) => {
    const server = await startDying(at, "gone");
    const report = await runConformance(optionsFor(server.url, { phases: ["probe"], workers: 1 }), []);
    expect(report).toMatchObject({ outcome: "failed", findings: [] });
    expect(report.lost).toContain("it could not be reached");
    expect(report.requests).toBe(server.received.filter(isPreview).length);
  });

  it("fails though its time was over meanwhile", async () => {
    const timeMs = 1_000;
    const server = await startScriptedServer((request) => {
      if (!isPreview(request)) return soundly(request);
      // It is waited for until a second after the run's time.
      setTimeout(server.close, timeMs + 100);
      return "hang";
    });
    const changes = { phases: ["probe"], workers: 1, timeMs, timeoutMs: 3_000 } as const;
    const report = await runConformance(optionsFor(server.url, changes), []);
    expect(report).toMatchObject({ outcome: "failed", lost: expect.stringContaining("it could not be reached") });
  });

  it("fails where its last answers were 503", async () => {
    const sound = await startDying(Number.POSITIVE_INFINITY, 503);
    const probed = (url: URL) => runConformance(optionsFor(url, { phases: ["probe"], workers: 1 }), []);
    const { requests } = await probed(sound.url);
    const report = await probed((await startDying(requests, 503)).url);
    expect(report).toMatchObject({ outcome: "failed", findings: [] });
    expect(report.lost).toContain("it answered 503 to a plain request");
  });
});

it.each(["drop", 500] as const)(
  "a law that one failure broke, which came to a request that looks after previews, is not told held: %s",
  async (failure) => {
    let previews = 0;
    const server = await startScriptedServer((request) => {
      if (isPreview(request)) previews += 1;
      if (previews !== 2 || !isPreview(request)) return soundly(request);
      return failure === "drop" ? "drop" : { status: failure, json: {} };
    });
    closers.push(server.close);
    const report = await runConformance(optionsFor(server.url, { phases: ["probe"], workers: 1 }), []);
    expect(report).toMatchObject({ outcome: "conforms", lost: null });
    expect(report.laws.find(({ id }) => id === "never-a-server-error")).toMatchObject({
      verdict: "unstable",
      doubt: "no-failure-again",
      missing: expect.stringContaining("came to a request that looks after previews, and to no case"),
    });
  },
);

describe("a run that lost its server", () => {
  const probed = async (workers: number, at = 12) => {
    const server = await startDying(at, "gone");
    return runConformance(optionsFor(server.url, { phases: ["probe", "boundary"], workers }), []);
  };
  const ASKS = "--workers 1 with the same seed shows which one";

  it("names the request that got no answer, where requests went out one after the other", async () => {
    const report = await probed(1);
    expect(reportFaults(report)).toEqual([]);
    expect(report.lastSent?.steps).toMatchObject([{ method: "PATCH", response: { fault: "dropped" } }]);
    expect(report.lastSent?.curl[0]).toContain("/api/v1/cvms/instance-ids");
    expect(outcomeText(report).text).toContain(
      "The last request that met it got no answer: PATCH /api/v1/cvms/instance-ids {",
    );
    expect(outcomeText(report).text).not.toContain(ASKS);
    expect(ttyText(report, { style: (_, text) => text })).toContain("    try       curl -sS");
  });

  it("asks for one worker where there were several", async () => {
    const report = await probed(2);
    expect(report.lastSent).toBeUndefined();
    expect(outcomeText(report).text).toContain(ASKS);
  });

  it("counts the preview that got no answer, and may have written", async () => {
    const report = await probed(1);
    expect(report.previews?.unanswered).toBe(1);
    expect(outcomeText(report).text).toContain(
      "1 valid preview got no answer (health checks are not counted), and what it wrote, if anything,",
    );
  });

  it("does not tell the law held that a request broke which got no answer, though it was no case", async () => {
    const report = await probed(1);
    const law = report.laws.find(({ id }) => id === "never-a-server-error");
    expect(law).toMatchObject({ verdict: "unstable", doubt: "not-sent-again" });
  });

  it("says of laws that nothing put to the test that it was lost before, and asks for no other fleet", async () => {
    const { laws: told } = await probed(1);
    const untested = told.filter(({ verdict }) => verdict === "not-exercised").map(({ missing }) => missing);
    expect(untested.length).toBeGreaterThan(0);
    expect(new Set(untested)).toEqual(new Set(["Was not put to the test before the target was lost."]));
  });
});
