import type { CvmId } from "../cases/cvm-id.ts";
import type { PreviewRules, ToldItem } from "../cases/preview-rules.ts";
import type { Reading } from "../cases/reading.ts";
import { readJson } from "../judge/read-json.ts";
import type { RecordedStep } from "./corpus-file.ts";

const NO_BYTES = new Uint8Array();

/** What a step's answer told of CVMs, as it was kept; nothing where it was no JSON, or was cut off. */
const toldThen = ({ response }: RecordedStep, { told }: Pick<PreviewRules, "told">): readonly ToldItem[] => {
  if (response === undefined || "fault" in response || typeof response.body !== "string") return [];
  const { status, headers, body } = response;
  try {
    return told({
      outcome: { kind: "response", status, headers, body: NO_BYTES, latencyMs: 0 },
      answer: { kind: "json", value: readJson(body).exact, breaches: null, defaults: null },
    });
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
};

/** What was stored of CVMs when answers first told of them. */
const storedAtFirst = (answers: readonly (readonly ToldItem[])[]): ReadonlyMap<CvmId, string | null> => {
  const first = new Map<CvmId, string | null>();
  for (const { cvmId, before } of answers.flat()) if (!first.has(cvmId)) first.set(cvmId, before);
  return first;
};

/** The CVMs whose stored id a recorded case changed, by what it told, and what was stored before. `writes` says of a step whether it asks to write. */
export const recordedChanges = (
  steps: readonly RecordedStep[],
  rules: Pick<PreviewRules, "told">,
  writes: (step: number) => boolean,
): ReadonlyMap<CvmId, string | null> => {
  const answers = steps.map((step) => toldThen(step, rules));
  const first = storedAtFirst(answers);
  const changed = answers.flatMap((items, step) =>
    items.filter(({ cvmId, before, isPromised }) => before !== first.get(cvmId) || (isPromised && writes(step))),
  );
  return new Map(changed.map(({ cvmId }) => [cvmId, first.get(cvmId) ?? null]));
};

/** Whether the CVMs that a recorded case changed are told of, and have stored what they had then: else it can't change them again. */
export const areAsBefore = (
  changes: ReadonlyMap<CvmId, string | null>,
  readings: readonly Reading[],
  { told }: Pick<PreviewRules, "told">,
): boolean => {
  const first = storedAtFirst(readings.map(told));
  return [...changes].every(([cvmId, before]) => first.get(cvmId) === before);
};

/** Whether of a CVM that id is told as stored by now which the answers that were kept told as one to come: then there is nothing left to tell of it. */
export const hasCome = (
  steps: readonly RecordedStep[],
  readings: readonly Reading[],
  rules: Pick<PreviewRules, "told">,
): boolean => {
  const now = storedAtFirst(readings.map(rules.told));
  return steps
    .flatMap((step) => toldThen(step, rules))
    .some(({ cvmId, after }) => after !== null && now.get(cvmId) === after);
};

/** Whether a CVM is told of that has an id, and is to get no other: where no answers were kept, this may be the one that was to come. */
export const mayHaveCome = (readings: readonly Reading[], { told }: Pick<PreviewRules, "told">): boolean =>
  readings.flatMap(told).some(({ before, after }) => before !== null && after === null);
