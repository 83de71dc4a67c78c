import type { Law, Report, Reporter, RunCorpus, RunOptions } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { headersOf } from "../options/kinds/header-line.ts";
import type { Settings } from "../options/settings.ts";
import { toolVersion } from "../process/tool.ts";
import { openBaseline } from "./baseline.ts";
import { credentialsOf } from "./credentials.ts";
import { lawChoiceOf } from "./law-choice.ts";
import { checkOptions as options } from "./options.ts";
import { lookText, planText } from "./plan-text.ts";
import { openReportSinks } from "./report-sinks.ts";
import type { ReportTarget } from "./report-target.ts";
import { type CheckedServer, openServer } from "./server.ts";
import { sentAlong } from "./sent-along.ts";
import { shardOf } from "./shard.ts";

export type CheckScope = "run" | "look" | "plan";

/** What one command that judges a server does otherwise than another. */
export interface CheckPlan {
  /** The reports to make. */
  readonly reports: readonly ReportTarget[];
  /** A run that judges; a first look at a server that matters, with what a run would send; or that alone. */
  readonly scope: CheckScope;
  /** Changes what the user's words settled. */
  readonly changes: Partial<Pick<RunOptions, "phases" | "profile" | "cases" | "rounds" | "budget">>;
  /** Opens the corpus that is read and added to, or gives null. */
  readonly openCorpus: (server: CheckedServer) => Promise<RunCorpus | null>;
  /** Listens to the run beside its reports. */
  readonly listeners: readonly Reporter[];
  /** The exit code of a run that nothing ended early. */
  readonly exitCode: (report: Report) => Promise<ExitCode>;
}

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

/** The exit code of a run that was told to end early says so, whatever it had found until then. */
const endedEarly = ({ interrupted, terminated }: Context): ExitCode | null => {
  if (interrupted.aborted) return EXIT.interrupted;
  return terminated.aborted ? EXIT.terminated : null;
};

/** Judges a server as far as it was asked for, and gives the report, or null where only the plan was. */
const judgeServer = async (
  scope: CheckScope,
  options: RunOptions,
  reporters: readonly Reporter[],
  { stdout, stderr }: Context,
): Promise<Report | null> => {
  const { lookAt, planRun, runConformance } = await import("../../conformance/index.ts");
  switch (scope) {
    case "run":
      return runConformance(options, reporters);
    case "plan":
      stdout.write(`What a run would send to ${options.target.href}; nothing is sent now.\n`);
      stdout.write(planText(await planRun(options, null), options.allowWrites, true));
      return null;
    case "look": {
      const look = await lookAt(options, reporters);
      stderr.write(`${lookText(look)}\nWhat a whole run would send:\n`);
      stderr.write(planText(await planRun(options, look.knowledge), options.allowWrites, look.knowledge === null));
      return look.report;
    }
  }
};

/** Opens the server that the user named, or the embedded reference, judges it, and saves the reports. */
export const checkServer = async (settings: Settings, context: Context, plan: CheckPlan): Promise<ExitCode> => {
  const conformance = await import("../../conformance/index.ts");
  const { loadContract, openapiDocument } = await import("../../contract/index.ts");
  const laws = await conformance.loadLaws();
  const shard = shardOf(settings, context);
  const settled = settledBy(settings, laws, shard !== null);
  const contract = loadContract(openapiDocument);
  const sinks = await openReportSinks(plan.reports, { laws, contract }, context);
  const { baseline, update } = await openBaseline(settings, context);
  const { stderr } = context;
  const progress = conformance.progressReporter(
    stderr.write,
    conformance.styleFor(stderr.hasColours),
    stderr.isTerminal,
  );
  const server = await openServer(settings, context);
  try {
    if (shard !== null && shard.count > 1 && server.allowWrites && !server.isEmbedded)
      stderr.write(
        "This shard writes. Give each shard a server of its own: on one they would write into each other's state.\n",
      );
    const runOptions: RunOptions = {
      ...settled,
      contract,
      laws,
      toolVersion: await toolVersion(),
      target: server.url,
      isEmbedded: server.isEmbedded,
      shard,
      credentials: credentialsOf(server.keys),
      credentialHeaders: conformance.keyHeaders(server.keys),
      extraHeaders: sentAlong(server.keys, settled.stateHeaders),
      stateUrl: server.stateUrl,
      allowWrites: server.allowWrites,
      seed: settled.seed ?? context.freshSeed(),
      corpus: await plan.openCorpus(server),
      baseline,
      signal: AbortSignal.any([context.interrupted, context.terminated]),
      now: context.nowMs,
      ...plan.changes,
    };
    const reporters = [progress, ...plan.listeners, ...sinks.reporters];
    const report = await judgeServer(plan.scope, runOptions, reporters, context);
    if (report === null) return EXIT.conforms;
    try {
      await sinks.save();
    } finally {
      await update(report);
    }
    return endedEarly(context) ?? (await plan.exitCode(report));
  } catch (error) {
    const { TargetError, StrangerError, ContinueError, AccessError, StateError } = conformance;
    const isOfTarget =
      error instanceof TargetError ||
      error instanceof StrangerError ||
      error instanceof ContinueError ||
      (error instanceof AccessError && error.isOfPace);
    if (!(isOfTarget || error instanceof AccessError || error instanceof StateError)) throw error;
    stderr.write(`${stderr.style("red", error.message)}\n`);
    const unmade = plan.reports.flatMap(({ path }) => (path === null ? [] : [path]));
    if (unmade.length > 0)
      stderr.write(`No report was made: what stands at ${unmade.join(", ")} is of an earlier run.\n`);
    return isOfTarget ? EXIT.failed : EXIT.usage;
  } finally {
    await server.close();
  }
};
