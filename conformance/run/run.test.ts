import { afterEach, describe, expect, it } from "vitest";
import { held, judged, notExercised } from "../cases/judgement.ts";
import { defineLaw, defineRelation } from "../laws/define-law.ts";
import type { Reporter, RunEvent } from "../report/run-event.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type Received, type Scripted, type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance as run } from "./run-conformance.ts";

/** Every report that a test makes is held to its schema. */
const runConformance: typeof run = async (options, reporters) => {
  const report = await run(options, reporters);
  expect(reportFaults(report)).toEqual([]);
  return report;
};

const PATH = "/api/v1/cvms/instance-ids";
const text = { source: "a test", missing: "send something", kills: [], holds: [], broken: [] };

const never = { message: "never", expected: "x", actual: "y", discriminator: "d" };

/** Broken by every 200 to a body with a limit of 7 or more. */
const smallLimits = defineLaw({
  ...text,
  id: "small-limits",
  level: "must",
  says: "Limits are small.",
  judge: ({ expectation, outcome }) => {
    if (expectation.kind !== "acceptance" || outcome.kind !== "response") return notExercised;
    const { json } = expectation;
    const limit = typeof json === "object" && json !== null && "limit" in json ? json.limit : 0;
    return judged(typeof limit === "number" && limit >= 7 ? [{ ...never, message: "A limit of 7 or more." }] : []);
  },
});

const answersAlike = defineRelation({
  ...text,
  id: "answers-alike",
  level: "should",
  phase: "relations",
  needs: [],
  says: "Two answers are alike.",
  propose: ({ validRequest }) => validRequest.map((plan) => [plan, plan]),
  judge: ([first, second]) => judged(JSON.stringify(first?.answer) === JSON.stringify(second?.answer) ? [] : [never]),
});

const throwing = defineLaw({
  ...text,
  id: "throwing",
  level: "must",
  says: "It throws.",
  judge: () => {
    throw new TypeError("a bug of ours");
  },
});

const servers: ScriptedServer[] = [];
const serve = async (script: (request: Received, count: number) => Scripted): Promise<ScriptedServer> => {
  const server = await startScriptedServer(script);
  servers.push(server);
  return server;
};
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const ok: Scripted = { status: 200, json: { items: [] } };
const requestsTo = (server: ScriptedServer) =>
  server.received
    .filter((request) => request.url !== "/")
    .map((request) => JSON.stringify([request.method, request.url, request.body]));

