import type { Answer, Reading } from "../cases/reading.ts";
import type { Sighting } from "../cases/trial.ts";

/** So many bytes of each answer are kept: more than any report shows. */
const KEPT_BYTES = 128 * 1024;

/** What was read of a long body goes with it. */
const slimAnswer = (answer: Answer): Answer =>
  answer.kind === "json" ? { kind: "json", value: null, breaches: null, defaults: null } : answer;

const slimReading = (reading: Reading): Reading => {
  const { outcome } = reading;
  if (outcome.kind === "fault" || outcome.body.length <= KEPT_BYTES) return reading;
  // Copied, for a part of the bytes would hold all of them in memory.
  const body = Uint8Array.from(outcome.body.subarray(0, KEPT_BYTES));
  return {
    ...reading,
    outcome: { ...outcome, body, leftOutBytes: (outcome.leftOutBytes ?? 0) + outcome.body.length - body.length },
    answer: slimAnswer(reading.answer),
  };
};

/** What was seen once it was judged, of long answers only the beginning: many sightings wait to be confirmed at the same time. */
export const slimSighting = ({ trial, breach }: Sighting): Sighting => ({
  trial: { ...trial, readings: trial.readings.map(slimReading) },
  breach,
});
