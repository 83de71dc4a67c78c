import { allLaws } from "./check/all-laws.ts";
import { curlChoice } from "./check/again/curl-choice.ts";
import { openConnection } from "./check/connection/open-connection.ts";
import { lawChoiceOf } from "./check/law-choice.ts";
import { openContractFile } from "./check/contract-file.ts";
import { openReportSinks } from "./check/report-sinks.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode, exitCodes } from "./exit-code.ts";
import { listenError } from "./process/listen-error.ts";
import type { Settings } from "./options/settings.ts";
import { proxyOptions as options } from "./proxy/options.ts";
import { Tally } from "./proxy/tally.ts";
import { TOOL_NAME, toolVersion } from "./process/tool.ts";
import { untilToldToEnd } from "./process/until-told-to-end.ts";
import { UsageError } from "./options/usage-error.ts";

/** So long may what is under way go on when the proxy is told to end. */
const GRACE_MS = 1_500;

const run = async (settings: Settings, context: Context): Promise<ExitCode> => {
  const { stderr } = context;
  const target = settings.get(options.target);
  if (target === null) throw new UsageError("A proxy needs a server to stand in front of. Name it with --target.");
  const conformance = await import("../conformance/index.ts");
  const { loadContract, openapiDocument } = await import("../contract/index.ts");
  const contract = loadContract(openapiDocument);
  const laws = await allLaws(settings, context, contract);
  const choice = lawChoiceOf(settings, laws, (law) => conformance.whyNotOfTraffic(law) === null);
  const url = new URL(target);
  const connection = await openConnection(settings, context, url);
  const contractFile = await openContractFile(settings.get(options.contractPath), contract, context);
  const sinks = await openReportSinks(
    settings.get(options.report),
    { laws, contract, contractFile, isVerbose: settings.get(options.verbose) },
    context,
  );
  const progress = conformance.progressReporter(stderr.write, conformance.styleFor(stderr.hasColours), false);
  const tell = conformance.broadcast([progress, ...sinks.reporters]);
  const unreachable = new Tally((problem) =>
    stderr.write(`${target} can't be reached: ${problem}. The proxy answers 502 itself.\n`),
  );
  const unjudged = new Tally((why) => stderr.write(`An exchange passed unjudged: ${why}.\n`));
  const passed = new Tally();
  const host = settings.get(options.host);
  const port = settings.get(options.port);
  const version = await toolVersion();
  const proxy = await conformance
    .startProxy({
      ...choice,
      contract,
      laws,
      toolVersion: version,
      target: url,
      connection,
      curl: curlChoice(settings, { connection, keyHeader: conformance.USUAL_KEY_HEADER }, context),
      failOn: settings.get(options.failOn),
      strictEvidence: settings.get(options.strictEvidence),
      host,
      port,
      now: context.nowMs,
      onFinding: (finding) => tell({ kind: "finding", finding }),
      onLawFailure: (law, error) => tell({ kind: "law-failed", law: law.id, error }),
      onUnreachable: (problem) => unreachable.add(problem),
      onUnjudged: (why) => unjudged.add(why),
      onPassed: (why) => passed.add(why),
    })
    .catch((error: unknown) => {
      throw listenError(error, host, port);
    });
  stderr.write(`${TOOL_NAME} ${version}: ${proxy.url} stands in front of ${target}. Ctrl-C ends it and reports.\n`);
  const ending = await untilToldToEnd(context);
  const report = await proxy.close(GRACE_MS);
  const notSent = unreachable.lines(`could not be sent to ${target}`);
  const notJudged = [unjudged, passed].flatMap((tally) => tally.lines("passed unjudged"));
  for (const line of [...notSent, ...notJudged]) stderr.write(`${line}\n`);
  tell({ kind: "run-finished", report });
  await sinks.save();
  if (ending === "interrupted") return EXIT.interrupted;
  return report.requests > 0 && report.requests === unreachable.total ? EXIT.failed : exitCodes[report.outcome];
};

/** `cvm-contract proxy`: judges the traffic of others. */
export const proxy: Command = {
  name: "proxy",
  summary: "stands between a client and a server, and holds every answer that passes to the contract and the laws",
  operands: null,
  options: Object.values(options),
  notes: [
    "An answer that breaks laws names them in the header X-Cvm-Contract-Violations; docs/proxy.md says what else it changes. It sends nothing of its own, so that laws that compare requests are left to check.",
    "It reports on SIGTERM, and ends with the exit code that check would have ended with, or 3 where the server could not be reached at all; on ctrl-C it reports and ends with 130.",
  ],
  run,
};
