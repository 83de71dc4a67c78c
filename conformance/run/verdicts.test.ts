import { expect, it } from "vitest";
import { sampleRecord } from "../corpus/testing/sample-record.ts";
import { loadLaws } from "../laws/load-laws.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { chooseLaws } from "./verdicts.ts";

const laws = await loadLaws();
const law = "limit-is-monotone";
const target = new URL("http://127.0.0.1:9/");

it("a law of which the baseline has a case is judged by whatever phases were asked for, for the case is sent", () => {
  const record = sampleRecord({ law });
  const entry = { fingerprint: record.fingerprint, law, level: "must", message: "It was.", record } as const;
  const isChosen = (phases: readonly ("probe" | "relations")[], entries: readonly (typeof entry)[]): boolean =>
    chooseLaws(runOptionsFor(target, laws, { phases, baseline: { entries, isUpdating: false } })).some(
      ({ id }) => id === law,
    );
  expect(isChosen(["relations"], [])).toBe(true);
  expect(isChosen(["probe"], [])).toBe(false);
  expect(isChosen(["probe"], [entry])).toBe(true);
});
