import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { isObject } from "../../contract/index.ts";
import { BASH, type Expressions, outputsIn, type Step } from "./expressions.ts";

const run = promisify(execFile);

type Variables = Readonly<Record<string, string>>;

/** What the steps of a job came to: that of the last script that ran, and all that was printed. */
export interface JobResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What scripts left in the file that GITHUB_OUTPUT names. */
  readonly outputs: Expressions;
  /** What they left in the file that GITHUB_STEP_SUMMARY names. */
  readonly summary: string;
}

/** A machine as CI systems lend them: an empty Git repository, Node.js and npm, and a place for global packages. */
export interface CiMachine {
  /** The repository's root. */
  readonly folder: string;
  /** Runs one script. `shell` are the words that come before it. */
  readonly script: (lines: string, variables?: Variables, shell?: readonly string[]) => Promise<JobResult>;
  /** Runs scripts in turn until one fails; steps of somebody else's are passed over, and have to be among `known`, by name. */
  readonly job: (steps: readonly Step[], known: readonly string[], variables?: Variables) => Promise<JobResult>;
  readonly close: () => Promise<void>;
}

const NOTHING: JobResult = { code: 0, stdout: "", stderr: "", outputs: {}, summary: "" };

/**
 * Opens such a machine in a temporary folder. What runs there has the Node.js of `from` and its variables, without those that a CI
 * system, npm or the user has set for the command; `variables` hold besides.
 */
export const openCiMachine = async (
  from: Pick<NodeJS.Process, "env" | "execPath">,
  variables: Variables,
): Promise<CiMachine> => {
  const home = await mkdtemp(join(tmpdir(), "ci-machine-"));
  const place = (name: string): string => join(home, name);
  const [folder, global, output, summary] = [place("repository"), place("global"), place("output"), place("summary")];
  await mkdir(folder);
  await run("git", ["init", "--quiet"], { cwd: folder });
  const clean = Object.entries(from.env).filter(
    ([name]) => !/^(CI|CI_.*|CVM_CONTRACT_.*|GITHUB_.*|npm_.*)$/.test(name),
  );
  const env = {
    ...Object.fromEntries(clean),
    PATH: [join(global, "bin"), dirname(from.execPath), from.env.PATH ?? ""].join(delimiter),
    npm_config_prefix: global,
    npm_config_prefer_offline: "true",
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    ...variables,
  };
  const script: CiMachine["script"] = async (lines, more = {}, shell = BASH) => {
    for (const file of [output, summary]) await writeFile(file, "");
    const [program = "", ...flags] = shell;
    const ended = await run(program, [...flags, lines], { cwd: folder, env: { ...env, ...more } }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: unknown) => {
        if (!isObject(error) || typeof error.code !== "number") throw error;
        return { code: error.code, stdout: String(error.stdout), stderr: String(error.stderr) };
      },
    );
    return { ...ended, outputs: outputsIn(await readFile(output, "utf8")), summary: await readFile(summary, "utf8") };
  };
  return {
    folder,
    script,
    job: async (steps, known, more = {}) => {
      let result = NOTHING;
      for (const step of steps) {
        if (step.kind === "uses") {
          if (!known.includes(step.action)) throw new Error(`The test does not know the action ${step.action}.`);
          continue;
        }
        result = await script(step.script.lines, { ...more, ...step.script.env }, step.script.shell);
        if (result.code !== 0) break;
      }
      return result;
    },
    close: () => rm(home, { recursive: true, force: true }),
  };
};
