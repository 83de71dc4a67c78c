import { openContractFile } from "./check/contract-file.ts";
import { contractPathOption, reportOption, verboseOption } from "./check/report-option.ts";
import { openReportSinks } from "./check/report-sinks.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";
import { loadReports } from "./merge/load-reports.ts";
import type { Settings } from "./options/settings.ts";
import { UsageError } from "./options/usage-error.ts";

const options = { report: reportOption, verbose: verboseOption, contractPath: contractPathOption };

const run = async (settings: Settings, context: Context): Promise<ExitCode> => {
  const { broadcast, loadLaws, MergeError, mergeReports } = await import("../conformance/index.ts");
  const { loadContract, openapiDocument } = await import("../contract/index.ts");
  const contract = loadContract(openapiDocument);
  const contractFile = await openContractFile(settings.get(options.contractPath), contract, context);
  const backdrop = { laws: await loadLaws(), contract, contractFile, isVerbose: settings.get(options.verbose) };
  const sinks = await openReportSinks(settings.get(options.report), backdrop, context);
  try {
    const { report, notes } = mergeReports(await loadReports(settings.operands, context.folder));
    for (const note of notes) context.stderr.write(`${context.stderr.style("yellow", note)}\n`);
    const tell = broadcast(sinks.reporters);
    for (const finding of report.findings) tell({ kind: "finding", finding });
    tell({ kind: "run-finished", report });
    await sinks.save();
    return exitCodes[report.outcome];
  } catch (error) {
    throw error instanceof MergeError ? new UsageError(error.message) : error;
  }
};

/** `cvm-contract merge`: several shards' reports as one. */
export const merge: Command = {
  name: "merge",
  summary: "makes one report of the JSON reports of all shards of a run",
  operands: "REPORT...",
  options: Object.values(options),
  notes: [
    "It refuses reports that are not all shards of one run. Exit codes are those of check, save 130 and 143: of a shard that was cut short what it sent counts.",
  ],
  run,
};
