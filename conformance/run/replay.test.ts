import { afterEach, describe, expect, it } from "vitest";
import type { Law, Need } from "../cases/law.ts";
import { held, judged, notExercised } from "../cases/judgement.ts";
import { openCorpus } from "../corpus/corpus.ts";
import type { RunCorpus } from "../corpus/run-corpus.ts";
import { memoryFolder } from "../corpus/testing/memory-folder.ts";
import { sampleRecord, sampleStep } from "../corpus/testing/sample-record.ts";
import { defineLaw, defineRelation } from "../laws/define-law.ts";
import type { RunEvent } from "../report/run-event.ts";
import { operation } from "../testing/example-judge.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type Received, type Scripted, type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";
import type { RunOptions } from "./run-options.ts";

/** Broken by every answer 200 to a body with a limit of 7 or more. */
const smallLimits = defineLaw({
  id: "small-limits",
  level: "must",
  says: "Limits are small.",
  source: "a test",
  missing: "Send a limit.",
  kills: [],
  holds: [],
  broken: [],
  judge: ({ request, outcome }) => {
    const limit = Number(/"limit":(\d+)/.exec(new TextDecoder().decode(request.body ?? new Uint8Array()))?.[1]);
    if (outcome.kind !== "response" || Number.isNaN(limit)) return notExercised;
    if (outcome.status !== 200 || limit < 7) return held;
    return judged([{ message: "A limit of 7 or more.", expected: "x", actual: "y", discriminator: "d" }]);
  },
});

const servers: ScriptedServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
const serve = async (script: (request: Received, count: number) => Scripted): Promise<ScriptedServer> => {
  const server = await startScriptedServer(script);
  servers.push(server);
  return server;
};
const ok: Scripted = { status: 200, json: {} };

const openRunCorpus = async (files: Map<string, string>): Promise<RunCorpus> => {
  const corpus = await openCorpus(memoryFolder(files), (problem) => {
    throw new Error(problem);
  });
  return {
    findings: corpus.findings,
    inputs: corpus.inputs,
    keepFinding: (finding, replaces) => corpus.keepFinding(finding, replaces),
    keepInput: (input) => corpus.keepInput(input),
    replayLine: ({ fingerprint }) => `replay ${fingerprint}`,
  };
};

/** Runs with what is in `files`, and gives the report and what became of recorded findings. */
const runWith = async (target: URL, files: Map<string, string>, changes: Partial<RunOptions> = {}) => {
  const events: RunEvent[] = [];
  const report = await runConformance(
    runOptionsFor(target, [smallLimits], {
      credentials: ["member"],
      phases: ["replay", "fuzz"],
      cases: 100,
      corpus: await openRunCorpus(files),
      ...changes,
    }),
    [{ name: "test", onEvent: (event) => events.push(event) }],
  );
  const replayed = events.filter((event) => event.kind === "replayed").map(({ verdict, why }) => ({ verdict, why }));
  return { report, replayed };
};

