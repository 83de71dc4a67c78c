import { readdir, readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  answerFromWorld,
  indexOf,
  type RecordedCvm,
  type Scenario,
  scenarioText,
  toRefreshOptions,
} from "../../mock/index.ts";
import { fleetOfSituations } from "../../reference-impl/index.ts";
import { fleetOf, recordScenarios, withReference } from "./record-scenarios.ts";
import { worldPlans } from "./world-plans.ts";

const folder = new URL("../../mock/scenarios/", import.meta.url);

let recorded: readonly Scenario[] = [];
beforeAll(async () => {
  recorded = await recordScenarios();
});

describe("the recorded scenarios", () => {
  it("are what the reference answers today; `npm run scenarios` records them anew", async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).sort();
    expect(files).toEqual(recorded.map(({ name }) => `${name}.json`).sort());
    for (const scenario of recorded)
      expect(await readFile(new URL(`${scenario.name}.json`, folder), "utf8")).toBe(scenarioText(scenario));
  });

  it.each([
    ["body-too-large", {}, " ".repeat(1024 * 1024 + 1)],
    ["rate-limited", { requestsPerMinute: 1 }, "{}"],
    ["overloaded", { maxInHand: 0 }, "{}"],
  ])("refuse without a look at the body in the reference's own words: %s", async (name, bounds, body) => {
    const scenario = recorded.find((candidate) => candidate.name === name);
    if (scenario?.kind !== "refusal") throw new Error(`There is no refusal ${name}.`);
    const fleet = fleetOfSituations([], { placements: [{ teepod: "teepod-1", gateway: "gateway-1" }], faults: {} }, 1);
    await withReference(
      fleet,
      async (ask) => {
        // The first of a minute is let in.
        if (name === "rate-limited") await ask("{}");
        const answer = await ask(body);
        expect(answer).toMatchObject({ status: scenario.status, body: scenario.body });
        expect(Object.keys(answer.headers)).toEqual(Object.keys(scenario.headers));
      },
      bounds,
    );
  });

  it("show every status, source and reason that a page has to render", () => {
    const outcomes = recorded
      .flatMap((scenario) => (scenario.kind === "world" ? scenario.cvms : []))
      .map(({ outcome }) => outcome);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(
      new Set(["updated", "unchanged", "skipped", "conflict", "error"]),
    );
    expect(new Set(outcomes.map(({ source }) => source))).toEqual(
      new Set(["teepod_state", "teepod_info", "gateway", "none"]),
    );
    expect(new Set(outcomes.map(({ reason }) => reason))).toEqual(
      new Set([
        null,
        "already_synced",
        "gateway_host_not_alive",
        "gateway_rpc_failed",
        "instance_id_differs",
        "instance_id_in_use",
        "instance_id_not_found",
        "invalid_instance_id",
        "no_instance_id",
        "registered_to_other_app",
        "teepod_rpc_failed",
      ]),
    );
  });
});

/** A string that may name a CVM of the world, in any of its forms, or nothing. */
const identifierIn = (cvms: readonly RecordedCvm[]): fc.Arbitrary<string> => {
  const strangers = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom("", "\u0000", "x".repeat(256), "1e3", "0", "__proto__"),
    fc.integer().map(String),
    fc.uuid({ version: 4 }),
  );
  if (cvms.length === 0) return strangers;
  const forms = fc
    .constantFrom(...cvms)
    .chain((cvm) =>
      fc.constantFrom(
        String(cvm.cvm_id),
        cvm.vm_uuid,
        cvm.vm_uuid.replaceAll("-", "").toUpperCase(),
        cvm.name,
        cvm.app_id,
        `app_${cvm.app_id}`,
        `instance_${cvm.outcome.old_instance_id ?? cvm.outcome.new_instance_id}`,
      ),
    );
  return fc.oneof({ weight: 4, arbitrary: forms }, strangers);
};

const requestIn = (cvms: readonly RecordedCvm[]) =>
  fc.record(
    {
      cvm_ids: fc.option(fc.array(identifierIn(cvms), { maxLength: 12 })),
      running_only: fc.boolean(),
      missing_only: fc.boolean(),
      overwrite: fc.boolean(),
      limit: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 500 })),
    },
    { requiredKeys: [] },
  );

describe("an answer out of a recorded world", () => {
  it.each(worldPlans.map((plan) => [plan.name, plan] as const))("is the reference's own: %s", async (name, plan) => {
    const scenario = recorded.find((candidate) => candidate.name === name);
    if (scenario?.kind !== "world") throw new Error(`${name} was not recorded as a world.`);
    const { cvms } = scenario;
    const world = { cvms, find: indexOf(cvms) };
    await withReference(fleetOf(plan), (ask) =>
      fc.assert(
        fc.asyncProperty(requestIn(cvms), async (request) => {
          const { body } = await ask(JSON.stringify({ ...request, dry_run: true }));
          expect(answerFromWorld(world, toRefreshOptions(request))).toEqual(body);
        }),
        { numRuns: cvms.length > 100 ? 60 : 150 },
      ),
    );
  });
});
