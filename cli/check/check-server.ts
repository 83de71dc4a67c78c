import type { Report, Reporter, RunCorpus, RunOptions } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Settings } from "../options/settings.ts";
import { allLaws } from "./all-laws.ts";
import { waitForServer } from "./connection/wait-for-server.ts";
import { openContractFile } from "./contract-file.ts";
import { noReportText } from "./no-report-text.ts";
import { checkOptions as options } from "./options.ts";
import { lookText, planText, sampleOfLook, WHOLE_SAMPLE } from "./plan-text.ts";
import { recordsAll } from "./records-all.ts";
import { discreet } from "./redact-report.ts";
import { openReportSinks } from "./report-sinks.ts";
import type { ReportTarget } from "./report-target.ts";
import { type CheckedServer, openServer } from "./server.ts";
import { settleRun } from "./settle-run.ts";

export type CheckScope = "run" | "look" | "plan";

/** What one command that judges a server does otherwise than another. */
export interface CheckPlan {
  /** The reports to make. */
  readonly reports: readonly ReportTarget[];
  /** A run that judges; a first look at a server that matters, with what a run would send; or that alone. */
  readonly scope: CheckScope;
  /** Changes what the user's words settled. */
  readonly changes: Partial<Pick<RunOptions, "phases" | "profile" | "cases" | "rounds" | "budget" | "replaysAlone">>;
  /** Opens the corpus that is read and added to, or gives null. */
  readonly openCorpus: (server: CheckedServer) => Promise<RunCorpus | null>;
  /** Listens to the run beside its reports. */
  readonly listeners: readonly Reporter[];
  /** Tells what is to be told beside the reports, and gives the exit code of a run that nothing ended early. */
  readonly exitCode: (report: Report) => Promise<ExitCode>;
}

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
      stdout.write(planText(await planRun(options, null), options, WHOLE_SAMPLE));
      return null;
    case "look": {
      const look = await lookAt(options, reporters);
      stderr.write(`${lookText(look)}\nWhat a whole run would send:\n`);
      stderr.write(planText(await planRun(options, look.knowledge), options, sampleOfLook(look)));
      return look.report;
    }
  }
};

/** Opens the server that the user named, or the embedded reference, judges it, and saves the reports. */
export const checkServer = async (settings: Settings, context: Context, plan: CheckPlan): Promise<ExitCode> => {
  const conformance = await import("../../conformance/index.ts");
  const { loadContract, openapiDocument } = await import("../../contract/index.ts");
  const contract = loadContract(openapiDocument);
  const laws = await allLaws(settings, context, contract);
  context.spare(laws.map(({ id }) => id));
  const { shard, optionsFor, update } = await settleRun(settings, context, { laws, contract });
  const contractFile = await openContractFile(settings.get(options.contractPath), contract, context);
  const sinks = await openReportSinks(
    plan.reports,
    { laws, contract, contractFile, isVerbose: settings.get(options.verbose) },
    context,
    recordsAll(settings, plan.reports),
  );
  const { stderr } = context;
  const progress = discreet(
    conformance.progressReporter(
      stderr.write,
      conformance.styleFor(stderr.hasColours),
      stderr.isTerminal,
      stderr.columns,
    ),
    context.redact,
  );
  const server = await openServer(settings, context);
  try {
    if (shard !== null && shard.count > 1 && server.allowWrites && !server.isEmbedded)
      stderr.write(
        "This shard writes. Give each shard a server of its own: on one they would write into each other's state.\n",
      );
    const runOptions = {
      ...(await optionsFor(server, await plan.openCorpus(server))),
      ...plan.changes,
      ...sinks.listening,
    };
    const reporters = [progress, ...plan.listeners, ...sinks.reporters];
    if (plan.scope !== "plan") await waitForServer(settings, server, context);
    const report = await judgeServer(plan.scope, runOptions, reporters, context);
    if (report === null) return EXIT.conforms;
    try {
      await sinks.save();
    } finally {
      await update(report);
    }
    const code = await plan.exitCode(report);
    return endedEarly(context) ?? code;
  } catch (error) {
    const { TargetError, StrangerError, ContinueError, AccessError, StateError } = conformance;
    const isOfTarget =
      error instanceof TargetError ||
      error instanceof StrangerError ||
      error instanceof ContinueError ||
      (error instanceof AccessError && error.isOfPace);
    if (!(isOfTarget || error instanceof AccessError || error instanceof StateError)) throw error;
    stderr.write(`${stderr.style("red", error.message)}\n`);
    stderr.write(await noReportText(plan.reports, context));
    return isOfTarget ? EXIT.failed : EXIT.usage;
  } finally {
    await sinks.close();
    await server.close();
  }
};
