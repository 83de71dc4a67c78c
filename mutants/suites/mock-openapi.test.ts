import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadScenarios, type Mock, type Scenario, startMock } from "../../mock/index.ts";
import { type StockPrism, startStockPrism } from "../stock-prism.ts";
import { runCommand } from "./command-process.ts";

const PATH = "/api/v1/cvms/instance-ids";

const scenarios = await loadScenarios();
let folder = "";
let prism: StockPrism;
let mock: Mock;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-openapi-"));
  const { code, stdout } = await runCommand(["mock", "--print-openapi"]);
  expect(code).toBe(0);
  const path = join(folder, "openapi.json");
  await writeFile(path, stdout);
  prism = await startStockPrism(path, process.execPath, process.env);
  mock = await startMock();
});
afterAll(async () => {
  await mock.close();
  await prism.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = async (origin: string, prefer: string, body: string): Promise<unknown> => {
  const response = await fetch(new URL(PATH, origin), {
    method: "PATCH",
    headers: { "content-type": "application/json", prefer },
    body,
  });
  return { status: response.status, body: await response.json() };
};

/** A valid body: the one that a world is typical for; a refusal does not look at it. */
const bodyFor = (scenario: Scenario): string => (scenario.kind === "world" ? scenario.request.body : "{}");

describe("a stock prism mock on the document that is printed", () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    "answers as the mock does: %s",
    async (name, scenario) => {
      const status = scenario.kind === "world" ? 200 : scenario.status;
      const own = await ask(mock.url, `example=${name}`, bodyFor(scenario));
      expect(own).toMatchObject({ status });
      expect(await ask(prism.url, `code=${status}, example=${name}`, bodyFor(scenario))).toEqual(own);
    },
  );
});
