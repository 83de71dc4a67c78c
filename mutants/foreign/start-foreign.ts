import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Subject } from "../suites/gate.ts";

/** The languages of the foreign servers. */
export const foreignLanguages = Object.freeze(["go", "python"] as const);

export type ForeignLanguage = (typeof foreignLanguages)[number];

/** The variables that a foreign server's process gets; PATH has to lead to its language. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The keys that a foreign server takes. */
export interface ForeignKeys {
  readonly member: string;
  readonly other: string;
  readonly admin: string;
}

/** A running foreign server, which has a state probe at `/__state`. */
export interface ForeignServer {
  readonly subject: Subject;
  readonly keys: ForeignKeys;
  readonly stateUrl: URL;
  readonly close: () => Promise<void>;
}

/** A foreign server that is ready to be started: with one of its bugs, or without (null). */
export interface ForeignProgram {
  readonly start: (bug: string | null) => Promise<ForeignServer>;
  readonly remove: () => Promise<void>;
}

const run = promisify(execFile);

/** What runs a language's server. */
interface Toolchain {
  readonly command: string;
  readonly versionArgs: readonly string[];
  /** The oldest version that will do. */
  readonly oldest: readonly [major: number, minor: number];
  readonly keys: ForeignKeys;
}

const toolchains: Readonly<Record<ForeignLanguage, Toolchain>> = {
  go: {
    command: "go",
    versionArgs: ["env", "GOVERSION"],
    oldest: [1, 22],
    keys: { member: "go-red-7f3a91c2", other: "go-blue-b04d6e85", admin: "go-admin-51e8c7d9" },
  },
  python: {
    command: "python3",
    versionArgs: ["--version"],
    oldest: [3, 9],
    keys: { member: "py-red-c41d09aa", other: "py-blue-92e7b3f0", admin: "py-admin-6d58ff17" },
  },
};

/** Go fetches no newer version of itself. */
const withoutFetching = (env: Environment): NodeJS.ProcessEnv => ({ ...env, GOTOOLCHAIN: "local" });

/** Why a language's server can't be run on this machine, or null where it can. */
export const whyNotHere = async (language: ForeignLanguage, env: Environment): Promise<string | null> => {
  const { command, versionArgs, oldest } = toolchains[language];
  try {
    const { stdout } = await run(command, versionArgs, { env: withoutFetching(env) });
    const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
    const isNewEnough = Number(major) === oldest[0] && Number(minor) >= oldest[1];
    return isNewEnough ? null : `${command} is ${stdout.trim()}, and ${oldest.join(".")} or newer is needed`;
  } catch (problem) {
    return `${command} can't be run: ${problem instanceof Error ? problem.message : String(problem)}`;
  }
};

const serverOf = async (child: ChildProcess, keys: ForeignKeys): Promise<ForeignServer> => {
  const closed = once(child, "close");
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
  return {
    subject: { url: new URL(url), key: keys.member, allowWrites: true },
    keys,
    stateUrl: new URL("/__state", url),
    close: async () => {
      child.kill("SIGKILL");
      await closed;
    },
  };
};

/** Builds the Go server into a folder of its own, and gives the program and the folder. */
const built = async (sources: string, env: NodeJS.ProcessEnv): Promise<readonly [program: string, folder: string]> => {
  const folder = await mkdtemp(join(tmpdir(), "foreign-go-"));
  const program = join(folder, "server");
  await run("go", ["build", "-o", program, "."], { cwd: sources, env });
  return [program, folder];
};

/** Makes a language's server ready; what Go's is built into, `remove` takes away. */
export const openForeign = async (language: ForeignLanguage, env: Environment): Promise<ForeignProgram> => {
  const sources = join(import.meta.dirname, language);
  const clean = withoutFetching(env);
  const startBy =
    (command: string, args: readonly string[]) =>
    (bug: string | null): Promise<ForeignServer> =>
      serverOf(
        spawn(command, args, { env: { ...clean, PORT: "0", BUG: bug ?? "" }, stdio: ["ignore", "pipe", "ignore"] }),
        toolchains[language].keys,
      );
  // -B: no compiled files beside the sources.
  if (language === "python")
    return { start: startBy("python3", ["-B", join(sources, "server.py")]), remove: async () => {} };
  const [program, folder] = await built(sources, clean);
  return { start: startBy(program, []), remove: () => rm(folder, { recursive: true, force: true }) };
};
