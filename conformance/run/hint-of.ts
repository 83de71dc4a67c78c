import type { Knowledge } from "../cases/knowledge.ts";
import type { ExchangeLaw, Law, Need, RelationLaw } from "../cases/law.ts";
import type { PreviewRules } from "../cases/preview-rules.ts";
import type { StoreTells } from "../cases/stored.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { validRequest } from "../generate/request-arbitrary.ts";
import type { ReportedPhase } from "../report/reported-phase.ts";
import { NOT_ASKED_FOR } from "../report/outcome.ts";
import { LOOKED, LOST, STOPPED } from "../report/shared-hints.ts";
import type { WrittenId } from "../report/reported-previews.ts";
import type { PreviewsStop } from "../report/why-previews-stopped.ts";
import { derivedKeysIn } from "./callers.ts";
import type { RunOptions } from "./run-options.ts";
import { beforeChanges, onceStored } from "./seen-otherwise.ts";
import { mayBePutOff, type PutOffs, whyPutOff } from "./why-put-off.ts";
import { whyCutOff, whyNotSeen, whyNotShown } from "./why-unfinished.ts";

/** What a run had to put laws to the test with. */
export interface RunMeans {
  readonly putOffs: PutOffs;
  readonly options: Pick<
    RunOptions,
    "contract" | "allowWrites" | "credentials" | "credentialHeaders" | "stateUrl" | "mostRequests"
  >;
  readonly knowledge: Knowledge;
  readonly storeTells: StoreTells;
  readonly phases: readonly ReportedPhase[];
  /** The CVMs of which another stored id was told later on than at first, where nobody saw who wrote; none where the run may write. */
  readonly changed: readonly WrittenId[];
  /** What is known of the operation's previews, or null. */
  readonly rules: PreviewRules | null;
  /** What stopped the previews, or null where nothing did. */
  readonly whyStopped: PreviewsStop | null;
  /** The target was lost on the way. */
  readonly isLost: boolean;
}

const NEEDS_FACTS =
  "Needs a state probe that tells the status and the workspace of each CVM: the one given tells instance ids alone. docs/state-probe.md says how.";
const USED_UP =
  "There were CVMs to try it on when the run began, and no case put it to the test: what was written before may have left none. Pass --state-url so that each case starts from the same fleet: docs/state-probe.md says how.";
const WRITTEN_MEANWHILE =
  "There were CVMs to try it on when the run began, and no case put it to the test: this run or somebody else may have written them meanwhile. --report json names the CVMs of which another stored id was told later on, as `previews.alsoChanged`.";
const NEVER_SHOWN =
  "There were CVMs to try it on when the run began, and what the server answered put it to the test in no case.";

/** What the user may pass for a need of a law's. */
export const remedies: Readonly<Record<Need, string>> = {
  "member-key": "--api-key",
  "admin-key": "--admin-key",
  "other-key": "--other-key, the key of a member of another workspace",
  writes: "--allow-writes",
  "state-probe": "--state-url, which docs/state-probe.md tells how to serve",
};

const flags = { member: "--api-key", admin: "--admin-key", other: "--other-key" } as const;

const credentialOf = { "member-key": "member", "admin-key": "admin", "other-key": "other" } as const;

/** Whether the user gave what a law needs. */
export const isMet = (
  need: Need,
  { allowWrites, credentials, stateUrl }: Pick<RunOptions, "allowWrites" | "credentials" | "stateUrl">,
): boolean => {
  if (need === "writes") return allowWrites;
  return need === "state-probe" ? stateUrl !== null : credentials.includes(credentialOf[need]);
};

/** That the server did not take a key which a law needs, or null; where there was no probe nothing is known of that. */
const refusedKeyFor = (
  { needs }: RelationLaw,
  { options, knowledge: { working, refused }, putOffs: { requests, unanswered } }: RunMeans,
): string | null => {
  for (const need of needs)
    if (need !== "writes" && need !== "state-probe" && working.size > 0) {
      const credential = credentialOf[need];
      if (!options.credentials.includes(credential) || working.has(credential)) continue;
      const mayBeBusy = unanswered > 0 && refused?.has(credential) !== true;
      return `Was not put to the test, for the server did not answer 200 when it was first asked with the key of ${flags[credential]}${mayBeBusy ? `: ${unanswered} of ${requests} requests of the run got 429 or 503 in the end` : ""}.`;
    }
  return null;
};

/**
 * What is to be said of a law that needs keys of two workspaces where both see the same CVM; null where they don't. It may be the user's mistake, and may be
 * the server's.
 */
const sharedBy = ({ needs }: RelationLaw, { knowledge: { seen } }: RunMeans): string | null => {
  if (!needs.includes("other-key")) return null;
  const own = new Set(seen.get("member")?.map(({ cvmId }) => cvmId));
  const shared = seen.get("other")?.find(({ cvmId }) => own.has(cvmId));
  if (shared === undefined) return null;
  return `Was not put to the test, for --api-key and --other-key both see CVM ${shared.cvmId}. Either they are keys of one workspace: give --other-key that of another one. Or the server shows one of them what is the other's: then CVM ${shared.cvmId} is of one of two workspaces alone.`;
};

/** Why the phase of a law sent nothing, where that is no matter of what the fleet holds. */
const whyNotSent = ({ phase }: RelationLaw, phases: readonly ReportedPhase[]): string | null => {
  const reported = phases.find(({ name }) => name === phase);
  return reported === undefined || reported.requests > 0 ? null : reported.skipped;
};

