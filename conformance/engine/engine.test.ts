import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { held, judged } from "../cases/judgement.ts";
import type { RelationLaw } from "../cases/law.ts";
import type { StoredAround } from "../cases/stored.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { defineRelation } from "../laws/define-law.ts";
import { runConformance } from "../run/run-conformance.ts";
import type { RunOptions } from "../run/run-options.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const text = { source: "a test", missing: "send something", kills: [], holds: [], broken: [] };

/** A law that proposes what `plans` makes of a preview and of a request that writes. */
const relation = (
  plans: (dry: RequestPlan, wet: RequestPlan) => readonly RequestPlan[],
  judge: RelationLaw["judge"],
): RelationLaw =>
  defineRelation({
    ...text,
    id: "tried",
    level: "must",
    phase: "writes",
    needs: ["writes"],
    says: "It is tried.",
    propose: ({ operation, validRequest }) => {
      const ask = (dry_run: boolean) => plainRequest({ operation, credential: "none" }, { dry_run });
      return validRequest.map(() => plans(ask(true), ask(false)));
    },
    judge,
  });

const optionsFor = (target: URL, law: RelationLaw, changes: Partial<RunOptions> = {}): RunOptions =>
  runOptionsFor(target, [law], { allowWrites: true, phases: ["writes"], cases: 400, ...changes });

/** Answers 200, and the state `{"7": null}`; tells what came in words. */
const serve = async (): Promise<{ readonly server: ScriptedServer; readonly came: () => readonly string[] }> => {
  const server = await startScriptedServer(({ url }) => ({ status: 200, json: url === "/state" ? { "7": null } : {} }));
  closers.push(server.close);
  const word = (method: string, body: string): string =>
    method === "GET" ? "look" : method === "PUT" ? "restore" : body.includes("true") ? "dry" : "wet";
  return {
    server,
    came: () => server.received.filter(({ url }) => url !== "/").map(({ method, body }) => word(method, body)),
  };
};

/** Answers the first two of each three requests together, once both have come and a third has had time to; the third at once. */
const startPairing = async (): Promise<{ readonly url: URL; readonly came: readonly string[] }> => {
  const came: string[] = [];
  const waiting: ServerResponse[] = [];
  let arrivals = 0;
  const answer = (response: ServerResponse): void => {
    came.push("answered");
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  };
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      if (request.method !== "PATCH") return response.writeHead(404).end();
      came.push("came");
      arrivals += 1;
      if (arrivals % 3 === 0) return answer(response);
      waiting.push(response);
      if (waiting.length === 2) setTimeout(() => waiting.splice(0).forEach(answer), 50);
      return undefined;
    });
  }).listen(0, "127.0.0.1");
  closers.push(() => server.close().closeAllConnections());
  await once(server, "listening");
  const address = server.address();
  return { url: new URL(`http://127.0.0.1:${isObject(address) ? address.port : ""}/`), came };
};

