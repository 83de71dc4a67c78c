import { createHash } from "node:crypto";
import type { RecordedInput } from "./corpus-file.ts";
import type { Novel } from "./novelty.ts";
import { recordStep } from "./recorded-step.ts";

/** A case that showed something new, in the form that is kept. Its id is made of what is sent. */
export const recordInput = ({ testCase, shows }: Novel): RecordedInput => {
  const relation = testCase.relation?.id ?? null;
  const steps = testCase.plans.map((plan) => recordStep(plan, null));
  const id = createHash("sha256")
    .update(JSON.stringify([relation, steps]))
    .digest("hex")
    .slice(0, 12);
  return { schemaVersion: 1, kind: "input", id, shows, relation, steps };
};
