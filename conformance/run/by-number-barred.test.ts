import { expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { loadLaws } from "../laws/load-laws.ts";
import { NOT_ALONE } from "../report/not-alone.ts";
import { NOT_MADE_SMALLER } from "../report/not-made-smaller.ts";
import { noneCounted, watchPhase } from "../testing/none-counted.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";

const FOUND = "f".repeat(40);
const REFUSAL = { status: 422, json: { detail: [{ loc: ["body"], msg: "m", type: "t" }] } };

it("what was not sent again, since previews write, is not said not to have come by itself", async () => {
  const { reporter, phase } = watchPhase();
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
    const errors = phase() === "boundary" && body.includes('"limit":') && broken < 24 ? 1 : 0;
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
  try {
    const laws = (await loadLaws()).filter(({ id }) => id === "dry-run-writes-nothing");
    const changes = { phases: ["probe", "boundary"], credentials: ["member"] } as const;
    const report = await runConformance(runOptionsFor(server.url, [...laws, noneCounted("errors")], changes), [
      reporter,
    ]);
    const messages = report.findings.flatMap(({ law, message }) => (law === "none-in-errors" ? [message] : []));
    expect(report.previews?.written).toHaveLength(1);
    expect(messages).toEqual([`There are some. ${NOT_MADE_SMALLER}`]);
    expect(messages.join()).not.toContain(NOT_ALONE);
  } finally {
    await server.close();
  }
});
