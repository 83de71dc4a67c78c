import type { CvmId } from "../cases/cvm-id.ts";
import type { PreviewRules, ToldItem } from "../cases/preview-rules.ts";
import type { Reading } from "../cases/reading.ts";
import { readJson } from "../judge/read-json.ts";
import type { PendingCvms, RecordedFinding, RecordedStep } from "./corpus-file.ts";
import { pendingCvms } from "./pending-cvms.ts";

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

/** The CVMs whose stored id a case changed, by what its answers told, and what was stored before. `writes` says of a step whether it asks to write. */
export const changesTold = (
  answers: readonly (readonly ToldItem[])[],
  writes: (step: number) => boolean,
): ReadonlyMap<CvmId, string | null> => {
  const first = storedAtFirst(answers);
  const changed = answers.flatMap((items, step) =>
    items.filter(({ cvmId, before, isPromised }) => before !== first.get(cvmId) || (isPromised && writes(step))),
  );
  return new Map(changed.map(({ cvmId }) => [cvmId, first.get(cvmId) ?? null]));
};

/** The same of a recorded case. */
export const recordedChanges = (
  steps: readonly RecordedStep[],
  rules: Pick<PreviewRules, "told">,
  writes: (step: number) => boolean,
): ReadonlyMap<CvmId, string | null> =>
  changesTold(
    steps.map((step) => toldThen(step, rules)),
    writes,
  );

/** Whether the CVMs that a recorded case changed are told of, and have stored what they had then: else it can't change them again. */
export const areAsBefore = (
  changes: ReadonlyMap<CvmId, string | null>,
  readings: readonly Reading[],
  { told }: Pick<PreviewRules, "told">,
): boolean => {
  const first = storedAtFirst(readings.map(told));
  return [...changes].every(([cvmId, before]) => first.get(cvmId) === before);
};

/** The CVMs that a finding's answers told an id of which was to come, or had just come. */
export const pendingThen = (
  { pending, steps }: Pick<RecordedFinding, "pending" | "steps">,
  rules: Pick<PreviewRules, "told">,
): PendingCvms => pending ?? pendingCvms(steps.flatMap((step) => toldThen(step, rules)));
