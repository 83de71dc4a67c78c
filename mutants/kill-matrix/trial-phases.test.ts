import { expect, it } from "vitest";
import { loadLaws, phaseNames } from "../../conformance/index.ts";
import { trialPhases } from "./trial-phases.ts";

const laws = await loadLaws();
const phases = (...killedBy: readonly string[]): readonly string[] => trialPhases({ killedBy }, laws);

it("is held to the phases of laws that compare answers, in the order of a run", () => {
  expect(phases("update-is-kept", "split-equals-whole")).toEqual(["probe", "relations", "writes"]);
  expect(phases("bad-key-is-refused")).toEqual(["probe", "access"]);
});

it("is held to every phase where a law about one answer has to find it, or none has", () => {
  expect(phases("update-is-kept", "counts-match-items")).toEqual(phaseNames);
  expect(phases()).toEqual(phaseNames);
});
