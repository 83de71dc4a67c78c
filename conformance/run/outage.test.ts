import { afterEach, describe, expect, it } from "vitest";
import type { Level } from "../cases/judgement.ts";
import { exampleAnswer, exampleItem } from "../laws/example-answer.ts";
import { loadLaws } from "../laws/load-laws.ts";
import type { Report } from "../report/report.ts";
import { outcomeText } from "../reporters/outcome-text.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { AccessError } from "../target/access-error.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type Received, type Scripted, startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";
import type { RunOptions } from "./run-options.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** An answer that is made. */
type Answer = Exclude<Scripted, string>;

const WELL: Answer = { status: 200, json: exampleAnswer([]) };
const REFUSED: Answer = { status: 422, json: { detail: [] } };
const UNAVAILABLE: Scripted = { status: 503, json: "<html>" };

/** Whole switches, and the greatest limit. */
const PLAIN = /^\{("(dry_run|running_only|missing_only|overwrite)":(true|false),?|"limit":500,?)*\}$/;

/** What a sound server answers that knows few words. */
const soundly = ({ url, method, body }: Received): Answer =>
  url === "/api/v1/cvms/instance-ids" && method === "PATCH" && PLAIN.test(body) ? WELL : REFUSED;

/** Holds a server to never failing, and gives the report. */
const run = async (
  script: (request: Received, count: number) => Scripted,
  changes: Partial<RunOptions> = {},
  level: Level = "must",
): Promise<Report> => {
  const server = await startScriptedServer(script);
  closers.push(server.close);
  const laws = (await loadLaws())
    .filter(({ id }) => id === "never-a-server-error" || id === "status-is-declared")
    .map((law) => ({ ...law, level }));
  return runConformance(
    runOptionsFor(server.url, laws, { phases: ["probe", "fuzz"], timeoutMs: 300, workers: 2, ...changes }),
    [],
  );
};

const whyUnstable = (report: Report, id: string): string =>
  report.laws.find((law) => law.id === id && law.verdict === "unstable")?.missing ?? "";

const verdictOf = (report: Report, id: string): string | undefined => report.laws.find((law) => law.id === id)?.verdict;

