import { createBaseClient, refreshCvmInstanceIds } from "@phala/cloud";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadScenarios, type Mock, startMock } from "../../mock/index.ts";
import { complaints, gate } from "./gate.ts";

/** Five cases of each law that compares previews come with it, for each of the scenarios. */
const CASES = 200;

/** What the official client makes of a status. */
const ERRORS: ReadonlyMap<number, string> = new Map([
  [401, "AuthError"],
  [403, "AuthError"],
  [413, "BusinessError"],
  [422, "ValidationError"],
  [429, "BusinessError"],
  [500, "ServerError"],
  [503, "ServerError"],
]);

const scenarios = await loadScenarios();
const worlds = scenarios.filter((scenario) => scenario.kind === "world");
const refusals = scenarios.filter((scenario) => scenario.kind === "refusal");

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

describe("the gate against the mock", () => {
  it.each(worlds.map(({ name }) => [name]))(
    "finds nothing against %s",
    async (scenario) => {
      await mock.change({ scenario });
      const report = await gate({ url: new URL(mock.url), key: null, allowWrites: false }, CASES);
      expect(complaints(report, "must")).toEqual([]);
      expect(complaints(report, "should")).toEqual([]);
      expect(report.laws.filter(({ verdict }) => verdict === "harness-error")).toEqual([]);
      const counted = report.laws.find(({ id }) => id === "counts-match-items");
      expect(counted).toMatchObject({ verdict: "held" });
    },
    120_000,
  );
});

describe("the official client against the mock", () => {
  it.each(worlds.map((scenario) => [scenario.name, scenario] as const))(
    "takes the answer of %s",
    async (name, scenario) => {
      await mock.change({ scenario: name });
      const client = createBaseClient({ apiKey: "any", baseURL: `${mock.url}/api/v1` });
      const request: object = JSON.parse(scenario.request.body);
      const answer = await refreshCvmInstanceIds(client, request);
      expect(answer.items).toHaveLength(answer.scanned);
    },
  );

  it.each(refusals.map((scenario) => [scenario.name, scenario] as const))(
    "understands the refusal %s",
    async (name, scenario) => {
      await mock.change({ scenario: name });
      const client = createBaseClient({ apiKey: "any", baseURL: `${mock.url}/api/v1` });
      const failure: unknown = await refreshCvmInstanceIds(client, {}).catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: ERRORS.get(scenario.status), status: scenario.status });
    },
  );
});
