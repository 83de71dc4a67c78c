import { mkdir, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Context } from "../../context.ts";
import { EXIT, type ExitCode } from "../../exit-code.ts";
import type { Settings } from "../../options/settings.ts";
import { shellWord } from "../../text/shell-word.ts";
import { UsageError } from "../../options/usage-error.ts";
import { listenError } from "../../process/listen-error.ts";
import { TOOL_NAME, toolVersion } from "../../process/tool.ts";
import { untilToldToEnd } from "../../process/until-told-to-end.ts";
import { allowedHostsIn } from "../mock-options-from.ts";
import { mockOptions as options } from "../options.ts";
import { Recorder } from "./recorder.ts";
import { scenarioJudge } from "../scenario-judge.ts";

/** So long may what is under way go on when the recording is told to end. */
const GRACE_MS = 1_500;

/** Makes the folder where there is none, and gives the names of the scenarios in it. */
const namesIn = async (path: string): Promise<readonly string[]> => {
  try {
    await mkdir(path, { recursive: true });
    return (await readdir(path)).flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -".json".length)] : []));
  } catch (error) {
    throw new UsageError(`Failed to open the folder of --scenarios: ${error instanceof Error ? error.message : ""}.`);
  }
};

const nameFrom = (settings: Settings): string => {
  const name = settings.get(options.name) ?? "recorded";
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return name;
  throw new UsageError(`--name is ${JSON.stringify(name)}, but it must be in kebab case, as in busy-workspace.`);
};

const openRecorder = async (
  settings: Settings,
  { target, path }: { readonly target: string; readonly path: string },
  { stderr, saveFile, nowMs }: Context,
): Promise<Recorder> => {
  const name = nameFrom(settings);
  const { createRedactor, shownUrl } = await import("../../../conformance/index.ts");
  const { loadScenarios } = await import("../../../mock/index.ts");
  const builtIn = (await loadScenarios()).map((scenario) => scenario.name);
  return new Recorder({
    name,
    when: `As ${shownUrl(target)} answered on ${new Date(nowMs()).toISOString().slice(0, 10)}.`,
    taken: [...builtIn, ...(await namesIn(path))],
    judge: await scenarioJudge(),
    redactorFor: (secrets) => createRedactor(secrets.map((text) => ({ text, placeholder: "[key]" }))),
    save: (file, text) => saveFile(join(path, file), text),
    tell: (line) => stderr.write(`${line}\n`),
  });
};

/**
 * `cvm-contract mock record`: stands between a front end and a real server, changes nothing, and makes a scenario of each answer. It goes by
 * addresses, localhost and the allowed host names alone, and adds no header, so that a page may do through it what it might without it.
 */
export const record = async (settings: Settings, context: Context): Promise<ExitCode> => {
  const { stderr, folder } = context;
  const target = settings.get(options.target);
  const place = settings.get(options.scenarios);
  if (target === null) throw new UsageError("mock record needs a server to record. Name it with --target.");
  if (place === null) throw new UsageError("mock record needs a folder for the scenarios. Name it with --scenarios.");
  const host = settings.get(options.host);
  const port = settings.get(options.port);
  const recorder = await openRecorder(settings, { target, path: resolve(folder, place) }, context);
  const { startProxy } = await import("../../../conformance/index.ts");
  const { hostNameIn, isAllowedHost } = await import("../../../mock/index.ts");
  const { loadContract, openapiDocument } = await import("../../../contract/index.ts");
  const allowed = allowedHostsIn(settings);
  const names = allowed === "all" ? allowed : [...allowed, host];
  const version = await toolVersion();
  const proxy = await startProxy({
    contract: loadContract(openapiDocument),
    // What breaks a law is told of the scenario: the answer goes to the front end as it came.
    laws: [],
    lawIds: null,
    skippedLawIds: [],
    profile: "contract",
    failOn: "must",
    strictEvidence: false,
    toolVersion: version,
    target: new URL(target),
    host,
    port,
    now: context.nowMs,
    onFinding: () => {},
    onLawFailure: () => {},
    onUnreachable: (problem) => stderr.write(`${target} can't be reached: ${problem}.\n`),
    onUnjudged: (why) => stderr.write(`Not recorded: ${why}.\n`),
    onUnsent: (problem) => stderr.write(`A request could not be sent on: ${problem}.\n`),
    onExchange: (exchange, secrets) => recorder.add(exchange, secrets),
    isHostAllowed: (header) => isAllowedHost(hostNameIn(header), names),
  }).catch((error: unknown) => {
    throw listenError(error, host, port);
  });
  stderr.write(
    `${TOOL_NAME} ${version}: ${proxy.url} stands in front of ${target} and records into ${place}. Ctrl-C ends it.\n`,
  );
  const ending = await untilToldToEnd(context);
  await proxy.close(GRACE_MS);
  await recorder.settled();
  const { count } = recorder;
  const next = count === 0 ? "" : ` Play them: ${TOOL_NAME} mock --scenarios ${shellWord(place)}`;
  stderr.write(`${count} recorded.${next}\n`);
  return ending === "interrupted" ? EXIT.interrupted : EXIT.conforms;
};