describe("a run with a corpus", () => {
  it("keeps a finding and the inputs that showed something, and finds it again first with another seed", async () => {
    const files = new Map<string, string>();
    const first = await runWith((await serve(() => ok)).url, files);
    const [finding] = first.report.findings;
    const name = `finding-${finding?.fingerprint}.json`;
    expect(finding?.replay).toBe(`replay ${finding?.fingerprint}`);
    expect(files.get(name)).toContain('"body": "{\\"limit\\":7,\\"dry_run\\":true}"');
    expect([...files.keys()].filter((file) => file.startsWith("input-")).length).toBeGreaterThan(3);
    expect([...files.values()].join()).not.toContain("secret");

    const kept = new Map(files);
    const again = await serve(() => ok);
    const second = await runWith(again.url, files, { seed: 8, workers: 1, phases: ["replay"] });
    expect(second.replayed).toEqual([{ verdict: "broken", why: null }]);
    expect(second.report.findings).toMatchObject([{ fingerprint: finding?.fingerprint }]);
    expect(files).toEqual(kept);
    // Before it, the server is only asked how it is.
    const bodies = again.received.map(({ body }) => body);
    expect(bodies.find((body) => !["", '{"dry_run":true}'].includes(body))).toBe('{"limit":7,"dry_run":true}');
  });

  it("adds nothing when nothing is new", async () => {
    const files = new Map<string, string>();
    await runWith((await serve(() => ok)).url, files);
    const kept = new Map(files);
    await runWith((await serve(() => ok)).url, files);
    expect(files).toEqual(kept);
  });

  it("calls fixed what the server refuses now, and keeps what it finds instead", async () => {
    const files = new Map<string, string>();
    await runWith((await serve(() => ok)).url, files);
    const mended = await serve(({ body }) => (body.includes('"limit":7,') ? { status: 422, json: {} } : ok));
    const { report, replayed } = await runWith(mended.url, files);
    expect(replayed).toEqual([{ verdict: "fixed", why: null }]);
    const [finding] = report.findings;
    expect(files.get(`finding-${finding?.fingerprint}.json`)).toContain('"body": "{\\"limit\\":8,\\"dry_run\\":true}"');
  });

  it("says nothing of a finding where the key is missing or refused", async () => {
    const files = new Map<string, string>();
    await runWith((await serve(() => ok)).url, files);
    const phases = ["replay"] as const;
    const refusing = await serve(() => ({ status: 401, json: {} }));
    expect((await runWith(refusing.url, files, { phases })).replayed).toEqual([
      { verdict: "untested", why: "the server refuses the member's key" },
    ]);
    const open = await serve(() => ok);
    expect((await runWith(open.url, files, { phases, credentials: [] })).replayed).toEqual([
      { verdict: "untested", why: "it needs --api-key" },
    ]);
  });

  it("says nothing of a finding that takes another key which can't be made of the one given", async () => {
    const steps = [{ ...sampleStep, credential: "member-key-and-more" as const }];
    const record = sampleRecord({ operation: operation.id, steps });
    const files = new Map([[`finding-${record.fingerprint}.json`, JSON.stringify(record)]]);
    const refusing = await serve(({ headers }) => (headers["x-api-key"] ? ok : { status: 401, json: {} }));
    expect((await runWith(refusing.url, files, { phases: ["replay"], credentials: [] })).replayed).toEqual([
      { verdict: "untested", why: "it needs --api-key" },
    ]);
    expect((await runWith(refusing.url, files, { phases: ["replay"] })).replayed).toEqual([
      {
        verdict: "untested",
        why: "it needs a member's key with two letters after it, and the key of --api-key gives none that is sure to be another",
      },
    ]);
  });

  const relationThat = (...needs: readonly Need[]): Law =>
    defineRelation({
      ...smallLimits,
      phase: "relations",
      needs,
      holds: [],
      broken: [],
      propose: () => null,
      judge: () => held,
    });

  it.each<[string, Law, Partial<RunOptions>]>([
    ["needs --allow-writes", relationThat("writes"), {}],
    ["needs --api-key", relationThat("member-key"), { credentials: [] }],
    ["needs --admin-key", relationThat("admin-key"), {}],
    ["needs --other-key, the key of a member of another workspace", relationThat("other-key"), {}],
    ["needs --state-url, which docs/state-probe.md tells how to serve", relationThat("state-probe"), {}],
    ["checked only with --profile reference", { ...smallLimits, level: "reference" }, {}],
    ["not among --laws", smallLimits, { lawIds: ["another"] }],
    ["skipped with --skip-laws", smallLimits, { skippedLawIds: ["small-limits"] }],
    [
      "it is none of the laws that there are here: one of your own needs --laws-from",
      { ...smallLimits, id: "another" },
      {},
    ],
  ])("says of a finding whose law is not judged by: %s", async (why, law, changes) => {
    const record = sampleRecord({ operation: operation.id });
    const files = new Map([[`finding-${record.fingerprint}.json`, JSON.stringify(record)]]);
    const { replayed } = await runWith((await serve(() => ok)).url, files, {
      phases: ["replay"],
      laws: [law],
      ...changes,
    });
    expect(replayed).toEqual([{ verdict: "untested", why: `its law is not part of this run (${why})` }]);
  });

  it("has the outcome of its findings alone, and tells of each, where it does nothing else", async () => {
    const files = new Map<string, string>();
    await runWith((await serve(() => ok)).url, files);
    const changes = { phases: ["replay"] as const, replaysAlone: { unread: 0 } };
    const mended = await serve(({ body }) => (body.includes('"limit":7,') ? { status: 422, json: {} } : ok));
    for (const [url, outcome, verdict] of [
      [(await serve(() => ok)).url, "broken", "broken"],
      [mended.url, "conforms", "fixed"],
      [(await serve(() => ({ status: 401, json: {} }))).url, "inconclusive", "untested"],
    ] as const) {
      const { report } = await runWith(url, new Map(files), changes);
      expect(report).toMatchObject({ outcome, replays: { findings: [{ law: "small-limits", verdict }], unread: 0 } });
      expect(reportFaults(report)).toEqual([]);
    }
    const unread = await runWith(mended.url, new Map(files), { ...changes, replaysAlone: { unread: 1 } });
    expect(unread.report.outcome).toBe("inconclusive");
  });

  it("does not wait for a server that hangs once the user has asked for the end", async () => {
    const controller = new AbortController();
    const hanging = await serve(({ url }) => {
      if (url === "/") return ok;
      controller.abort();
      return "hang";
    });
    const { report } = await runWith(hanging.url, new Map(), { timeoutMs: 600_000, signal: controller.signal });
    expect(report.findings).toEqual([]);
    expect(report.laws[0]?.verdict).toBe("not-exercised");
  });

  it("holds no law for held that was broken once, and could not be tried again for want of time", async () => {
    const controller = new AbortController();
    const hanging = await serve(({ body }) => {
      if (controller.signal.aborted) return "hang";
      if (body.includes('"limit":')) controller.abort();
      return ok;
    });
    const everyLimit = {
      ...smallLimits,
      judge: (reading: Parameters<typeof smallLimits.judge>[0]) => {
        const { evidence } = smallLimits.judge(reading);
        return evidence === 0 ? notExercised : judged([{ message: "", expected: "", actual: "", discriminator: "d" }]);
      },
    };
    const { report } = await runWith(hanging.url, new Map(), {
      laws: [everyLimit],
      timeoutMs: 600_000,
      signal: controller.signal,
    });
    expect(report.laws[0]).toMatchObject({ verdict: "unstable", missing: expect.stringContaining("the run ended") });
  });
});
