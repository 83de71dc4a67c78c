import { afterEach, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { judged } from "../cases/judgement.ts";
import { defineRelation } from "../laws/define-law.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";

/** Broken where the answer to a request that writes tells of an update. */
const writesNothing = defineRelation({
  id: "writes-nothing",
  level: "must",
  phase: "writes",
  needs: ["writes"],
  says: "Nothing is updated.",
  source: "a test",
  missing: "Needs an answer.",
  kills: [],
  holds: [],
  broken: [],
  propose: ({ validRequest }) => validRequest.map((plan) => [plan]),
  judge: ([reading]) => {
    const { answer } = reading ?? {};
    const isUpdated = answer?.kind === "json" && isObject(answer.value) && answer.value.updated === 1;
    return judged(isUpdated ? [{ message: "One is.", expected: "0", actual: "1", discriminator: "updated" }] : []);
  },
});

let server: ScriptedServer;
afterEach(() => server.close());

it("a law that only the first of several writes broke is unstable for what that stored, and the user is told what puts it back", async () => {
  let isStored = false;
  server = await startScriptedServer(({ body }) => {
    const writes = body.startsWith("{") && !body.includes('"dry_run":true');
    const updated = writes && !isStored ? 1 : 0;
    isStored ||= writes;
    const sums = { total: 0, scanned: 0, unchanged: 0, skipped: 0, conflicts: 0, errors: 0 };
    return { status: 200, json: { ...sums, updated, items: [] } };
  });
  const changes = { phases: ["writes"], allowWrites: true } as const;
  const { laws, outcome } = await runConformance(runOptionsFor(server.url, [writesNothing], changes), []);
  expect(outcome).toBe("conforms");
  expect(laws).toMatchObject([{ verdict: "unstable", doubt: "not-alike" }]);
  expect(laws[0]?.missing).toMatch(/what they write may have been stored by then\. Pass --state-url/);
});