/** Whether there would be anything to try a law on, were this known. */
const hasCases = (law: RelationLaw, knowledge: Knowledge, { options }: RunMeans): boolean => {
  const { contract, allowWrites } = options;
  const { operation, shape } = onlyOperation(contract);
  const { learned, credential } = knowledge;
  const derivedKeys = derivedKeysIn(options);
  try {
    const valid = validRequest({ operation, shape, learned, credential });
    return law.propose({ contract, operation, knowledge, validRequest: valid, allowWrites, derivedKeys }) !== null;
  } catch {
    // A law that fails is reported as that, and here it had nothing.
    return false;
  }
};

/** Whether there was anything to try a law on when the run began, by what the probe and the looks told. */
const hadCases = (law: RelationLaw, means: RunMeans): boolean => {
  const { knowledge, changed, rules } = means;
  return hasCases(law, rules === null ? knowledge : beforeChanges(knowledge, changed, rules), means);
};

/** What became of the CVMs that a law had when the run began; null where it can be tried on whatever is stored. */
const whyGone = (law: RelationLaw, means: RunMeans): string | null => {
  const { knowledge, changed, rules, options } = means;
  // A law about what is written proposes nothing where no CVM is of the kind that it needs.
  const isOfKind = law.phase === "writes" || (rules !== null && !hasCases(law, onceStored(knowledge, rules), means));
  if (!isOfKind) return null;
  if (changed.length > 0) return WRITTEN_MEANWHILE;
  if (!options.allowWrites) return `${NEVER_SHOWN} ${law.missing}`;
  // A fleet that is put back holds in each case what it held when the run began.
  return options.stateUrl === null ? USED_UP : NEVER_SHOWN;
};

/** Why it is not known what CVMs there are; null where it is, or the probe was answered too little. */
const whyNotProbed = (phases: readonly ReportedPhase[]): string | null =>
  phases.find(({ name, requests }) => name === "probe" && requests === 0)?.skipped ?? null;

/** Whether a law is put to the test by what other phases send than those of the run, so that nothing that ended it matters. */
const isOfPhasesNotAsked = (law: Law, phases: readonly ReportedPhase[]): boolean =>
  law.kind === "exchange" &&
  law.sentIn !== undefined &&
  law.sentIn.every((name) => phases.some((phase) => phase.name === name && phase.skipped === NOT_ASKED_FOR));

/** What a law about one exchange lacked, and which phase would send it where none did that sends it. */
const exchangeHint = (law: ExchangeLaw, { phases, putOffs, isLost }: RunMeans): string => {
  const { missing, sentIn = [] } = law;
  if (isLost && !isOfPhasesNotAsked(law, phases)) return LOST;
  const notSeen = whyNotSeen(law, phases);
  if (notSeen !== null) return `${notSeen} ${missing}`;
  const hasSent = phases.some(({ name, requests }) => sentIn.includes(name) && requests > 0);
  const notShown = sentIn.length === 0 ? whyNotShown(phases) : null;
  if (notShown !== null) return `${notShown} ${missing}`;
  if (sentIn.length === 0 || hasSent) return `${mayBePutOff(putOffs)}${missing}`;
  return `${missing} Run the phase ${sentIn.join(" or the phase ")}, which ${sentIn.length === 1 ? "sends" : "send"} it.`;
};

/** What a law that nothing put to the test lacked in this run, and what would give it that. */
export const hintOf = (law: Law, means: RunMeans): string => {
  const { options, knowledge, storeTells, phases, whyStopped, isLost } = means;
  // A look alone has a bound to its requests, which may be reached before anything is learned. Where no key works the whole check would see no more.
  if (!isLost && options.mostRequests !== null && (knowledge.working.size > 0 || knowledge.seen.size === 0))
    return LOOKED;
  // Invalid requests go on once previews are stopped.
  const cutShort = law.kind === "exchange" && law.sentIn !== undefined ? whyNotSeen(law, phases) : null;
  if (whyStopped !== null && cutShort !== null) return `${cutShort} ${law.missing}`;
  if (whyStopped !== null && !isOfPhasesNotAsked(law, phases)) return STOPPED[whyStopped];
  if (law.kind === "exchange") return exchangeHint(law, means);
  if (law.needsFacts === true && storeTells === "ids") return NEEDS_FACTS;
  const refused = refusedKeyFor(law, means);
  if (refused !== null) return refused;
  const shared = sharedBy(law, means);
  if (shared !== null) return shared;
  if (isLost) return LOST;
  const putOff = whyPutOff(law, means.putOffs);
  if (putOff !== null) return putOff;
  const had = hadCases(law, means);
  const unprobed = had ? null : whyNotProbed(phases);
  if (unprobed !== null)
    return `Was not put to the test, for its cases are made of what the phase probe sees, and that was skipped: ${unprobed}.`;
  const notSent = had ? whyNotSent(law, phases) : null;
  if (notSent !== null) return `Was not put to the test, for its phase ${law.phase} was skipped: ${notSent}.`;
  const cutOff = had ? whyCutOff(law, phases) : null;
  if (cutOff !== null) return cutOff;
  const perhaps = mayBePutOff(means.putOffs);
  const gone = had ? whyGone(law, means) : null;
  if (gone !== null) return `${perhaps}${gone}`;
  const { alternative } = law;
  return alternative === undefined || isMet(alternative, options)
    ? `${perhaps}${law.missing}`
    : `${perhaps}${law.missing} Or pass ${remedies[alternative]}.`;
};
