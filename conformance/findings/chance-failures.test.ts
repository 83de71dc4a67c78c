import { expect, it } from "vitest";
import { loadLaws } from "../laws/load-laws.ts";
import { runConformance } from "../run/run-conformance.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { startScriptedServer } from "../testing/scripted-server.ts";

/** Fails at one request in twenty, whatever is asked. Source: a linear congruential generator with the constants of Numerical Recipes. */
const failsByLot = (seed: number): (() => boolean) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 < 0.05;
  };
};

it.each([1, 2, 3])("a server that fails at any request now and then has no finding for it: %i", async (seed) => {
  const fails = failsByLot(seed);
  const server = await startScriptedServer(({ url }) =>
    url !== "/" && fails() ? { status: 500, json: { detail: "Bad luck" } } : { status: 422, json: { detail: [] } },
  );
  try {
    const laws = (await loadLaws()).filter(({ id }) => id === "never-a-server-error");
    const changes = { phases: ["boundary", "fuzz"], cases: 1_000 } as const;
    const report = await runConformance(runOptionsFor(server.url, laws, changes), []);
    expect(report.findings).toEqual([]);
    expect(report.laws.map(({ verdict }) => verdict)).toEqual(["unstable"]);
  } finally {
    await server.close();
  }
});
