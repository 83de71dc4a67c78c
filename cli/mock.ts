import type { Mock, MockOptions } from "../mock/index.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { listenError } from "./process/listen-error.ts";
import { mockOptions as options } from "./mock/options.ts";
import { referenceBackend } from "./mock/reference-backend.ts";
import type { Settings } from "./options/settings.ts";
import { loadFleet } from "./serve/load-fleet.ts";
import { isLoopback } from "./serve/loopback.ts";
import { twoColumns } from "./text/two-columns.ts";
import { TOOL_NAME, toolVersion } from "./process/tool.ts";
import { untilToldToEnd } from "./process/until-told-to-end.ts";
import { UsageError } from "./options/usage-error.ts";

const printOpenapi = async ({ stdout }: Context): Promise<ExitCode> => {
  const { loadScenarios, mockDocument, refreshOperation } = await import("../mock/index.ts");
  const { loadContract, openapiDocument } = await import("../contract/index.ts");
  const contract = loadContract(openapiDocument);
  const document = mockDocument(contract, refreshOperation(contract), await loadScenarios());
  stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return EXIT.conforms;
};

const start = async (mockOptions: MockOptions, host: string, port: number): Promise<Mock> => {
  const { MockError, startMock } = await import("../mock/index.ts");
  try {
    return await startMock({ ...mockOptions, host, port });
  } catch (error) {
    throw error instanceof MockError ? new UsageError(error.message) : listenError(error, host, port);
  }
};

/** The demo keys are public: what they open must not be within reach of other machines. */
const requireLoopback = (host: string): void => {
  if (isLoopback(host)) return;
  throw new UsageError(
    `With --stateful it takes the demo keys, which everybody knows, so it listens on loopback only, but --host is ${host}.`,
  );
};

const keysInWords = async (): Promise<string> => {
  const { demoKeys } = await import("../reference-impl/index.ts");
  return demoKeys.map(({ key }) => key).join(", ");
};

const run = async (settings: Settings, context: Context): Promise<ExitCode> => {
  if (settings.get(options.printOpenapi)) return printOpenapi(context);
  const { folder, stdout, stderr, nowMs } = context;
  const host = settings.get(options.host);
  const stateful = settings.get(options.stateful);
  if (stateful) requireLoopback(host);
  const choice = settings.get(options.fleet);
  // One that was given is read at once, so that a file that holds none is told of at start.
  const given = stateful || settings.isGiven(options.fleet) ? await loadFleet(choice, folder) : null;
  const allowedHosts = settings.get(options.allowedHosts);
  const scenario = settings.get(options.scenario);
  const latency = settings.get(options.latency);
  const faults = settings.get(options.faultRate);
  const mock = await start(
    {
      seed: settings.get(options.seed),
      stateful,
      ...(isLoopback(host) ? { openBackend: referenceBackend(async () => given ?? loadFleet(choice, folder)) } : {}),
      ...(allowedHosts === null ? {} : { allowedHosts: allowedHosts.join() === "all" ? "all" : allowedHosts }),
      ...(scenario === null ? {} : { scenario }),
      ...(latency === null ? {} : { latency }),
      ...(faults === null ? {} : { faults }),
      nowMs,
      onProblem: (problem) => stderr.write(`${new Date(nowMs()).toISOString()} ${String(problem)}\n`),
    },
    host,
    settings.get(options.port),
  );
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
  const ending = await untilToldToEnd(context);
  await mock.close();
  return ending === "interrupted" ? EXIT.interrupted : EXIT.conforms;
};

/** `cvm-contract mock`: the mock for front ends. */
export const mock: Command = {
  name: "mock",
  summary: "serves recorded scenarios that never contradict themselves, for front ends to work against",
  operands: null,
  options: Object.values(options),
  notes: [
    "A request chooses for itself with Prefer: example=NAME, code=422, delay=800 (milliseconds), fault=reset|stall|truncate|503.",
    "It ends on SIGTERM with 0, on ctrl-C with 130.",
  ],
  run,
};
