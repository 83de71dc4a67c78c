import type { Case } from "../cases/case.ts";
import { derivedKeyText, isDerivedKey } from "../cases/derived-key.ts";
import type { CredentialName } from "../cases/exchange.ts";
import { shareOf } from "../cases/shard.ts";
import type { Reading } from "../cases/reading.ts";
import type { RecordedFinding, RecordedInput, RecordedStep } from "../corpus/corpus-file.ts";
import { isHarmless, recall } from "../corpus/recorded-case.ts";
import { areUsedUp } from "../corpus/pending-cvms.ts";
import { areAsBefore, pendingThen, recordedChanges } from "../corpus/recorded-changes.ts";
import { replayedByGuard } from "../corpus/replayed-beside-writes.ts";
import { type Replayed, type ReplayPlace, replayFinding, untested } from "../corpus/replay-finding.ts";
import { isRefused } from "../engine/previews/tried-out.ts";
import { PreviewsStoppedError } from "../engine/previews/previews-stopped-error.ts";
import { asPreview } from "../generate/preview.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { singleCase } from "../generate/single-case.ts";
import type { Phase, PhaseContext } from "./phase.ts";

const flags: Partial<Record<CredentialName, string>> = {
  member: "--api-key",
  admin: "--admin-key",
  other: "--other-key",
};

/** Whose keys they are. That of a member may come from --api-key-command. */
const owners: Partial<Record<CredentialName, string>> = {
  member: "the member's key",
  admin: "the admin's key",
  other: "the key of --other-key",
};

/** What the keys given are good for now: a refused key answers alike whatever is wrong behind it. */
interface Access {
  readonly working: ReadonlySet<CredentialName>;
  readonly refused: ReadonlySet<CredentialName>;
}

/** Does a piece of work; null where a preview was seen to write, after which nothing more is sent that could. */
const unlessStopped = async <Result>(work: () => Promise<Result>): Promise<Result | null> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PreviewsStoppedError) return null;
    throw error;
  }
};

const learnAccess = async (context: PhaseContext): Promise<Access> => {
  const { operation, credentials, attempt, asAllowed, takeHealthRequest } = context;
  const working = new Set<CredentialName>();
  const refused = new Set<CredentialName>();
  for (const credential of credentials) {
    const plan = asAllowed(asPreview(plainRequest({ operation, credential }, {})));
    const trial = await unlessStopped(() => attempt(singleCase(plan, context), false));
    const [reading] = trial?.readings ?? [];
    if (reading?.outcome.kind !== "response") continue;
    const { outcome } = reading;
    if (outcome.status === 200) {
      working.add(credential);
      takeHealthRequest(plan);
    }
    if (outcome.status === 401 || outcome.status === 403) refused.add(credential);
  }
  return { working, refused };
};

/** Why what was made of a member's key can't be made of the one that there is, or null. */
const whyNotMade = (
  credential: CredentialName,
  { credentials, derivedKeys }: Pick<PhaseContext, "credentials" | "derivedKeys">,
): string | null => {
  if (!isDerivedKey(credential) || derivedKeys.includes(credential)) return null;
  return credentials.includes("member")
    ? `it needs ${derivedKeyText(credential)}, and the key of --api-key gives none that is sure to be another`
    : "it needs --api-key";
};

/** Why steps can't be sent with the keys that there are, or null. */
const whyNoAccess = (
  steps: readonly RecordedStep[],
  context: Pick<PhaseContext, "credentials" | "derivedKeys">,
  { refused }: Access,
): string | null => {
  for (const { credential } of steps) {
    const notMade = whyNotMade(credential, context);
    if (notMade !== null) return notMade;
    const flag = flags[credential];
    if (flag === undefined) continue;
    if (!context.credentials.includes(credential)) return `it needs ${flag}`;
    if (refused.has(credential)) return `the server refuses ${owners[credential]}`;
  }
  return null;
};

/** What a fleet lacks that holds CVMs of the kind is not known: previews of the run may have been told of many. */
const NOT_THERE = "The CVMs that they are about may not be there, or be stored otherwise than then";

/** The same where what is stored is told by answers alone. */
const NOT_BY_ITS_ANSWERS = `${NOT_THERE}, or it may take --state-url to see it`;

/** Why nothing is known where what would be written is stored by now. */
const WRITTEN =
  "answers do not show the store as it was then: its requests may not have shown the bug. Put it back, or give --state-url and --allow-writes";

/** Why nothing is known where it can't be told what was stored then. */
const UNTOLD =
  "the answers kept with it do not tell what it wrote, nor so whether that is stored by now. Give --state-url and --allow-writes";

const isAboutPreviews = ({ law: id }: RecordedFinding, { laws }: PhaseContext): boolean =>
  laws.some((law) => law.id === id && law.kind === "relation" && law.guard !== undefined);

