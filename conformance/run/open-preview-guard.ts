import type { Law, RelationLaw } from "../cases/law.ts";
import type { PreviewRules } from "../cases/preview-rules.ts";
import { PreviewGuard } from "../engine/previews/preview-guard.ts";
import type { PreviewGuardParts } from "../engine/previews/preview-guard-parts.ts";
import { PreviewKnowledge } from "../engine/previews/preview-knowledge.ts";
import type { CheckedOperation } from "../generate/only-operation.ts";
import type { WritingPreview } from "../engine/previews/writing-preview.ts";
import { hasPreview } from "../generate/preview.ts";
import { createExpectations } from "../judge/judge.ts";
import { toSentRequest } from "../target/sent-request.ts";
import type { RunOptions } from "./run-options.ts";

/** What the guard of a run looks with, and whom it tells. */
export interface GuardedRun
  extends Pick<
    PreviewGuardParts,
    "stored" | "isActive" | "isOver" | "hangs" | "recover" | "takeHealthRequest" | "onUnseen" | "onAlone"
  > {
  /** Told once, of the first preview that was seen to write, by the law about that. */
  readonly onWritten: (law: RelationLaw, seen: WritingPreview) => Promise<void>;
}

/** The rules of the law about what previews write, chosen or not; else null. */
export const previewRulesIn = (laws: readonly Law[]): PreviewRules | null =>
  laws.flatMap((law) => (law.kind === "relation" && law.guard !== undefined ? [law.guard] : [])).at(0) ?? null;

/** The guard of a run's previews, by the rules of the law about what previews write, chosen or not; else null. */
export const openPreviewGuard = (
  { contract, laws, credentials, allowWrites }: RunOptions,
  { operation, shape }: CheckedOperation,
  { onWritten, ...run }: GuardedRun,
): PreviewGuard | null => {
  const law = laws.find((candidate) => candidate.kind === "relation" && candidate.guard !== undefined);
  if (!hasPreview(shape) || law?.kind !== "relation" || law.guard === undefined) return null;
  const expect = createExpectations(contract, operation);
  return new PreviewGuard({
    ...run,
    stops: !allowWrites,
    rules: law.guard,
    knowledge: new PreviewKnowledge(law.guard, operation),
    credentials: credentials.length === 0 ? ["none"] : credentials,
    expect: (plan) => expect(toSentRequest(plan, false)),
    onWritten: (seen) => onWritten(law, seen),
  });
};
