import type { Law, RunCorpus, RunOptions, Shard } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { headersOf } from "../options/kinds/header-line.ts";
import type { Settings } from "../options/settings.ts";
import { toolVersion } from "../process/tool.ts";
import { curlChoice } from "./again/curl-choice.ts";
import { openBaseline, type OpenBaseline } from "./baseline.ts";
import { credentialsOf } from "./credentials.ts";
import { lawChoiceOf } from "./law-choice.ts";
import { checkOptions as options } from "./options.ts";
import { withOwnLevels } from "./own-levels.ts";
import { sentAlong } from "./sent-along.ts";
import type { CheckedServer } from "./server.ts";
import { shardOf } from "./shard.ts";

const DEFAULT_CASES = 5_000;

/** Small enough that a minute has several rounds. */
export const CASES_PER_ROUND = 1_000;

/** Under a time budget alone the phases are gone through again and again, so that each law has its share of the time. */
const budgetOf = (
  cases: number | null,
  timeMs: number | null,
  isThorough: boolean,
): Pick<RunOptions, "cases" | "rounds" | "budget"> =>
  cases === null && timeMs !== null
    ? { cases: CASES_PER_ROUND, rounds: Number.POSITIVE_INFINITY, budget: "thorough" }
    : { cases: cases ?? DEFAULT_CASES, rounds: 1, budget: isThorough ? "thorough" : "learning" };

/** Everything about a run that the user's words settle; the server and the environment settle the rest. */
const settledBy = (settings: Settings, laws: readonly Law[], isShard: boolean) => {
  const timeMs = settings.get(options.time);
  return {
    ...lawChoiceOf(settings, laws),
    stateHeaders: headersOf(settings.get(options.header)),
    allowedStatuses: settings.get(options.allowStatus),
    failOn: settings.get(options.failOn),
    phases: settings.get(options.phases),
    // The shards' cases are those of one run only where what one was answered decides nothing.
    ...budgetOf(settings.get(options.cases), timeMs, settings.get(options.thorough) || isShard),
    mostFindings: settings.get(options.maxFindings),
    mostRequests: null,
    timeMs,
    seed: settings.get(options.seed),
    workers: settings.get(options.workers),
    ratePerSecond: settings.get(options.rate),
    timeoutMs: settings.get(options.timeout),
    strictEvidence: settings.get(options.strictEvidence),
  };
};

/** What the user's words settle of a run. `optionsFor` joins what a server settles, and `update` writes the baseline where that was asked for. */
export interface SettledRun extends Pick<OpenBaseline, "update"> {
  readonly shard: Shard | null;
  readonly optionsFor: (server: CheckedServer, corpus: RunCorpus | null) => Promise<RunOptions>;
}

/** Settles a run that judges by some of `laws`, before there is a server. Throws `UsageError` on what can't be followed. */
export const settleRun = async (
  settings: Settings,
  context: Context,
  { laws: usual, contract }: Pick<RunOptions, "laws" | "contract">,
): Promise<SettledRun> => {
  const { keyHeaders } = await import("../../conformance/index.ts");
  const shard = shardOf(settings, context);
  const { laws, ownLevels } = withOwnLevels(settings, usual);
  const settled = settledBy(settings, laws, shard !== null);
  const { baseline, update } = await openBaseline(settings, context);
  return {
    shard,
    update,
    optionsFor: async (server, corpus) => ({
      ...settled,
      contract,
      laws,
      ownLevels,
      toolVersion: await toolVersion(),
      target: server.url,
      connection: server.connection,
      isEmbedded: server.isEmbedded,
      shard,
      credentials: credentialsOf(server.keys),
      credentialHeaders: keyHeaders(server.keys, server.keyHeader),
      keyHeader: server.keyHeader,
      curl: curlChoice(settings, server, context),
      ...(server.renewKey === null ? {} : { renewKey: server.renewKey }),
      extraHeaders: sentAlong(server.keys, settled.stateHeaders, server.keyHeader),
      stateUrl: server.stateUrl,
      allowWrites: server.allowWrites,
      seed: settled.seed ?? context.freshSeed(),
      corpus,
      baseline,
      signal: AbortSignal.any([context.interrupted, context.terminated]),
      now: context.nowMs,
    }),
  };
};
