import { afterEach, expect, it } from "vitest";
import { NOT_ALONE } from "../report/not-alone.ts";
import type { Report } from "../report/report.ts";
import { noneCounted, watchPhase } from "../testing/none-counted.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { runConformance } from "./run-conformance.ts";

let server: ScriptedServer;
afterEach(() => server.close());

/** What is found where a limit breaks the law once for each body, and from the phase `fuzz` on each time where `comesAgain`. */
const foundWhere = async (comesAgain: boolean): Promise<Report["findings"]> => {
  const { reporter, phase } = watchPhase();
  const seen = new Set<string>();
  const isBroken = (body: string): boolean => {
    if (!body.includes('"limit":')) return false;
    if (comesAgain && phase() === "fuzz") return true;
    const isFirst = !seen.has(body);
    seen.add(body);
    return isFirst;
  };
  server = await startScriptedServer(({ body }) => {
    const sums = { scanned: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, errors: 0 };
    return { status: 200, json: { total: isBroken(body) ? 1 : 0, ...sums, items: [] } };
  });
  const phases = ["boundary", "fuzz"] as const;
  const { findings } = await runConformance(runOptionsFor(server.url, [noneCounted("total")], { phases }), [reporter]);
  return findings;
};

it("what came time and again, and not by itself, is no finding of its own where a later phase shows it by itself", async () => {
  const findings = await foundWhere(true);
  expect(findings.map(({ message, foundIn: { phase } }) => [message, phase])).toEqual([["There are some.", "fuzz"]]);
});

it("it is one where nothing shows it by itself until the end of the round", async () => {
  const findings = await foundWhere(false);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.every(({ message }) => message === `There are some. ${NOT_ALONE}`)).toBe(true);
});
