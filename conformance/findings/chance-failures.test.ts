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

const neverAServerError = async () => (await loadLaws()).filter(({ id }) => id === "never-a-server-error");

it.each([1, 2, 3])("a server that fails at any request now and then has no finding for it: %i", async (seed) => {
  const fails = failsByLot(seed);
  const server = await startScriptedServer(({ url }) =>
    url !== "/" && fails() ? { status: 500, json: { detail: "Bad luck" } } : { status: 422, json: { detail: [] } },
  );
  try {
    const changes = { phases: ["boundary", "fuzz"], cases: 1_000 } as const;
    const report = await runConformance(runOptionsFor(server.url, await neverAServerError(), changes), []);
    expect(report.findings).toEqual([]);
    expect(report.laws.map(({ verdict }) => verdict)).toEqual(["unstable"]);
  } finally {
    await server.close();
  }
});

it("a failure that came again, and then no more, is not said not to have come again", async () => {
  const times = new Map<string, number>();
  const server = await startScriptedServer(({ url, body }) => {
    const time = (times.get(body) ?? 0) + 1;
    times.set(body, time);
    return url !== "/" && body.includes('"limit"') && time <= 2
      ? { status: 500, json: { detail: "Twice" } }
      : { status: 422, json: { detail: [] } };
  });
  try {
    const changes = { phases: ["boundary"], cases: 20 } as const;
    const report = await runConformance(runOptionsFor(server.url, await neverAServerError(), changes), []);
    expect(Math.max(...times.values())).toBeGreaterThan(2);
    expect(report.laws.map(({ verdict, missing }) => [verdict, missing])).toEqual([
      ["unstable", expect.stringContaining("which did not come each time that the same was sent again: ")],
    ]);
  } finally {
    await server.close();
  }
});
