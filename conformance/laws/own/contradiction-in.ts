import type { Exchange } from "../../cases/exchange.ts";
import type { Judgement, Violation } from "../../cases/judgement.ts";
import type { Law } from "../../cases/law.ts";
import type { Judge } from "../../judge/judge.ts";
import { jsonLine } from "../json-line.ts";

/** Longer bodies of examples are cut off in messages. */
const MAX_BODY_CHARS = 600;

type Example = Exchange | readonly Exchange[];

const isSequence = (example: Example): example is readonly Exchange[] => Array.isArray(example);

const sequenceOf = (example: Example): readonly Exchange[] => (isSequence(example) ? example : [example]);

const bodyText = (body: Uint8Array | null): string => {
  if (body === null) return "without a body";
  const text = JSON.stringify(new TextDecoder().decode(body)).slice(1, -1).replaceAll('\\"', '"');
  return text.length > MAX_BODY_CHARS ? `${text.slice(0, MAX_BODY_CHARS)}…` : text;
};

/** An example on a line for each of its exchanges. */
const exampleText = (example: Example): string =>
  sequenceOf(example)
    .map(({ request, outcome }) => {
      const answer = outcome.kind === "fault" ? outcome.fault : `${outcome.status} ${bodyText(outcome.body)}`;
      return `\n  ${request.method} ${request.path} ${bodyText(request.body)}\n    -> ${answer}`;
    })
    .join("");

const judgementsOf = (law: Law, example: Example, judge: Judge): readonly Judgement[] => {
  const readings = sequenceOf(example).map(judge);
  return law.kind === "relation" ? [law.judge(readings, law.exampleStored ?? null)] : readings.map(law.judge);
};

const evidenceOf = (judgements: readonly Judgement[]): number =>
  judgements.reduce((sum, { evidence }) => sum + evidence, 0);

const violationsOf = (judgements: readonly Judgement[]): readonly Violation[] =>
  judgements.flatMap(({ violations }) => violations);

/** What is wrong with one example, as a clause, or null. */
const complaint = (law: Law, example: Example, kind: "holds" | "broken", judge: Judge): string | null => {
  try {
    const judgements = judgementsOf(law, example, judge);
    const [violation] = violationsOf(judgements);
    if (kind === "holds") return violation === undefined ? null : `breaks it (${violation.message})`;
    if (violation === undefined) return "does not break it";
    return evidenceOf(judgements) > 0 ? null : "breaks it and counts no evidence: use `judged([...])`";
  } catch (error) {
    return `makes it throw (${error instanceof Error ? error.message : jsonLine(error)})`;
  }
};

/**
 * In what a law's own examples contradict it, as a sentence with the example, or null where they don't: each in `broken` has to
 * break it, none in `holds` may, and at least one of these has to put it to the test.
 */
export const contradictionIn = (law: Law, judge: Judge): string | null => {
  for (const kind of ["holds", "broken"] as const) {
    const examples: readonly Example[] = law[kind];
    if (examples.length === 0) return `\`${kind}\` has no example: give it one at least.`;
    for (const [index, example] of examples.entries()) {
      const found = complaint(law, example, kind, judge);
      if (found !== null) return `Its example no. ${index + 1} in \`${kind}\` ${found}:${exampleText(example)}`;
    }
  }
  const holding: readonly Example[] = law.holds;
  const evidence = holding.reduce((sum, example) => sum + evidenceOf(judgementsOf(law, example, judge)), 0);
  if (evidence > 0) return null;
  return "No example in `holds` puts it to the test: in each of them it says `notExercised`. Give one in which it could have failed and holds.";
};