describe("an outage", () => {
  it("of a moment is waited for, and no fault of what was sent meanwhile", async () => {
    let endsAtMs = 0;
    const report = await run((request, count) => {
      if (count === 60) endsAtMs = performance.now() + 500;
      return performance.now() < endsAtMs ? UNAVAILABLE : soundly(request);
    });
    expect(report).toMatchObject({ outcome: "conforms", lost: null, findings: [] });
    expect(whyUnstable(report, "never-a-server-error")).toContain("by a failure (status 503)");
    expect(whyUnstable(report, "never-a-server-error")).not.toContain("the fleet");
    expect(report.phases.find(({ name }) => name === "fuzz")?.requests).toBeGreaterThan(190);
  });

  it.each<[string, Scripted, string]>([
    ["503", UNAVAILABLE, "it answered 503 to a plain request"],
    ["silence", "hang", "it did not answer a plain request"],
    ["dropped connections", "drop", "it gave no answer to a plain request"],
    ["a key that is no longer taken", { status: 401, json: {} }, "it answered 401 to a plain request"],
  ])("without end fails the run, which says how: %s", async (_, fault, how) => {
    const report = await run((request, count) => (count > 60 ? fault : soundly(request)));
    expect(report).toMatchObject({ outcome: "failed", findings: [] });
    expect(report.lost).toContain(how);
    expect(report.requests).toBeLessThan(120);
  });

  it("that fewer cases are left after than workers wait for its end is over with the last case", async () => {
    // The 226 cases of the phase are five times the 44 failures after which eleven workers ask, and six.
    const server = await startScriptedServer(({ method }, count) => ({
      status: method === "GET" || count < 5 ? 422 : 500,
      json: { detail: [] },
    }));
    closers.push(server.close);
    const changes = { phases: ["boundary"], workers: 11, allowWrites: true } as const;
    const report = await runConformance(runOptionsFor(server.url, [], changes), []);
    expect(report).toMatchObject({ outcome: "conforms", lost: null, cases: 226 });
  });

  it.each<[string, Scripted]>([
    ["a key that is no longer taken", { status: 403, json: {} }],
    ["a login in the server's place", { status: 302, json: {}, headers: { location: "http://127.0.0.1:9/login" } }],
  ])("that begins with a look after a preview is no look that showed nothing: %s", async (_, fault) => {
    const told = exampleItem({ cvm_id: 7, status: "updated", old_instance_id: null, new_instance_id: "a".repeat(40) });
    let asked = 0;
    let isOut = false;
    const server = await startScriptedServer((request) => {
      if (request.url !== "/api/v1/cvms/instance-ids") return REFUSED;
      asked += 1;
      isOut ||= asked > 40 && request.body.includes('"cvm_ids":["');
      if (isOut) return fault;
      return soundly(request).status === 200 || request.body.includes('"cvm_ids":[')
        ? { status: 200, json: exampleAnswer([told]) }
        : REFUSED;
    });
    closers.push(server.close);
    const laws = (await loadLaws()).filter(({ id }) => id === "dry-run-writes-nothing" || id === "status-is-declared");
    const report = await runConformance(
      runOptionsFor(server.url, laws, { phases: ["probe", "fuzz"], timeoutMs: 200 }),
      [],
    );
    expect(isOut).toBe(true);
    expect(report).toMatchObject({ outcome: "failed", findings: [], previews: { unseen: [] } });
    expect(report.lost).toContain(`it answered ${typeof fault === "string" ? "" : fault.status}`);
  });

  it("in which nothing listens any more fails the run and breaks no law", async () => {
    const server = await startScriptedServer((request, count) => {
      if (count === 60) void server.close();
      return soundly(request);
    });
    const laws = (await loadLaws()).filter(({ id }) => id === "never-a-server-error");
    const report = await runConformance(
      runOptionsFor(server.url, laws, { phases: ["probe", "fuzz", "relations"], timeoutMs: 300 }),
      [],
    );
    expect(report).toMatchObject({ outcome: "failed", findings: [] });
    expect(report.lost).toContain("it could not be reached");
    expect(report.phases.find(({ name }) => name === "relations")?.skipped).toBe("the target was lost");
  });

  it("that one request brings about each time it is sent is a finding", async () => {
    let endsAtMs = 0;
    const report = await run((request) => {
      if (performance.now() < endsAtMs) return UNAVAILABLE;
      if (request.body.includes('"cvm_ids"')) endsAtMs = performance.now() + 50;
      return request.body.includes('"cvm_ids"') ? "drop" : soundly(request);
    });
    expect(report.outcome).toBe("broken");
    expect(report.findings.map(({ law }) => law)).toContain("never-a-server-error");
    expect(report.findings[0]?.steps[0]?.body).toContain("cvm_ids");
  });
});

describe("a key that is not taken from the start", () => {
  const keys = {
    credentials: ["member", "admin"],
    credentialHeaders: (credential: string) => ({ "x-api-key": `key-of-${credential}` }),
  } as const;
  const isAdmin = ({ headers }: Received): boolean => headers["x-api-key"] === "key-of-admin";

  it.each([401, 403])("is told once at the end, and is no finding: %i", async (status) => {
    const report = await run((request) => (isAdmin(request) ? { status, json: {} } : soundly(request)), keys);
    expect(report).toMatchObject({ findings: [], lost: null, refusedKeys: [{ credential: "admin", status }] });
    expect(reportFaults(report)).toEqual([]);
    const said = `The server answered ${status} to each request that the probe sent with the key of --admin-key: `;
    expect(outcomeText(report).text.split(said)).toHaveLength(2);
  });

  it("is not said of one that is refused some of what is asked, or later on", async () => {
    let asked = 0;
    const report = await run((request) => {
      if (isAdmin(request)) asked += 1;
      return isAdmin(request) && asked !== 2 ? { status: 401, json: {} } : soundly(request);
    }, keys);
    expect(report.refusedKeys).toBeUndefined();
  });
});

