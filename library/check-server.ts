import {
  checkOptions as table,
  corpusPlace,
  discreet,
  openRunCorpus,
  type Option,
  discretionOver,
  redactReport,
  Settings,
  serverAt,
  settleRun,
  waitForServer,
  withoutSecrets,
} from "../cli/index.ts";
import { type Report, runConformance } from "../conformance/index.ts";
import { loadContract, openapiDocument } from "../contract/index.ts";
import { toCheckError } from "./check-error.ts";
import type { CheckOptions } from "./check-options.ts";
import { givenValues } from "./given-values.ts";
import { lawsOf } from "./laws-of.ts";
import { IN_PROCESS, openTarget } from "./open-target.ts";
import { silentContext } from "./silent-context.ts";

const check = async (options: CheckOptions): Promise<Report> => {
  const target = await openTarget(options.target);
  const url = target.kind === "url" ? target.url : IN_PROCESS;
  const settings = new Settings([givenValues(options, url)], []);
  const { reporters = [], signal = new AbortController().signal, onWarning = () => {} } = options;
  const all: readonly Option<unknown>[] = Object.values(table);
  for (const option of all) settings.get(option);
  const context = withoutSecrets(silentContext(signal, onWarning), discretionOver(settings, all));
  const { redact } = context;
  const contract = loadContract(openapiDocument);
  const laws = await lawsOf(options, settings, context, contract);
  const { optionsFor, update } = await settleRun(settings, context, { laws, contract });
  const server = await serverAt(settings, context, new URL(settings.get(table.target) ?? url));
  const place = await corpusPlace(settings, context);
  const corpus = place === null ? null : await openRunCorpus(place, server, context);
  const runOptions = await optionsFor(server, corpus);
  if (target.kind === "url") await waitForServer(settings, server, context);
  const report = await runConformance(
    target.kind === "app" ? { ...runOptions, app: target.app } : runOptions,
    reporters.map((reporter) => discreet(reporter, redact)),
  );
  await update(report);
  return redactReport(report, redact);
};

/**
 * Holds a server to the contract and the laws, and gives the report: what `cvm-contract check --report json` writes. It prints nothing
 * and ends no process; whether the server conforms is the report's `outcome`. Rejects with `CheckError` where no check could be made.
 *
 * @example
 * import { checkServer } from "cvm-contract";
 *
 * const report = await checkServer({ target: "http://127.0.0.1:4020", apiKey: "demo-member-key" });
 * for (const { law, message } of report.findings) console.log(`${law}: ${message}`);
 * if (report.outcome !== "conforms") throw new Error(`The server does not conform: ${report.outcome}.`);
 */
export const checkServer = async (options: CheckOptions): Promise<Report> => {
  try {
    return await check(options);
  } catch (error) {
    throw toCheckError(error);
  }
};
