import { expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { judged, notExercised } from "../cases/judgement.ts";
import { defineLaw } from "../laws/define-law.ts";
import { loadLaws } from "../laws/load-laws.ts";
import { NOT_ALONE } from "../report/not-alone.ts";
import { NOT_MADE_SMALLER } from "../report/not-made-smaller.ts";
import type { Reporter } from "../report/run-event.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";

/** Broken by each 200 that counts errors. */
const nothingErrs = defineLaw({
  id: "nothing-errs",
  level: "must",
  says: "There are no errors.",
  source: "a test",
  missing: "Needs an answer.",
  kills: [],
  holds: [],
  broken: [],
  judge: ({ expectation, outcome }) => {
    if (expectation.kind !== "acceptance" || outcome.kind !== "response" || outcome.status !== 200) return notExercised;
    const { errors } = JSON.parse(Buffer.from(outcome.body).toString());
    return judged(errors > 0 ? [{ message: "One errs.", expected: "0", actual: "1", discriminator: "one" }] : []);
  },
});

const FOUND = "f".repeat(40);
const REFUSAL = { status: 422, json: { detail: [{ loc: ["body"], msg: "m", type: "t" }] } };

it("what was not sent again, since previews write, is not said not to have come by itself", async () => {
  let phase = "";
  let broken = 0;
  let stored: string | null = null;
  const server = await startScriptedServer(({ method, url, body }) => {
    if (!url.endsWith("instance-ids")) return { status: 404, json: { detail: "x" } };
    if (method !== "PATCH") return { status: 405, json: { detail: "x" } };
    let asked: unknown = null;
    try {
      asked = JSON.parse(body);
    } catch {
      return REFUSAL;
    }
    if (!isObject(asked)) return REFUSAL;
    const { limit = 100 } = asked;
    if (typeof limit !== "number" || limit < 1 || limit > 500) return REFUSAL;
    const errors = phase === "boundary" && body.includes('"limit":') && broken < 24 ? 1 : 0;
    broken += errors;
    const before = stored;
    // Its previews write from here on.
    if (broken >= 24) stored = FOUND;
    const status = before === null ? "updated" : "unchanged";
    const sums = { total: 1, scanned: 1, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, errors };
    const item = {
      cvm_id: 1,
      identifier: "a",
      status,
      old_instance_id: before,
      new_instance_id: FOUND,
      source: "gateway",
      verified_with_gateway: true,
      reason: before === null ? null : "already_synced",
    };
    return { status: 200, json: { ...sums, [status]: 1, items: [item] } };
  });
  const watching: Reporter = {
    name: "watching",
    onEvent: (event) => {
      if (event.kind === "phase-started") phase = event.phase;
    },
  };
  try {
    const laws = (await loadLaws()).filter(({ id }) => id === "dry-run-writes-nothing");
    const changes = { phases: ["probe", "boundary"], credentials: ["member"] } as const;
    const report = await runConformance(runOptionsFor(server.url, [...laws, nothingErrs], changes), [watching]);
    const messages = report.findings.flatMap(({ law, message }) => (law === "nothing-errs" ? [message] : []));
    expect(report.previews?.written).toHaveLength(1);
    expect(messages).toEqual([`One errs. ${NOT_MADE_SMALLER}`]);
    expect(messages.join()).not.toContain(NOT_ALONE);
  } finally {
    await server.close();
  }
});