describe("a connection that is kept alive", () => {
  it("and closed just when it is used again is no fault of the server", async () => {
    const uses = new Map<unknown, number>();
    const report = await run((request) => {
      const port = request.port;
      uses.set(port, (uses.get(port) ?? 0) + 1);
      return (uses.get(port) ?? 0) > 20 ? "drop" : soundly(request);
    });
    expect(report).toMatchObject({ outcome: "conforms", findings: [] });
    expect(whyUnstable(report, "never-a-server-error")).toContain("by a failure (no answer: ");
    expect(whyUnstable(report, "never-a-server-error")).not.toContain("the fleet");
  });
});

describe("an answer that contradicts the contract under load alone", () => {
  /** Answers 202 to what is well asked while something else is being answered. */
  const confusedByCrowds = (answer: Answer): ((request: Received) => Scripted) => {
    let underWay = 0;
    return (request) => {
      underWay += 1;
      const isCrowded = underWay > 1;
      // Over before its answer goes out, so that requests sent one after the other never meet.
      setTimeout(() => {
        underWay -= 1;
      }, 2);
      const sound = soundly(request);
      return { ...(sound === WELL && isCrowded ? answer : sound), delayMs: 6 };
    };
  };
  const ACCEPTED = { status: 202, json: {} };

  it("is believed when it has come often, and the finding says that it did not come alone", async () => {
    const report = await run(confusedByCrowds(ACCEPTED), { cases: 400 });
    expect(report.findings.map(({ law }) => law)).toEqual(["status-is-declared"]);
    expect(report.findings[0]?.message).toContain("not when the request was sent again by itself");
  });

  it("is not believed of a law that is no must", async () => {
    const report = await run(confusedByCrowds(ACCEPTED), { cases: 400 }, "should");
    expect(report.findings).toEqual([]);
    expect(verdictOf(report, "status-is-declared")).toBe("unstable");
  });

  it("is not believed where it is no answer of the operation", async () => {
    const page = { ...ACCEPTED, headers: { "content-encoding": "unheard-of" }, json: undefined };
    const report = await run(confusedByCrowds(page), { cases: 400 });
    expect(report.findings).toEqual([]);
    expect(verdictOf(report, "status-is-declared")).toBe("unstable");
  });
});

describe("a server that is asked too fast", () => {
  const TOO_FAST: Scripted = { status: 429, json: {} };

  it("is asked again by the probe", async () => {
    const report = await run((request, count) => (count === 1 || count === 2 ? TOO_FAST : soundly(request)));
    expect(report).toMatchObject({ outcome: "conforms", lost: null });
    expect(report.laws.find(({ id }) => id === "status-is-declared")?.evidence).toBeGreaterThan(0);
  });

  it("is left alone no longer than the run goes on, however long it wants to be", async () => {
    const controller = new AbortController();
    const slow = { ...TOO_FAST, headers: { "retry-after": "10" } };
    const script = ({ url }: Received): Scripted => {
      if (url !== "/") controller.abort();
      return url === "/" ? REFUSED : slow;
    };
    const report = await run(script, { signal: controller.signal });
    expect(report.interrupted).toBe(true);
    expect(report.durationMs).toBeLessThan(10_000);
  });

  it("and answers nothing else is no matter of the key", () => {
    expect(new AccessError(429, "X-API-Key").message).toContain("set the pace with --rate");
    // A key may be the right one, and may not do this.
    expect(new AccessError(403, "X-API-Key").message).toMatch(/of the probe\. Check the key, sent as X-API-Key, and/);
  });
});
