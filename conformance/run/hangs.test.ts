import { afterEach, describe, expect, it } from "vitest";
import { judged, notExercised } from "../cases/judgement.ts";
import { defineLaw } from "../laws/define-law.ts";
import neverAServerError from "../laws/contract/never-a-server-error.ts";
import type { Report } from "../report/report.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type Received, type Scripted, startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";
import type { RunOptions } from "./run-options.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const OK = { status: 200, json: {} } as const;
const REFUSED = { status: 422, json: { detail: [] } } as const;
const TIMEOUT_MS = 1_000;

const isMalformed = (body: string): boolean => {
  try {
    JSON.parse(body);
    return false;
  } catch {
    return body !== "";
  }
};

/** Counts the requests of phases that were not answered in time. */
const waits = () => {
  const waitedMs: number[] = [];
  const law = defineLaw({
    id: "waits",
    level: "must",
    says: "It is waited for.",
    ...{ source: "a test", missing: "send something", kills: [], holds: [], broken: [] },
    judge: ({ outcome }) => {
      if (outcome.kind === "fault" && outcome.fault === "timeout") waitedMs.push(outcome.latencyMs);
      return outcome.kind === "fault" ? judged([]) : notExercised;
    },
  });
  return { waitedMs, law };
};

const check = async (
  script: (request: Received, count: number) => Scripted,
  changes: Partial<RunOptions> = {},
): Promise<{ readonly report: Report; readonly waitedMs: readonly number[] }> => {
  const server = await startScriptedServer(script);
  closers.push(server.close);
  const { waitedMs, law } = waits();
  const report = await runConformance(
    runOptionsFor(server.url, [neverAServerError, law], {
      phases: ["boundary", "fuzz"],
      cases: 60,
      timeoutMs: TIMEOUT_MS,
      workers: 16,
      ...changes,
    }),
    [],
  );
  expect(reportFaults(report)).toEqual([]);
  return { report, waitedMs };
};

const findings = ({ findings }: Report) => findings.map(({ law, traits }) => [law, ...traits]);

describe("a server that hangs on one kind of request", () => {
  it("has one finding for it, which says for how long was listened, and is sent the same whatever the number of workers", async () => {
    const script = ({ body }: Received): Scripted => (body.includes('"overwrite":true') ? "hang" : OK);
    const runs = await Promise.all([4, 16].map((workers) => check(script, { workers, cases: 100 })));
    for (const { report, waitedMs } of runs) {
      expect(findings(report)).toEqual([["never-a-server-error", "overwrite given "]]);
      expect(waitedMs.length).toBeGreaterThan(20);
      // Told is for how long it was listened for all the same.
      expect(report.findings[0]?.steps[0]?.response).toMatchObject({
        detail: expect.stringMatching(/^no whole answer within [13]000 ms$/),
      });
    }
    const [one, other] = runs.map(({ report }) => [report.cases, report.casesDigest]);
    expect(one).toEqual(other);
  });

  it("has none where what it answers late is answered after all", async () => {
    const script = ({ body }: Received): Scripted => (isMalformed(body) ? { ...REFUSED, delayMs: 1_400 } : OK);
    const { report } = await check(script);
    expect(report.findings).toEqual([]);
    expect(report.laws[0]).toMatchObject({ verdict: "unstable", doubt: "answered-late" });
  });

  it("has none where it is slow, and one of many answers came too late", async () => {
    let isFirst = true;
    const { report } = await check(({ body }: Received): Scripted => {
      if (!isMalformed(body)) return OK;
      if (!isFirst) return { ...REFUSED, delayMs: 600 };
      isFirst = false;
      return { ...REFUSED, delayMs: 3_500 };
    });
    expect(report.findings).toEqual([]);
    expect(report.laws[0]).toMatchObject({ verdict: "unstable" });
  });
});

describe("a server that is slow and sound", () => {
  it("has no finding, and each of its laws is held", async () => {
    const { report } = await check(() => ({ ...OK, delayMs: 800 }), { phases: ["fuzz"], cases: 40 });
    expect(report).toMatchObject({ outcome: "conforms", findings: [] });
    expect(report.laws[0]).toMatchObject({ verdict: "held", evidence: 40 });
  });
});
