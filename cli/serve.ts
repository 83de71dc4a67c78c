import type { ApiKey, Fleet, Reference, ReferenceOptions } from "../reference-impl/index.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { listenError } from "./process/listen-error.ts";
import type { Settings } from "./options/settings.ts";
import { loadFleet } from "./serve/load-fleet.ts";
import { loadKeys } from "./serve/load-keys.ts";
import { isLoopback } from "./serve/loopback.ts";
import { openStore } from "./serve/open-store.ts";
import { openUpstreams } from "./serve/open-upstreams.ts";
import { serveOptions as options } from "./serve/options.ts";
import { twoColumns } from "./text/two-columns.ts";
import { TOOL_NAME, toolVersion } from "./process/tool.ts";
import { untilToldToEnd } from "./process/until-told-to-end.ts";
import { UsageError } from "./options/usage-error.ts";

/** The keys that the server takes, and how to tell of them. Keys of the user's own are told by name only. */
interface ServedKeys {
  readonly keys: readonly ApiKey[];
  readonly label: string;
}

const servedKeys = async (settings: Settings, folder: string): Promise<ServedKeys> => {
  const path = settings.get(options.keys);
  if (path !== null) {
    const keys = await loadKeys(path, folder);
    return { keys, label: `${keys.map(({ name }) => name).join(", ")} (from ${path})` };
  }
  if (settings.get(options.fleet).kind === "file")
    throw new UsageError("A fleet of your own needs keys of its own: name a file of them with --keys.");
  const { decodeKeys, demoKeys } = await import("../reference-impl/index.ts");
  return {
    keys: decodeKeys(demoKeys),
    label: demoKeys
      .map(({ key, workspace, admin }) => `${key} (${admin ? "admin of" : "member of"} ${workspace})`)
      .join(", "),
  };
};

/** The demo keys are public and the test state asks for no key: neither may be within reach of other machines. */
const requireLoopback = (settings: Settings, host: string): void => {
  if (isLoopback(host)) return;
  if (settings.get(options.keys) === null)
    throw new UsageError(
      `With the demo keys, which everybody knows, it listens on loopback only, but --host is ${host}. Bring your own with --keys.`,
    );
  if (settings.get(options.testState))
    throw new UsageError(
      `--test-state asks for no key, so it is for loopback only, but --host is ${host}. Leave it out.`,
    );
};

const startListening = async (referenceOptions: ReferenceOptions): Promise<Reference> => {
  const { startReference } = await import("../reference-impl/index.ts");
  try {
    return await startReference(referenceOptions);
  } catch (error) {
    throw listenError(error, referenceOptions.host, referenceOptions.port);
  }
};

const fleetLabel = ({ cvms, workspaces }: Fleet): string => `${cvms.length} CVMs in ${workspaces.length} workspaces`;

const run = async (settings: Settings, context: Context): Promise<ExitCode> => {
  const { folder, stdout, stderr, nowMs } = context;
  const host = settings.get(options.host);
  const testState = settings.get(options.testState);
  requireLoopback(settings, host);
  const keys = await servedKeys(settings, folder);
  const choice = settings.get(options.fleet);
  const fleet = await loadFleet(choice, folder);
  const upstreams = await openUpstreams(settings, fleet, context);
  try {
    const { store, label } = await openStore(settings.get(options.store), choice, fleet.cvms, folder);
    const reference = await startListening({
      host,
      port: settings.get(options.port),
      store,
      fleet,
      upstreams: upstreams.urls,
      gatewayFreshMs: settings.get(options.gatewayFresh),
      keys: keys.keys,
      testState,
      onProblem: (problem) => stderr.write(`${new Date(nowMs()).toISOString()} ${String(problem)}\n`),
    });
    const rows: readonly (readonly [string, string])[] = [
      ["address", reference.url],
      ["store", label],
      ["fleet", fleetLabel(fleet)],
      ["upstreams", upstreams.isSimulated ? "simulated; name real ones with --teepod and --gateway" : "as named"],
      ["keys", keys.label],
      ...(testState ? [["test state", `${reference.url}/__state`] as const] : []),
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

/** `cvm-contract serve`: the reference implementation as a server. */
export const serve: Command = {
  name: "serve",
  summary: "serves the contract's endpoint for real: the reference implementation",
  operands: null,
  options: Object.values(options),
  notes: ["It ends once it has answered what it had accepted: on SIGTERM with 0, on ctrl-C with 130."],
  run,
};
