import type { Law, RunOptions } from "../conformance/index.ts";
import { credentialsOf, keyHeaders } from "./check/credentials.ts";
import { lawChoiceOf } from "./check/law-choice.ts";
import { checkOptions as options } from "./check/options.ts";
import { openReportSinks } from "./check/report-sinks.ts";
import { type CheckedServer, openServer } from "./check/server.ts";
import { shardOf } from "./check/shard.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode, exitCodes } from "./exit-code.ts";
import { headersOf } from "./options/kinds/header-line.ts";
import type { Settings } from "./options/settings.ts";
import { toolVersion } from "./tool.ts";

const DEFAULT_CASES = 5_000;

/** Everything about a run that the user's words settle; the server and the environment settle the rest. */
const settledBy = (settings: Settings, laws: readonly Law[]) => {
  const timeMs = settings.get(options.time);
  return {
    ...lawChoiceOf(settings, laws),
    extraHeaders: headersOf(settings.get(options.header)),
    failOn: settings.get(options.failOn),
    phases: settings.get(options.phases),
    cases: settings.get(options.cases) ?? (timeMs === null ? DEFAULT_CASES : Number.POSITIVE_INFINITY),
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

const run = async (settings: Settings, context: Context): Promise<ExitCode> => {
  const conformance = await import("../conformance/index.ts");
  const { loadContract, openapiDocument } = await import("../contract/index.ts");
  const laws = await conformance.loadLaws();
  const settled = settledBy(settings, laws);
  const shard = shardOf(settings, context);
  const contract = loadContract(openapiDocument);
  const sinks = await openReportSinks(settings.get(options.report), { laws, contract }, context);
  const { stderr } = context;
  const progress = conformance.progressReporter(
    stderr.write,
    conformance.styleFor(stderr.hasColours),
    stderr.isTerminal,
  );
  const server: CheckedServer = await openServer(settings, context);
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
      credentialHeaders: keyHeaders(server.keys),
      stateUrl: server.stateUrl,
      allowWrites: server.allowWrites,
      seed: settled.seed ?? context.freshSeed(),
      signal: AbortSignal.any([context.interrupted, context.terminated]),
      now: context.nowMs,
    };
    const report = await conformance.runConformance(runOptions, [progress, ...sinks.reporters]);
    await sinks.save();
    return endedEarly(context) ?? exitCodes[report.outcome];
  } catch (error) {
    const { TargetError, AccessError, StateError } = conformance;
    if (!(error instanceof TargetError || error instanceof AccessError || error instanceof StateError)) throw error;
    stderr.write(`${stderr.style("red", error.message)}\n`);
    return error instanceof TargetError ? EXIT.failed : EXIT.usage;
  } finally {
    await server.close();
  }
};

/** `cvm-contract check`: the gate. */
export const check: Command = {
  name: "check",
  summary: "holds a server to the contract and the laws; without --target, the embedded reference",
  operands: null,
  options: Object.values(options),
  notes: [
    "Exit codes: 0 conforms; 1 a law is broken; 2 the command or its configuration can't be followed; 3 the server can't be reached, or the check itself failed; 4 no law is broken, but evidence is missing and --strict-evidence was given; 130 after ctrl-C, with the report written.",
  ],
  run,
};
