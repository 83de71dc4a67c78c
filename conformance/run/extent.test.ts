import { afterEach, describe, expect, it } from "vitest";
import { judged, notExercised } from "../cases/judgement.ts";
import { defineLaw, defineRelation } from "../laws/define-law.ts";
import type { Report } from "../report/report.ts";
import type { RunEvent } from "../report/run-event.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";
import type { RunOptions } from "./run-options.ts";

const text = { source: "a test", missing: "send something", kills: [], holds: [], broken: [] };
const breach = { message: "broken", expected: "x", actual: "y", discriminator: "d" };

const answersAlike = defineRelation({
  ...text,
  id: "answers-alike",
  level: "should",
  phase: "relations",
  needs: [],
  says: "Two answers are alike.",
  propose: ({ validRequest }) => validRequest.map((plan) => [plan, plan]),
  judge: ([first, second]) => judged(JSON.stringify(first?.answer) === JSON.stringify(second?.answer) ? [] : [breach]),
});

const overwriting = (level: "must" | "should") =>
  defineLaw({
    ...text,
    id: `no-overwriting-${level}`,
    level,
    says: "Nobody asks to overwrite.",
    judge: ({ expectation }) => {
      if (expectation.kind !== "acceptance") return notExercised;
      return judged(JSON.stringify(expectation.json).includes('"overwrite":true') ? [breach] : []);
    },
  });

const servers: ScriptedServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const runWith = async (laws: RunOptions["laws"], changes: Partial<RunOptions>) => {
  const server = await startScriptedServer(() => ({ status: 200, json: { items: [] } }));
  servers.push(server);
  const report: Report = await runConformance(runOptionsFor(server.url, laws, changes), []);
  expect(reportFaults(report)).toEqual([]);
  return { report, bodies: new Set(server.received.map(({ method, url, body }) => `${method} ${url} ${body}`)) };
};

describe("a run that learns", () => {
  it("sends some of the cases of a thorough one, and says how many it left out", async () => {
    const learning = await runWith([answersAlike], { budget: "learning", cases: 2_000 });
    const thorough = await runWith([answersAlike], { budget: "thorough", cases: 2_000 });
    expect([...learning.bodies].filter((body) => !thorough.bodies.has(body))).toEqual([]);
    expect(thorough.report.extent).toMatchObject({ passes: 1, casesLeft: 0 });
    expect(learning.report.extent?.casesLeft).toBe(thorough.report.cases - learning.report.cases);
    expect(learning.report.cases).toBeLessThan(thorough.report.cases / 2);
  });
});

describe("a run that is to find so much", () => {
  it("ends when it has as many findings that fail it, and says so", async () => {
    const laws = [overwriting("should"), overwriting("must")];
    const whole = await runWith(laws, {});
    const { report } = await runWith(laws, { mostFindings: 1 });
    expect(report.extent?.hadEnoughFindings).toBe(true);
    expect(report.findings.filter(({ level }) => level === "must").length).toBe(1);
    expect(report.outcome).toBe("broken");
    expect(report.requests).toBeLessThan(whole.report.requests);
    expect(report.phases.find(({ name }) => name === "relations")?.skipped).toBe("the run was over");
    expect(whole.report.phases.filter(({ endedBy }) => endedBy !== undefined)).toEqual([]);
  });

  it("says of the phase that was under way when it was ended that it was not through", async () => {
    const ending = new AbortController();
    const server = await startScriptedServer(({ body }) => {
      if (body.includes("overwrite")) ending.abort();
      return { status: 200, json: { items: [] } };
    });
    servers.push(server);
    const { phases } = await runConformance(
      runOptionsFor(server.url, [answersAlike], { signal: ending.signal, phases: ["probe", "fuzz"] }),
      [],
    );
    expect(phases.map(({ name, endedBy }) => ({ name, endedBy }))).toContainEqual({
      name: "fuzz",
      endedBy: "interruption",
    });
    expect(phases.find(({ name }) => name === "probe")?.endedBy).toBeUndefined();
  });

  it("says what kept a phase from being begun where it was ended between two", async () => {
    const ending = new AbortController();
    const server = await startScriptedServer(() => ({ status: 200, json: { items: [] } }));
    servers.push(server);
    const options = runOptionsFor(server.url, [answersAlike], { signal: ending.signal, phases: ["probe", "fuzz"] });
    const endAfterProbe = {
      name: "ending",
      onEvent: ({ kind }: RunEvent) => kind === "phase-finished" && ending.abort(),
    };
    const { phases } = await runConformance(options, [endAfterProbe]);
    expect(phases.map(({ name, skipped, endedBy }) => ({ name, skipped, endedBy }))).toEqual(
      expect.arrayContaining([
        { name: "probe", skipped: null, endedBy: undefined },
        { name: "fuzz", skipped: "the run was over", endedBy: "interruption" },
        { name: "relations", skipped: "not asked for", endedBy: undefined },
      ]),
    );
  });

  it("is not said to have skipped a phase that sent generated requests, though none of its laws could be tried", async () => {
    const { report } = await runWith([overwriting("should")], { allowWrites: true, phases: ["writes"], cases: 50 });
    const writes = report.phases.find(({ name }) => name === "writes");
    expect(writes?.requests).toBeGreaterThan(0);
    expect(writes?.skipped).toBeNull();
  });
});
