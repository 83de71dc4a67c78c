import type { PhaseName } from "../cases/phase-name.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { asPreview } from "../generate/preview.ts";
import { sendsPreviewsOnly } from "../phases/sends-previews-only.ts";
import type { RunOptions } from "./run-options.ts";

/** Decides which requests may go out as they are, and makes previews of the others. */
export class WritePolicy {
  readonly #options: Pick<RunOptions, "allowWrites" | "stateUrl" | "phases">;
  readonly #canPreview: boolean;
  #sendsPreviewsOnly = false;

  /** `canPreview`: the operation's requests can ask for a preview. */
  constructor(options: Pick<RunOptions, "allowWrites" | "stateUrl" | "phases">, canPreview: boolean) {
    this.#options = options;
    this.#canPreview = canPreview;
  }

  /** Begins a phase, some of which send previews though the run may write. */
  enter(phase: PhaseName, round: number): void {
    this.#sendsPreviewsOnly = this.#canPreview && sendsPreviewsOnly(phase, round, this.#options);
  }

  /** Requests that write may be sent in the phase that was entered last. */
  get allowsWrites(): boolean {
    return this.#options.allowWrites && !this.#sendsPreviewsOnly;
  }

  /** The request as it may be sent: as it is where it may write or can ask for no preview, else as a preview. */
  readonly asAllowed = (plan: RequestPlan): RequestPlan => {
    const mayWrite = this.#options.allowWrites || !this.#canPreview;
    return mayWrite && !this.#sendsPreviewsOnly ? plan : asPreview(plan);
  };
}
