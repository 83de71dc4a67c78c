import type { Mock, MockOptions, Scenario } from "../mock/index.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { listenError } from "./process/listen-error.ts";
import { mockOptions as options } from "./mock/options.ts";
import { mockOptionsFrom } from "./mock/mock-options-from.ts";
import type { ScenarioFolder } from "./mock/scenario-folder.ts";
import type { Option } from "./options/option.ts";
import type { Settings } from "./options/settings.ts";
import { twoColumns } from "./text/two-columns.ts";
import { TOOL_NAME, toolVersion } from "./process/tool.ts";
import { untilToldToEnd } from "./process/until-told-to-end.ts";
import { UsageError } from "./options/usage-error.ts";

const printOpenapi = async ({ stdout }: Context, own: readonly Scenario[]): Promise<ExitCode> => {
  const { loadScenarios, mockDocument, refreshOperation } = await import("../mock/index.ts");
  const { loadContract, openapiDocument } = await import("../contract/index.ts");
  const contract = loadContract(openapiDocument);
  const document = mockDocument(contract, refreshOperation(contract), [...own, ...(await loadScenarios())]);
  stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return EXIT.conforms;
};

const start = async (mockOptions: MockOptions, host: string, port: number): Promise<Mock> => {
  const { MockError, startMock } = await import("../mock/index.ts");
  try {
    return await startMock(mockOptions);
  } catch (error) {
    throw error instanceof MockError ? new UsageError(error.message) : listenError(error, host, port);
  }
};

const keysInWords = async (): Promise<string> => {
  const { demoKeys } = await import("../reference-impl/index.ts");
  return demoKeys.map(({ key }) => key).join(", ");
};

const tell = async (mock: Mock, { stdout }: Context): Promise<void> => {
  const inForce = mock.settings();
  const rows: readonly (readonly [string, string])[] = [
    ["address", mock.url],
    ["console", `${mock.url}/__mock`],
    inForce.stateful
      ? ["answers", "the reference implementation, which keeps what it updates"]
      : ["scenario", inForce.scenario],
    ...(inForce.stateful ? [["keys", await keysInWords()] as const] : []),
    ["latency", inForce.latency],
    ["faults", inForce.faults],
  ];
  stdout.write(
    `${[`${TOOL_NAME} ${await toolVersion()} mocks:`, ...twoColumns(rows, 10, stdout.columns)].join("\n")}\n`,
  );
};

/** The folder of the user's own scenarios, or null where none was named. */
const ownScenarios = async (settings: Settings, context: Context): Promise<ScenarioFolder | null> => {
  const place = settings.get(options.scenarios);
  if (place === null) {
    if (settings.get(options.watch))
      throw new UsageError("--watch follows a folder of scenarios. Name it with --scenarios.");
    return null;
  }
  const { openScenarioFolder } = await import("./mock/scenario-folder.ts");
  return openScenarioFolder(place, context.folder);
};

const { target, name, port: _port, host: _host, allowedHosts: _hosts, scenarios: _scenarios, ...forPlaying } = options;

/** Refuses options that are for another use of the mock: given as flags they would be overlooked. */
const refuseFlags = (settings: Settings, others: readonly Option<unknown>[], use: string): void => {
  for (const option of others)
    if (settings.isGiven(option) && settings.nameOf(option).startsWith("--"))
      throw new UsageError(`${settings.nameOf(option)} is for ${use}.`);
};

const run = async (settings: Settings, context: Context): Promise<ExitCode> => {
  const [word, ...more] = settings.operands;
  if (word !== undefined) {
    if (word !== "record" || more.length > 0)
      throw new UsageError(`mock takes no word but record, and ${settings.operands.join(" ")} was given.`);
    refuseFlags(settings, Object.values(forPlaying), "playing: cvm-contract mock");
    const { record } = await import("./mock/record/record.ts");
    return record(settings, context);
  }
  refuseFlags(settings, [target, name], "recording: cvm-contract mock record");
  const own = await ownScenarios(settings, context);
  if (settings.get(options.printOpenapi)) return printOpenapi(context, own?.scenarios ?? []);
  const given = await mockOptionsFrom(settings, context);
  const mock = await start(
    { ...given, ownScenarios: own?.scenarios ?? [] },
    settings.get(options.host),
    settings.get(options.port),
  );
  const stop = settings.get(options.watch) ? own?.follow(mock, (line) => context.stderr.write(`${line}\n`)) : undefined;
  await tell(mock, context);
  const ending = await untilToldToEnd(context);
  await stop?.();
  await mock.close();
  return ending === "interrupted" ? EXIT.interrupted : EXIT.conforms;
};

/** `cvm-contract mock`: the mock for front ends. */
export const mock: Command = {
  name: "mock",
  summary:
    "serves recorded scenarios that never contradict themselves, for front ends to work against; outside a clone with the package cvm-contract-mock",
  operands: "[record]",
  options: Object.values(options),
  notes: [
    "Outside a clone it needs the package cvm-contract-mock, installed in one go with cvm-contract: docs/getting-started.md.",
    "A request chooses for itself with Prefer: example=NAME, code=422, delay=800 (milliseconds), fault=reset|stall|truncate|503.",
    "mock record --target URL --scenarios DIR is a proxy that makes a scenario of each answer of a real server: docs/mock.md.",
    "It ends on SIGTERM with 0, on ctrl-C with 130.",
  ],
  run,
};
