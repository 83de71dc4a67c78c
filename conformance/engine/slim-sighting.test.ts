import { expect, it } from "vitest";
import type { Sighting } from "../cases/trial.ts";
import { answered } from "../laws/example.ts";
import { judge } from "../testing/example-judge.ts";
import { sampleLaw } from "../testing/sample-law.ts";
import { slimSighting } from "./slim-sighting.ts";

const seen = (chars: number): Sighting => ({
  trial: {
    readings: [judge(answered({}, { json: { note: "a".repeat(chars) } }))],
    breaches: [],
    exercised: [],
  },
  breach: {
    law: sampleLaw("a-law"),
    violation: { message: "m", expected: "e", actual: "a", discriminator: "d" },
    step: 0,
  },
});

it("keeps the beginning of a long answer and how much came after it, and holds the rest in memory no longer", () => {
  const [reading] = slimSighting(seen(1_000_000)).trial.readings;
  expect(reading?.answer).toMatchObject({ kind: "json", value: null });
  if (reading?.outcome.kind !== "response") throw new Error("The answer is gone.");
  const { body, leftOutBytes } = reading.outcome;
  expect(body.length + (leftOutBytes ?? 0)).toBe(1_000_000 + '{"note":""}'.length);
  expect(body.buffer.byteLength).toBe(body.length);
});

it("keeps a short answer as it is", () => {
  const short = seen(10);
  expect(slimSighting(short)).toEqual(short);
});