/** Whether a request was refused that is to be, for what it says or for its key: whatever is stored, that is all there is to it. */
const isRefusedAsOwed = (reading: Reading, { credentials }: PhaseContext): boolean =>
  isRefused(reading) &&
  (reading.expectation.kind !== "acceptance" || !credentials.includes(reading.request.credential));

/** Tells why what was found where the finding is sent again may not let it show. What writes, or tells what would be written, shows only on what is not written yet. */
const whyIdleOf = (finding: RecordedFinding, { plans }: Case, context: PhaseContext): ReplayPlace["whyIdle"] => {
  const { previewRules: rules, hasStateProbe, allowWrites } = context;
  const aboutPreviews = isAboutPreviews(finding, context);
  // With both the store is as it was at first, each time.
  if (rules === null || (hasStateProbe && allowWrites)) return () => null;
  const { needs, steps } = finding;
  const writes = (step: number): boolean => {
    const plan = plans[step];
    return plan !== undefined && !isHarmless(plan, context);
  };
  const changes = needs.writes || aboutPreviews ? recordedChanges(steps, rules, writes) : new Map();
  const unlessRefused =
    (areAsThen: (readings: readonly Reading[]) => boolean): ReplayPlace["whyIdle"] =>
    (readings) =>
      readings.every((reading) => isRefusedAsOwed(reading, context)) || areAsThen(readings) ? null : WRITTEN;
  if (changes.size > 0) return unlessRefused((readings) => areAsBefore(changes, readings, rules));
  // What answers did not tell showed in the store alone.
  if (aboutPreviews || (needs.writes && needs.state)) return () => UNTOLD;
  const pending = pendingThen(finding, rules);
  return unlessRefused((readings) => !areUsedUp(pending, readings.flatMap(rules.told)));
};

const replayOne = async (
  finding: RecordedFinding,
  order: number,
  context: PhaseContext,
  access: Access,
): Promise<Replayed> => {
  if (finding.operation !== context.operation.id) return untested(`it is about the operation ${finding.operation}`);
  const noAccess = whyNoAccess(finding.steps, context, access);
  if (noAccess !== null) return untested(noAccess);
  const recalled = recall(finding, context);
  if (recalled.kind === "not-here") return untested(recalled.why);
  const { testCase } = recalled;
  const { laws, hasStateProbe } = context;
  const isGuarded = isAboutPreviews(finding, context);
  const unseen = hasStateProbe ? NOT_THERE : NOT_BY_ITS_ANSWERS;
  const missing = isGuarded ? unseen : laws.find(({ id }) => id === finding.law)?.missing;
  const place = { order, missing, hasStateProbe, whyIdle: whyIdleOf(finding, testCase, context) };
  const replayed = await unlessStopped(() => replayFinding(finding, testCase, context, place));
  return replayed ?? replayedByGuard(finding, isGuarded);
};

const recalledInputs = (inputs: readonly RecordedInput[], context: PhaseContext, access: Access): readonly Case[] =>
  inputs.flatMap((input) => {
    if (whyNoAccess(input.steps, context, access) !== null) return [];
    const recalled = recall(input, context);
    return recalled.kind === "case" ? [recalled.testCase] : [];
  });

const runsAlone = ({ relation }: Case): boolean =>
  relation !== null && (relation.phase === "writes" || relation.runsAlone === true);

const sendAll = async (cases: readonly Case[], context: PhaseContext, isAlone: boolean): Promise<void> =>
  context.sendAll(
    {
      count: cases.length,
      at: (index) => {
        const testCase = cases[index];
        if (testCase === undefined) throw new RangeError(`There is no recorded case ${index}.`);
        return testCase;
      },
    },
    isAlone,
  );

/** What earlier runs recorded, first of all: the findings one by one, then the inputs that showed something new. */
const replay: Phase = {
  name: "replay",
  isDoneOnce: true,
  run: async (context) => {
    const { corpus } = context;
    if (corpus === null) return "there is no corpus";
    const { baseline, findings, inputs } = corpus;
    if (baseline.length + findings.length + inputs.length === 0) return "nothing is recorded that could be sent again";
    const access = await learnAccess(context);
    context.learn({ ...context.knowledge, working: access.working });
    const share = shareOf(findings.length, context.shard);
    const shares = Array.from({ length: share.count }, (_, nth) => share.indexOf(nth));
    const own = [
      ...baseline.map((finding, order) => ({ finding, order })),
      ...shares.flatMap((nth) => {
        const finding = findings[nth];
        return finding === undefined ? [] : [{ finding, order: baseline.length + nth }];
      }),
    ];
    for (const { finding, order } of own)
      if (!context.isOver()) context.replayed(finding, await replayOne(finding, order, context, access));
    const cases = recalledInputs(inputs, context, access);
    await sendAll(
      cases.filter((testCase) => !runsAlone(testCase)),
      context,
      false,
    );
    await sendAll(cases.filter(runsAlone), context, true);
    return null;
  },
};

export default replay;
