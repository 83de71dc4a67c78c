import type { Fleet, ListenAddress, Reference, ReferenceOptions } from "../reference-impl/index.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { listenError } from "./process/listen-error.ts";
import type { Settings } from "./options/settings.ts";
import { loadFleet } from "./serve/load-fleet.ts";
import { isLoopback } from "./serve/loopback.ts";
import { openAuditLog } from "./serve/open-audit-log.ts";
import { openStore } from "./serve/open-store.ts";
import { openUpstreams } from "./serve/open-upstreams.ts";
import { serveOptions as options } from "./serve/options.ts";
import { type ServedKeys, servedKeys } from "./serve/served-keys.ts";
import { type ServerLog, serverLog } from "./serve/server-log.ts";
import { twoColumns } from "./text/two-columns.ts";
import { TOOL_NAME, toolVersion } from "./process/tool.ts";
import { untilToldToEnd } from "./process/until-told-to-end.ts";
import { UsageError } from "./options/usage-error.ts";

/** The demo keys are public and the test state asks for no key: neither may be within reach of other machines. */
const requireLoopback = (settings: Settings, host: string, admin: ListenAddress | null): void => {
  if (!isLoopback(host) && settings.get(options.keys) === null)
    throw new UsageError(
      `With the demo keys, which everybody knows, it listens on loopback only, but --host is ${host}. Bring your own with --keys.`,
    );
  const stateHost = admin?.host ?? host;
  if (!isLoopback(stateHost) && settings.get(options.testState))
    throw new UsageError(
      `--test-state asks for no key, so it is for loopback only, but ${admin === null ? "--host" : "--admin-address"} is ${stateHost}. Leave it out.`,
    );
};

const startListening = async (referenceOptions: ReferenceOptions): Promise<Reference> => {
  const { startReference } = await import("../reference-impl/index.ts");
  try {
    return await startReference(referenceOptions);
  } catch (error) {
    const { adminAddress, host, port } = referenceOptions;
    const isAdmin = error instanceof Error && "port" in error && error.port === adminAddress?.port;
    throw isAdmin
      ? new UsageError(`--admin-address can't be listened on: ${error.message}. Choose another.`)
      : listenError(error, host, port);
  }
};

const fleetLabel = ({ cvms, workspaces }: Fleet): string => `${cvms.length} CVMs in ${workspaces.length} workspaces`;

/** What there is for operators, and where: counters of everybody's requests are not for whoever reaches the contract's path. */
const operatorRoutes = (host: string, admin: ListenAddress | null): readonly ("health" | "metrics")[] =>
  admin !== null || isLoopback(host) ? ["health", "metrics"] : ["health"];

const listenAndServe = async (
  settings: Settings,
  context: Context,
  keys: ServedKeys,
  log: ServerLog,
): Promise<ExitCode> => {
  const { folder, stdout } = context;
  const address: ListenAddress = { host: settings.get(options.host), port: settings.get(options.port) };
  const adminAddress = settings.get(options.adminAddress);
  const testState = settings.get(options.testState);
  const choice = settings.get(options.fleet);
  const fleet = await loadFleet(choice, folder);
  const audit = await openAuditLog(settings.get(options.auditLog), context);
  const upstreams = await openUpstreams(settings, fleet, context);
  try {
    const { store, label, isKept } = await openStore(settings.get(options.store), choice, fleet.cvms, folder);
    const reference = await startListening({
      ...address,
      adminAddress,
      store,
      fleet,
      upstreams: upstreams.urls,
      gatewayFreshMs: settings.get(options.gatewayFresh),
      keys: keys.now,
      maxInHand: settings.get(options.maxInHand),
      requestsPerMinute: settings.get(options.requestsPerMinute),
      testState,
      operatorRoutes: operatorRoutes(address.host, adminAddress),
      log: log.line,
      audit,
      onProblem: (problem, requestId) => log.tell("error", String(problem), requestId),
    });
    const rows: readonly (readonly [string, string])[] = [
      ["address", reference.url],
      ...(adminAddress === null ? [] : [["admin", reference.adminUrl] as const]),
      ["store", label],
      ["fleet", `${fleetLabel(fleet)}${isKept ? ", had the store been new" : ""}`],
      ["upstreams", upstreams.isSimulated ? "simulated; name real ones with --teepod and --gateway" : "as named"],
      ["keys", keys.label],
      ...(testState ? [["test state", `${reference.adminUrl}/__state`] as const] : []),
    ];
    const { columns } = stdout;
    stdout.write(`${[`${TOOL_NAME} ${await toolVersion()} serves:`, ...twoColumns(rows, 10, columns)].join("\n")}\n`);
    const ending = await untilToldToEnd(context);
    await reference.close();
    return ending === "interrupted" ? EXIT.interrupted : EXIT.conforms;
  } finally {
    await upstreams.close();
  }
};

const run = async (settings: Settings, context: Context): Promise<ExitCode> => {
  requireLoopback(settings, settings.get(options.host), settings.get(options.adminAddress));
  const log = serverLog(context.stderr, settings.get(options.log), context.nowMs);
  const keys = await servedKeys(settings, context.folder, (news) => log.tell("info", news));
  try {
    return await listenAndServe(settings, context, keys, log);
  } finally {
    keys.close();
  }
};

/** `cvm-contract serve`: the reference implementation as a server. */
export const serve: Command = {
  name: "serve",
  summary: "serves the contract's endpoint for real: the reference implementation",
  operands: null,
  options: Object.values(options),
  notes: ["It ends once it has answered what it had accepted: on SIGTERM with 0, on ctrl-C with 130."],
  run,
};
