import type { Expectation } from "../cases/expectation.ts";
import type { Contract, Operation } from "../../contract/index.ts";
import type { Case, CaseSequence, NamedSequence } from "../cases/case.ts";
import type { DerivedKeyName } from "../cases/derived-key.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { Law, RelationLaw } from "../cases/law.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { PreviewRules } from "../cases/preview-rules.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Shard } from "../cases/shard.ts";
import type { RecalledCases, RecordedFinding } from "../corpus/corpus-file.ts";
import type { Replayed, Replayer } from "../corpus/replay-finding.ts";
import type { Shape } from "../generate/schema-shape.ts";

/** What a phase works with. */
export interface PhaseContext extends Replayer {
  readonly contract: Contract;
  readonly operation: Operation;
  /** The shape of the operation's request body. */
  readonly shape: Shape;
  /** Requests that write may be sent in this phase. */
  readonly allowWrites: boolean;
  /** The credentials that the user gave, the one that cases are sent with first. */
  readonly credentials: readonly CredentialName[];
  readonly seed: number;
  /** Counts from 0. Cases of another round are other cases. */
  readonly round: number;
  /** Requests that showed something in earlier rounds. */
  readonly pool: readonly RequestPlan[];
  /** The case budget of the fuzz phase in each round; the others derive theirs from it. */
  readonly cases: number;
  /** The laws that are judged by. */
  readonly laws: readonly Law[];
  readonly relations: readonly RelationLaw[];
  /** Why a law is not among them. */
  readonly whyNotJudged: (lawId: string) => string;
  /** What is sent again first of all. */
  readonly corpus: RecalledCases | null;
  /** The operation's requests can ask for a preview. */
  readonly hasPreview: boolean;
  /** What answer a request is owed. */
  readonly expect: (plan: RequestPlan) => Expectation;
  readonly hasStateProbe: boolean;
  /** How previews are looked after; null where no law is about what they write. */
  readonly previewRules: PreviewRules | null;
  /** The part of the cases that this run sends, or null for all. `sendAll` sees to it by itself. */
  readonly shard: Shard | null;
  readonly knowledge: Knowledge;
  /** What can be made of the member's key, so that it is sure to be another. */
  readonly derivedKeys: readonly DerivedKeyName[];
  /** Takes a request that was answered well: while the server is well, it is again. */
  readonly takeHealthRequest: (plan: RequestPlan) => void;
  /** Whether a credential was taken by now: a valid request with it was answered 200. */
  readonly hasWorked: (credential: CredentialName) => boolean;
  /** How a credential's key is carried, as in `X-API-Key`; empty where it has none. */
  readonly keyCarrier: (credential: CredentialName) => string;
  /** Replaces what is known; only the probe does. */
  readonly learn: (knowledge: Knowledge) => void;
  /** Mends a request so that it may be sent: the identity where it may write, else a preview. */
  readonly asAllowed: (plan: RequestPlan) => RequestPlan;
  readonly isOver: () => boolean;
  /** Tells what became of a recorded finding, and enters it where it is broken or unstable. */
  readonly replayed: (finding: RecordedFinding, replayed: Replayed) => void;
  /** Takes a law that failed by itself out of the run. */
  readonly fail: (law: RelationLaw, problem: unknown) => void;
  /** Sends one case and judges it, at once. */
  readonly send: (testCase: Case) => Promise<readonly Reading[]>;
  /** What of a sequence is to be sent now: all of it, or what the budget of the run gives it in this pass. */
  readonly allot: (sequence: NamedSequence) => CaseSequence;
  /** Sends and judges a sequence on all workers; resolves when it is through or the run is over. `isAlone` sends one case at a time, each from the initial state where there is a state probe. */
  readonly sendAll: (sequence: CaseSequence, isAlone?: boolean) => Promise<void>;
}

/** One phase of a run. `run` gives null, or why the phase could not do its work. */
export interface Phase {
  readonly name: PhaseName;
  /** What it stores stays where the store can't be put back, so that there it comes after every pass of the others. */
  readonly leavesTraces?: true;
  /** It sends the same whatever the round, so that once is enough. */
  readonly isDoneOnce?: true;
  readonly run: (context: PhaseContext) => Promise<string | null>;
}
