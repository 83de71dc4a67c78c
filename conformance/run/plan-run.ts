import type { Case, CaseSequence } from "../cases/case.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { RelationLaw } from "../cases/law.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { shareOf } from "../cases/shard.ts";
import { CauseNames } from "../engine/cause-names.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { hasPreview, isPreviewAlready } from "../generate/preview.ts";
import { createExpectations } from "../judge/judge.ts";
import type { PhaseContext } from "../phases/phase.ts";
import { phases } from "../phases/phases.ts";
import { sampleKnowledge } from "../phases/probing/sample-knowledge.ts";
import { toSentRequest } from "../target/sent-request.ts";
import { derivedKeysIn } from "./callers.ts";
import type { RunOptions } from "./run-options.ts";
import { chooseLaws } from "./verdicts.ts";
import { WritePolicy } from "./write-policy.ts";

/** What one phase of a run would send, before anything is sent again. */
export interface PlannedPhase {
  readonly name: PhaseName;
  readonly cases: number;
  readonly requests: number;
  /** Valid requests that ask for a preview: these write on a server whose previews write. */
  readonly previews: number;
  /** Valid requests that ask for none. */
  readonly writing: number;
  /** Valid requests of either kind that may replace an id by another. */
  readonly overwriting: number;
  /** Why the phase would send nothing, or null. */
  readonly skipped: string | null;
}

const overwrites = ({ body }: RequestPlan): boolean =>
  body.kind === "json" && JSON.stringify(body.value).includes('"overwrite":true');

class PhaseCount {
  readonly #isValid: (plan: RequestPlan) => boolean;
  cases = 0;
  requests = 0;
  previews = 0;
  writing = 0;
  overwriting = 0;

  constructor(isValid: (plan: RequestPlan) => boolean) {
    this.#isValid = isValid;
  }

  add({ plans }: Case): void {
    this.cases += 1;
    for (const plan of plans) {
      this.requests += 1;
      if (!this.#isValid(plan)) continue;
      if (isPreviewAlready(plan)) this.previews += 1;
      else this.writing += 1;
      if (overwrites(plan)) this.overwriting += 1;
    }
  }
}

/** The phases that send cases of their own making: the others ask the server first, or send what earlier runs recorded. */
const isPlannable = (name: PhaseName): boolean => name !== "probe" && name !== "replay";

/**
 * Counts what the first round of a run would send, on a server of which `knowledge` is known, and sends nothing. Without knowledge a
 * small fleet is thought of; what relations send depends on it.
 */
export const planRun = async (options: RunOptions, knowledge: Knowledge | null): Promise<readonly PlannedPhase[]> => {
  const checked = onlyOperation(options.contract);
  const expect = createExpectations(options.contract, checked.operation);
  const canPreview = hasPreview(checked.shape);
  const policy = new WritePolicy(options, canPreview);
  const laws = chooseLaws(options);
  const credentials = options.credentials.length === 0 ? (["none"] as const) : options.credentials;
  const unsent = (): never => {
    throw new Error("A plan sends nothing. This is a fault of the harness.");
  };
  const planned: PlannedPhase[] = [];
  for (const { name, run } of phases.filter(
    (phase) => isPlannable(phase.name) && options.phases.includes(phase.name),
  )) {
    policy.enter(name, 0);
    const count = new PhaseCount((plan) => expect(toSentRequest(plan, true)).kind === "acceptance");
    const context: PhaseContext = {
      contract: options.contract,
      ...checked,
      allowWrites: policy.allowsWrites,
      credentials,
      seed: options.seed,
      round: 0,
      pool: [],
      cases: options.cases,
      laws,
      relations: laws.filter((law): law is RelationLaw => law.kind === "relation"),
      whyNotJudged: () => "",
      corpus: null,
      hasPreview: canPreview,
      expect: (plan) => expect(toSentRequest(plan, false)),
      hasStateProbe: options.stateUrl !== null,
      previewRules: null,
      shard: options.shard,
      knowledge: knowledge ?? sampleKnowledge(credentials),
      derivedKeys: derivedKeysIn(options),
      takeHealthRequest: () => {},
      hasWorked: () => false,
      keyCarrier: () => "",
      learn: () => {},
      asAllowed: policy.asAllowed,
      isOver: () => false,
      replayed: () => {},
      fail: () => {},
      allot: (sequence) => sequence,
      send: unsent,
      attempt: unsent,
      names: new CauseNames(checked, laws),
      sendAll: async (sequence: CaseSequence) => {
        const share = shareOf(sequence.count, options.shard);
        for (let nth = 0; nth < share.count; nth += 1) count.add(sequence.at(share.indexOf(nth)));
      },
    };
    const skipped = await run(context);
    const { cases, requests, previews, writing, overwriting } = count;
    planned.push({ name, cases, requests, previews, writing, overwriting, skipped });
  }
  return planned;
};