describe("a run", () => {
  it("reports a law held, with its evidence, when nothing breaks it", async () => {
    const server = await serve(() => ok);
    const report = await runConformance(runOptionsFor(server.url, [answersAlike]), []);
    expect(report.outcome).toBe("conforms");
    expect(report.laws).toEqual([
      { id: "answers-alike", level: "should", verdict: "held", evidence: 5, missing: null },
    ]);
  });

  it("shrinks a finding to the smallest request that still breaks the same law", async () => {
    const server = await serve(() => ok);
    const report = await runConformance(runOptionsFor(server.url, [smallLimits]), []);
    expect(report.outcome).toBe("broken");
    const [finding, ...others] = report.findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ law: "small-limits", level: "must", message: "A limit of 7 or more." });
    expect(finding?.steps.map((step) => step.body)).toEqual(['{"limit":7,"dry_run":true}']);
    expect(finding?.curl[0]).toContain(`--data-raw '{"limit":7,"dry_run":true}' '${server.url.origin}${PATH}'`);
  });

  it.each(["thorough", "learning"] as const)(
    "sends the same cases and finds the same whatever the number of workers: %s",
    async (budget) => {
      const runs = await Promise.all(
        [1, 16].map(async (workers) => {
          const server = await serve(({ body }) => ({ ...ok, delayMs: body.length % 3 }));
          const changes = { workers, budget, cases: 800 };
          const report = await runConformance(runOptionsFor(server.url, [smallLimits, answersAlike], changes), []);
          return {
            sent: requestsTo(server).toSorted(),
            findings: report.findings.map(({ curl: _, steps: __, ...finding }) => finding),
          };
        }),
      );
      expect(runs[0]).toEqual(runs[1]);
      expect(runs[0]?.findings.length).toBeGreaterThan(0);
    },
  );

  it("sends other cases for another seed", async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async (seed) => {
        const server = await serve(() => ok);
        await runConformance(runOptionsFor(server.url, [], { seed, phases: ["fuzz"] }), []);
        return requestsTo(server).toSorted();
      }),
    );
    expect(one).not.toEqual(two);
  });

  it("calls what does not repeat unstable, and the run still conforms", async () => {
    let broken = 0;
    const moody = defineLaw({ ...smallLimits, id: "moody", judge: () => (broken++ === 150 ? judged([never]) : held) });
    const server = await serve(() => ok);
    const report = await runConformance(runOptionsFor(server.url, [moody]), []);
    expect(report.laws[0]?.verdict).toBe("unstable");
    expect(report.findings).toEqual([]);
    expect(report.outcome).toBe("conforms");
  });

  it("never sends a request that writes without leave", async () => {
    const server = await serve(() => ok);
    await runConformance(runOptionsFor(server.url, [answersAlike], { cases: 600 }), []);
    const wet = server.received.filter(({ method, body }) => {
      if (method !== "PATCH") return false;
      try {
        const json: unknown = JSON.parse(body);
        return (
          typeof json === "object" &&
          json !== null &&
          !Array.isArray(json) &&
          !("dry_run" in json && json.dry_run === true)
        );
      } catch {
        return false;
      }
    });
    expect(wet).toEqual([]);
  });

  it("sends requests that write with leave", async () => {
    const server = await serve(() => ok);
    await runConformance(runOptionsFor(server.url, [], { allowWrites: true }), []);
    expect(server.received.some(({ body }) => body.includes('"dry_run":false'))).toBe(true);
  });

  it("counts a law without evidence as not exercised, which fails only with strict evidence", async () => {
    const server = await serve(() => ok);
    const idle = defineLaw({ ...smallLimits, id: "idle", judge: () => notExercised });
    const other = defineLaw({ ...smallLimits, id: "other", judge: () => held });
    const lenient = await runConformance(runOptionsFor(server.url, [idle, other]), []);
    expect(lenient.laws[0]).toMatchObject({
      verdict: "not-exercised",
      missing: expect.stringMatching(/ send something$/),
    });
    expect(lenient.outcome).toBe("conforms");
    const strict = await runConformance(runOptionsFor(server.url, [idle, other], { strictEvidence: true }), []);
    expect(strict.outcome).toBe("inconclusive");
    // Of a server of which nothing is known it is not said that it conforms.
    expect((await runConformance(runOptionsFor(server.url, [idle]), [])).outcome).toBe("inconclusive");
  });

  it("skips a law that lacks its phase, a key, leave to write or a state probe, and says which", async () => {
    const server = await serve(() => ok);
    const laws = [
      { ...answersAlike, id: "lacks-phase", phase: "access" } as const,
      { ...answersAlike, id: "lacks-key", needs: ["other-key"] } as const,
      { ...answersAlike, id: "lacks-leave", needs: ["writes"] } as const,
      { ...answersAlike, id: "lacks-probe", needs: ["state-probe"] } as const,
    ];
    const report = await runConformance(runOptionsFor(server.url, laws), []);
    expect(report.laws.map(({ id, verdict, missing }) => [id, verdict, missing])).toEqual([
      ["lacks-phase", "skipped", "needs the phase access"],
      ["lacks-key", "skipped", "needs --other-key, the key of a member of another workspace"],
      ["lacks-leave", "skipped", "needs --allow-writes"],
      ["lacks-probe", "skipped", "needs --state-url, which docs/state-probe.md tells how to serve"],
    ]);
  });

  it("fails without a verdict when a law throws, and goes on with the others", async () => {
    const server = await serve(() => ok);
    const report = await runConformance(runOptionsFor(server.url, [throwing, smallLimits]), []);
    expect(report.outcome).toBe("failed");
    expect(report.laws.map((law) => law.verdict)).toEqual(["harness-error", "broken"]);
  });

  it("fails without a verdict when a law can't even propose, and goes on with the others", async () => {
    const server = await serve(() => ok);
    const speechless = {
      ...answersAlike,
      id: "speechless",
      propose: () => {
        throw new TypeError("a bug of ours");
      },
    };
    const report = await runConformance(runOptionsFor(server.url, [speechless, answersAlike]), []);
    expect(report.outcome).toBe("failed");
    expect(report.laws.map((law) => law.verdict)).toEqual(["harness-error", "held"]);
  });

  it("fails the gate on a should finding only where asked to", async () => {
    const server = await serve(() => ok);
    const lesser = { ...smallLimits, level: "should" } as const;
    expect((await runConformance(runOptionsFor(server.url, [lesser]), [])).outcome).toBe("conforms");
    expect((await runConformance(runOptionsFor(server.url, [lesser], { failOn: "should" }), [])).outcome).toBe(
      "broken",
    );
  });

  it("drops a reporter that throws, tells the others, and goes on", async () => {
    const server = await serve(() => ok);
    const events: RunEvent[] = [];
    const bad: Reporter = {
      name: "bad",
      onEvent: () => {
        throw new Error("no paper");
      },
    };
    await runConformance(runOptionsFor(server.url, []), [
      bad,
      { name: "good", onEvent: (event) => events.push(event) },
    ]);
    expect(events.filter((event) => event.kind === "reporter-failed")).toMatchObject([
      { reporter: "bad", error: { message: "no paper" } },
    ]);
    expect(events.at(-1)?.kind).toBe("run-finished");
  });

  it("keeps keys out of the report", async () => {
    const server = await serve(() => ok);
    const report = await runConformance(runOptionsFor(server.url, [smallLimits], { credentials: ["member"] }), []);
    expect(report.findings[0]?.steps[0]?.credential).toBe("member");
    expect(JSON.stringify(report)).not.toContain("secret");
    expect(server.received.some(({ headers }) => headers["x-api-key"] === "secret")).toBe(true);
  });

  it("rejects where every request is refused for want of access", async () => {
    const server = await serve(() => ({ status: 401, json: {} }));
    await expect(runConformance(runOptionsFor(server.url, []), [])).rejects.toMatchObject({ code: "ACCESS_REFUSED" });
  });

  it("rejects where nothing listens", async () => {
    const server = await serve(() => ok);
    await server.close();
    await expect(runConformance(runOptionsFor(server.url, []), [])).rejects.toMatchObject({
      code: "TARGET_UNREACHABLE",
    });
  });

  it("ends at once and reports when it is aborted", async () => {
    const controller = new AbortController();
    const server = await serve((_, count) => {
      if (count === 40) controller.abort();
      return ok;
    });
    const report = await runConformance(runOptionsFor(server.url, [smallLimits], { signal: controller.signal }), []);
    expect(report.requests).toBeLessThan(60);
    expect(report.phases.find((phase) => phase.name === "relations")?.skipped).toBe("the run was over");
  });

  it("records a hang and a dropped connection as what they are", async () => {
    const faults: string[] = [];
    const watching = defineLaw({
      ...smallLimits,
      id: "watching",
      judge: ({ outcome }) => {
        if (outcome.kind === "fault") faults.push(outcome.fault);
        return held;
      },
    });
    const server = await serve(({ url }, count) => (url === "/" ? ok : count % 2 === 0 ? "hang" : "drop"));
    await runConformance(runOptionsFor(server.url, [watching], { phases: ["fuzz"], cases: 4, timeoutMs: 100 }), []);
    expect(faults.toSorted()).toEqual(["dropped", "dropped", "timeout", "timeout"]);
  });

  it("waits longer for an answer that came too late before it calls that a failure", async () => {
    const answers = defineLaw({
      ...smallLimits,
      id: "answers",
      judge: ({ outcome }) => judged(outcome.kind === "fault" ? [never] : []),
    });
    const server = await serve(({ url }) => (url === "/" ? ok : { ...ok, delayMs: 1_500 }));
    const report = await runConformance(
      runOptionsFor(server.url, [answers], { phases: ["fuzz"], cases: 2, timeoutMs: 1_000 }),
      [],
    );
    expect(report.laws[0]?.verdict).toBe("unstable");
  });
});
