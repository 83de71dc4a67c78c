import { expect, it } from "vitest";
import type { Case } from "../cases/case.ts";
import type { Json } from "../../contract/index.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { loadLaws } from "../laws/load-laws.ts";
import { operation } from "../testing/example-judge.ts";
import { recordFinding } from "./record-finding.ts";

const laws = await loadLaws();

/** What sending a finding of a law takes, recorded where there was a state probe or none. */
const needsOf = (lawId: string, body: Json, hasStateProbe: boolean) => {
  const law = laws.find(({ id }) => id === lawId);
  if (law === undefined) throw new Error(`There is no law ${lawId}.`);
  const testCase: Case = {
    plans: [plainRequest({ operation, credential: "member" }, body)],
    relation: null,
    simpler: () => [],
  };
  const violation = { message: "m", expected: "e", actual: "a", discriminator: "d" };
  const suspect = { fingerprint: "f", phase: "fuzz", order: 0, traits: new Set<string>() } as const;
  const cause = {
    fingerprint: "f",
    breach: { law, violation, step: null },
    others: [],
    traits: new Set<string>(),
  };
  const run = {
    operation: operation.id,
    seed: 7,
    version: "0.1.0",
    contract: "0".repeat(64),
    isHarmless: () => typeof body === "object" && body !== null && "dry_run" in body,
    hasStateProbe,
    previewRules: null,
    now: () => 0,
  };
  return recordFinding({ suspect, testCase, trial: { readings: [] } }, cause, { level: "must", steps: [] }, run).needs;
};

it("takes a state probe where one was given and the requests write, or the law looks into the store", () => {
  const preview = { dry_run: true };
  expect(needsOf("counts-match-items", preview, true)).toEqual({ writes: false, state: false });
  expect(needsOf("counts-match-items", {}, true)).toEqual({ writes: true, state: true });
  expect(needsOf("counts-match-items", {}, false)).toEqual({ writes: true, state: false });
  expect(needsOf("running-only-heeds-the-store", preview, true)).toEqual({ writes: false, state: true });
  expect(needsOf("dry-run-writes-nothing", preview, true)).toEqual({ writes: false, state: true });
});
