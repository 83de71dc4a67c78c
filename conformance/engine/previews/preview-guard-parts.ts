import type { PreviewRules } from "../../cases/preview-rules.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import type { StoredIds } from "../../cases/stored.ts";
import type { Asked } from "./asked.ts";
import type { AnswersOwed } from "./could-write.ts";
import type { PreviewKnowledge } from "./preview-knowledge.ts";
import type { WritingPreview } from "./writing-preview.ts";

/** What the guard works with. */
export interface PreviewGuardParts extends AnswersOwed {
  /** Once a preview has written, nothing more is sent that could: there is no leave to write. Else it has found what it looks for. */
  readonly stops: boolean;
  /** Whether previews alone are sent for now: what others write meanwhile can't be told from what a preview wrote. */
  readonly isActive: () => boolean;
  /** Whether a request is of a kind that hangs, so that nothing can be learned from it. */
  readonly hangs: (plan: RequestPlan) => boolean;
  readonly rules: PreviewRules;
  readonly knowledge: PreviewKnowledge;
  /** The run is to end: nothing is waited for any more. */
  readonly isOver: () => boolean;
  /** What is stored, or null where that can't be looked into. */
  readonly stored: () => Promise<StoredIds | null>;
  /** Told when something is tried out alone, so that others wait, and when nothing is any more. */
  readonly onAlone: (isAlone: boolean) => void;
  /** Waits until the server is well, to these callers too. */
  readonly recover: (credentials: Iterable<CredentialName>) => Promise<void>;
  /** Takes a request that was answered, to be sent again where it is in doubt whether the server is well. */
  readonly takeHealthRequest: (plan: RequestPlan) => void;
  /** Told once, of the first preview that was seen to write. */
  readonly onWritten: (seen: WritingPreview) => Promise<void>;
  /** Told once, of a look that showed nothing of a CVM that a preview had told a change of, however it was asked. */
  readonly onUnseen: (look: Asked) => Promise<void>;
}