describe("the engine", () => {
  it("confirms what a law that compares has found before the next one is put to the test", async () => {
    const { server } = await serve();
    const told: string[] = [];
    const broken = { message: "It is broken.", expected: "x", actual: "y", discriminator: "d" };
    const law = relation(
      (dry) => [dry],
      () => judged([broken]),
    );
    const later = {
      ...law,
      id: "later",
      judge: () => {
        told.push("later is judged");
        return held;
      },
    };
    await runConformance(optionsFor(server.url, law, { laws: [law, later], stateUrl: new URL("/state", server.url) }), [
      {
        name: "told",
        onEvent: (event) => {
          if (event.kind === "finding") told.push(`${event.finding.law} is found`);
        },
      },
    ]);
    expect(told.slice(0, 2)).toEqual(["tried is found", "later is judged"]);
  });

  it.each([
    [true, ["tried"]],
    [false, []],
  ])("believes what it can't see again only where it is beyond doubt: %s", async (isConclusive, found) => {
    const { server } = await serve();
    let times = 0;
    const seen = { message: "It is broken.", expected: "x", actual: "y", discriminator: "d" };
    const once = isConclusive ? { ...seen, isConclusive } : seen;
    const law = relation(
      (dry) => [dry, dry],
      () => (times++ === 0 ? judged([once]) : held),
    );
    const report = await runConformance(optionsFor(server.url, law), []);
    expect(report.findings.map((finding) => finding.law)).toEqual(found);
    expect(report.laws[0]?.verdict).toBe(isConclusive ? "broken" : "unstable");
  });

  it.each([null, "auto"] as const)(
    "sends what is alongside at the same time, and what follows after it: at the rate %s",
    async (ratePerSecond) => {
      const { url, came } = await startPairing();
      const outcomes: string[] = [];
      const law = relation(
        (dry, wet) => [wet, { ...wet, isAlongside: true }, dry],
        (readings) => {
          outcomes.push(...readings.map(({ outcome }) => outcome.kind));
          return held;
        },
      );
      await runConformance(optionsFor(url, law, { cases: 200, ratePerSecond }), []);
      expect(outcomes).toEqual(["response", "response", "response"]);
      expect(came.slice(0, 6)).toEqual(["came", "came", "answered", "answered", "came", "answered"]);
    },
  );

  it("tells of requests that were sent at the same time in one line, which sends them so again", async () => {
    const { url } = await startPairing();
    const law = relation(
      (dry, wet) => [wet, { ...wet, isAlongside: true }, dry],
      () => judged([{ message: "It is broken.", expected: "x", actual: "y", discriminator: "d" }]),
    );
    const { findings } = await runConformance(optionsFor(url, law, { cases: 200 }), []);
    const [atOnce, after, ...more] = findings[0]?.curl ?? [];
    expect(atOnce).toMatch(/^curl [^&]+ & curl [^&]+ & wait$/);
    expect(after).toMatch(/^curl [^&]+$/);
    expect(more).toEqual([]);
  });

  it("restores before each case that writes, and looks at the store before and after it", async () => {
    const { server, came } = await serve();
    const seen: (StoredAround | null)[] = [];
    const law = relation(
      (dry, wet) => [dry, wet],
      (_, stored) => {
        seen.push(stored);
        return held;
      },
    );
    await runConformance(optionsFor(server.url, law, { stateUrl: new URL("/state", server.url) }), []);
    const aCase = ["restore", "look", "dry", "wet", "look"];
    expect(came()).toEqual(["restore", ...aCase, ...aCase, "restore"]);
    const stored = { before: new Map([[7, null]]), after: new Map([[7, null]]) };
    expect(seen).toEqual([stored, stored]);
  });

  it.each<[string, RelationLaw["judge"], readonly string[]]>([
    ["looks at the store for a law that goes by it", (_, __) => held, ["look", "dry", "look"]],
    ["does not look at the store for a law that does not", () => held, ["dry", "dry", "dry"]],
  ])("%s, without leave to write, and restores nothing", async (_, judge, first) => {
    const { server, came } = await serve();
    const law: RelationLaw = { ...relation((dry) => [dry], judge), phase: "relations", needs: [], runsAlone: true };
    const stateUrl = new URL("/state", server.url);
    await runConformance(optionsFor(server.url, law, { stateUrl, allowWrites: false, phases: ["relations"] }), []);
    expect(came().slice(0, 3)).toEqual(first);
    expect(came()).not.toContain("restore");
  });

  it("tells with a finding that writes how to put the store back before it is shown again", async () => {
    const { server } = await serve();
    const law = relation(
      (_, wet) => [wet],
      () => judged([{ message: "It is broken.", expected: "x", actual: "y", discriminator: "d" }]),
    );
    const stateUrl = new URL("/state", server.url);
    const { findings } = await runConformance(
      optionsFor(server.url, law, { cases: 200, stateUrl, stateHeaders: { "x-tenant": "test" } }),
      [],
    );
    expect(findings[0]?.curl).toEqual([
      `curl -sS -X PUT -H 'x-tenant: test' -H 'content-type: application/json' --data-raw '{}' '${stateUrl.href}'`,
      expect.stringContaining("-X PATCH"),
    ]);
  });

  it("restores before a case is sent again, so that what was written is found again", async () => {
    const { server, came } = await serve();
    const never = { message: "never", expected: "x", actual: "y", discriminator: "d" };
    const law = relation(
      (_, wet) => [wet],
      (_, __) => judged([never]),
    );
    const options = optionsFor(server.url, law, { cases: 200, stateUrl: new URL("/state", server.url) });
    const report = await runConformance(options, []);
    expect(report.findings).toHaveLength(1);
    const aCase = ["restore", "look", "wet", "look"];
    expect(came().slice(0, 9)).toEqual(["restore", ...aCase, ...aCase]);
  });

  it("tells laws of no store where there is no state probe, and restores nothing", async () => {
    const { server, came } = await serve();
    const seen: (StoredAround | null)[] = [];
    const law = relation(
      (dry) => [dry],
      (_, stored) => {
        seen.push(stored);
        return held;
      },
    );
    await runConformance(optionsFor(server.url, law), []);
    expect(seen).toEqual([null, null]);
    expect(came().slice(0, 2)).toEqual(["dry", "dry"]);
    expect(came()).not.toContain("restore");
  });

  it("lets laws take turns at a fleet that it can't restore, and writes what it makes up after them", async () => {
    const { server, came } = await serve();
    const told: string[] = [];
    const lawNamed = (id: string) => ({
      ...relation(
        (dry) => [dry],
        () => {
          told.push(id);
          return held;
        },
      ),
      id,
    });
    const [one, other] = [lawNamed("one"), lawNamed("other")];
    await runConformance(optionsFor(server.url, one, { laws: [one, other] }), []);
    expect(told).toEqual(["one", "other", "one", "other"]);
    expect(came().slice(0, 4)).toEqual(["dry", "dry", "dry", "dry"]);
    expect(came()).toContain("wet");
  });

  it("rejects where the state probe can't be used", async () => {
    const { server } = await serve();
    const law = relation(
      (dry) => [dry],
      () => held,
    );
    const stateUrl = new URL("http://127.0.0.1:1/state");
    await expect(runConformance(optionsFor(server.url, law, { stateUrl }), [])).rejects.toMatchObject({
      code: "STATE_PROBE",
    });
  });
});
