import { afterEach, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { exampleItem } from "../laws/example-answer.ts";
import { loadLaws } from "../laws/load-laws.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";

const NUMBERS = [1, 2, 3, 4, 5, 6];

let server: ScriptedServer;
afterEach(() => server.close());

it("what compares answers is not called broken where each third look-up fails, though three requests meet that at the same place", async () => {
  let lookUps = 0;
  server = await startScriptedServer(({ method, body }) => {
    if (method !== "PATCH" || !body.startsWith("{")) return { status: 422, json: { detail: [] } };
    const value: unknown = JSON.parse(body);
    const { cvm_ids: names, limit } = isObject(value) ? value : {};
    const asked = Array.isArray(names)
      ? [...new Set(names.map(Number))].filter((one) => NUMBERS.includes(one))
      : NUMBERS.slice(0, Number(limit ?? 100));
    const items = asked.map((cvm_id) => {
      lookUps += 1;
      const own = { cvm_id, identifier: String(cvm_id), old_instance_id: null };
      return lookUps % 3 === 0
        ? exampleItem({ ...own, status: "error", source: "teepod_state", reason: "teepod_rpc_failed" })
        : exampleItem({ ...own, status: "updated", new_instance_id: String(cvm_id).repeat(40), reason: null });
    });
    const count = (status: string): number => items.filter((item) => item.status === status).length;
    const counts = { updated: count("updated"), unchanged: 0, skipped: 0, conflicts: 0, errors: count("error") };
    return { status: 200, json: { total: items.length, scanned: items.length, ...counts, items } };
  });
  const ids = ["order-of-ids-is-irrelevant", "dry-run-writes-nothing"];
  const laws = (await loadLaws()).filter(({ id }) => ids.includes(id));
  const options = runOptionsFor(server.url, laws, { phases: ["probe", "relations"], credentials: ["member"] });
  const report = await runConformance({ ...options, workers: 1 }, []);
  expect(report.findings.map(({ law, message }) => [law, message])).toEqual([]);
  expect(report.laws.find(({ id }) => id === "order-of-ids-is-irrelevant")?.verdict).toBe("unstable");
});
