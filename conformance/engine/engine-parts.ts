import type { CredentialName } from "../cases/exchange.ts";
import type { Operation } from "../../contract/index.ts";
import type { Case } from "../cases/case.ts";
import type { Exchange } from "../cases/exchange.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Shard } from "../cases/shard.ts";
import type { Trial } from "../cases/trial.ts";
import type { Shape } from "../generate/schema-shape.ts";
import type { Judge } from "../judge/judge.ts";
import type { Measurements } from "../report/measurements.ts";
import type { HealthCheck } from "../target/health-check.ts";
import type { StateProbe } from "../target/state-probe.ts";
import type { RootFault, Target } from "../target/target.ts";
import type { LawBook } from "./law-book.ts";
import type { CauseNames } from "./cause-names.ts";
import type { MetTally } from "./met-tally.ts";
import type { PreviewGuard } from "./previews/preview-guard.ts";
import type { Reach } from "./reach.ts";
import type { SuspectList } from "./suspect-list.ts";
import type { UnreportedChanges } from "./unreported-changes.ts";

/** What the engine works on; each part is told of every exchange. */
export interface EngineParts {
  readonly operation: Operation;
  /** The shape of its request body. */
  readonly shape: Shape;
  readonly target: Target;
  /** What the user calls the target. */
  readonly url: URL;
  readonly reach: Reach;
  readonly timeoutMs: number;
  /** Looks into the store, or null where the user gave no way to. */
  readonly stateProbe: StateProbe | null;
  readonly judge: Judge;
  readonly book: LawBook;
  readonly suspects: SuspectList;
  readonly met: MetTally;
  readonly names: CauseNames;
  /** Looks after previews, or null where requests may write. */
  readonly guard: PreviewGuard | null;
  readonly measurements: Measurements;
  /** The part of each sequence that is sent, or null for the whole. */
  readonly shard: Shard | null;
  readonly workers: number;
  readonly health: HealthCheck;
  /** What came when the target's root was asked for; null where that was an answer. */
  readonly rootFault: () => RootFault;
  /** Those that the run was given. */
  readonly credentials: readonly CredentialName[];
  /** An invalid request of the operation, which writes nothing, with each of the run's credentials, the usual one first. */
  readonly invalid: readonly [RequestPlan, ...RequestPlan[]];
  /** Whether what is sent to look after previews counts as evidence: where hardly anything else is sent. */
  readonly countsLooks: boolean;
  /** Whether the store may be put back as it was: that writes. */
  readonly mayRestore: boolean;
  /** Mends a request so that it may be sent: the identity where the phase may write, else a preview. */
  readonly asAllowed: (plan: RequestPlan) => RequestPlan;
  readonly isOver: () => boolean;
  /** Told of each case of a phase with what it gave. */
  readonly onJudged: (testCase: Case, trial: Trial, order: number) => void;
  /** Takes down what changes and no answer reports; null where that is not kept count of. */
  readonly unreported: UnreportedChanges | null;
  /** Told of each exchange; null where nobody wants to hear of them. */
  readonly onExchange: ((exchange: Exchange) => Promise<void>) | null;
  readonly onProgress: (done: number, planned: number) => void;
}
