import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { isObject, valueAt } from "../../contract/index.ts";
import { demoKeys, type Reference } from "../../reference-impl/index.ts";
import { fillIn } from "../getting/expressions.ts";
import { ROOT } from "../house/source-files.ts";
import { loadMutant } from "../load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";

const run = promisify(execFile);

const documentsOf = async (path: string): Promise<readonly unknown[]> =>
  parseAllDocuments(await readFile(join(ROOT, path), "utf8")).map((document) => {
    expect(document.errors).toEqual([]);
    const value: unknown = document.toJS();
    return value;
  });

const listAt = (document: unknown, pointer: string): readonly unknown[] => {
  const value = valueAt(document, pointer);
  if (Array.isArray(value)) return value;
  throw new Error(`The example has no list at ${pointer}.`);
};

let world: MutantWorld;
let reference: Reference;
let folder = "";

beforeAll(async () => {
  world = await openMutantWorld();
  reference = await world.start((await loadMutant("no-bug-at-all")).changes);
});
afterAll(async () => {
  await reference.close();
  await world.close();
});
beforeEach(async () => {
  // A folder of its own, in which the command is installed as npm would.
  folder = await mkdtemp(join(tmpdir(), "cvm-contract-ci-"));
  await mkdir(join(folder, "node_modules", ".bin"), { recursive: true });
  await symlink(join(ROOT, "bin", "cvm-contract.js"), join(folder, "node_modules", ".bin", "cvm-contract"));
  return () => rm(folder, { recursive: true, force: true });
});

type Variables = Readonly<Record<string, string>>;

const environment = (variables: Variables): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CI_|CVM_CONTRACT_|GITHUB_)/.test(name))),
  PATH: `${join(folder, "node_modules", ".bin")}:${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
  CVM_CONTRACT_TARGET: reference.url,
  CVM_CONTRACT_API_KEY: demoKeys.find(({ name }) => name === "member")?.key,
  // Enough to be shared out: what the laws find is tried elsewhere.
  CVM_CONTRACT_PHASES: "probe,boundary",
  CVM_CONTRACT_CASES: "20",
  ...variables,
});

/** Runs a line in a shell, as CI systems do; rejects where it ends with anything but 0. */
const shell = (line: string, variables: Variables = {}) =>
  run("sh", ["-ec", line], { cwd: folder, env: environment(variables) });

/** So many jobs are run where an example leaves it to the system how many there are, and tells each of them. */
const JOBS = 2;

const isInstall = (line: string): boolean => line.startsWith("npm install --global ");

describe("the examples", () => {
  it("for GitHub Actions share a run among the jobs of a matrix, and make one report of theirs", async () => {
    const [workflow] = await documentsOf("docs/examples/github-actions.yml");
    const shards = listAt(workflow, "/jobs/check/strategy/matrix/shard");
    expect(shards).toEqual(shards.map((_, index) => index + 1));
    expect(shards.length).toBeGreaterThanOrEqual(JOBS);
    const linesOf = (job: string, expressions: Variables) =>
      listAt(workflow, `/jobs/${job}/steps`)
        .flatMap((step) => (isObject(step) && typeof step.run === "string" ? [step.run] : []))
        .filter((line) => !isInstall(line))
        .map((line) => fillIn(line, expressions));
    for (const shard of shards.slice(0, JOBS).map(String))
      for (const line of linesOf("check", {
        "github.run_number": "12",
        "matrix.shard": shard,
        "strategy.job-total": String(JOBS),
      }))
        await shell(line);
    for (const line of linesOf("report", {})) expect((await shell(line)).stdout).toContain("Conforms");
  });

  it("for GitLab share a run among parallel jobs, and make one report of theirs", async () => {
    const [pipeline] = await documentsOf("docs/examples/gitlab-ci.yml");
    expect(Number(valueAt(pipeline, "/conformance/parallel"))).toBeGreaterThanOrEqual(JOBS);
    const linesOf = (job: string) =>
      listAt(pipeline, `/${job}/script`)
        .map(String)
        .filter((line) => !isInstall(line));
    const variables = { CI_PIPELINE_IID: "12", CI_NODE_TOTAL: String(JOBS) };
    for (let index = 1; index <= JOBS; index += 1)
      expect(
        (await shell(linesOf("conformance").join("\n"), { ...variables, CI_NODE_INDEX: String(index) })).stderr,
      ).toContain(`Shard ${index}/${JOBS}, as CI_NODE_INDEX and CI_NODE_TOTAL say`);
    // A job that is not parallel is told a total of one and no index.
    for (const line of linesOf("conformance-report"))
      expect((await shell(line, { ...variables, CI_NODE_TOTAL: "1" })).stdout).toContain("Conforms");
    expect(
      await readFile(join(folder, String(valueAt(pipeline, "/conformance-report/artifacts/reports/junit"))), "utf8"),
    ).toContain("<testsuite");
  });

  it("for Kubernetes share a run among the pods of an Indexed Job, and make one report of theirs", async () => {
    const [check, merge] = await documentsOf("templates/kubernetes-job.yaml");
    const container = "/spec/template/spec/containers/0";
    const start = (job: unknown, variables: Variables) => {
      // Kubernetes puts in variables itself, without a shell.
      const args = listAt(job, `${container}/args`).map((word) =>
        String(word).replace(/\$\((\w+)\)/g, (whole, name: string) => variables[name] ?? whole),
      );
      // The image's entry point.
      return run("cvm-contract", args, { cwd: folder, env: environment(variables) });
    };
    expect(valueAt(check, "/spec/completionMode")).toBe("Indexed");
    expect(listAt(check, `${container}/env`).map((variable) => valueAt(variable, "/name"))).toEqual([
      "CVM_CONTRACT_TARGET",
      "CVM_CONTRACT_API_KEY",
    ]);
    const completions = Number(valueAt(check, "/spec/completions"));
    for (let index = 0; index < completions; index += 1) await start(check, { JOB_COMPLETION_INDEX: String(index) });
    expect((await start(merge, {})).stdout).toContain("Conforms");
  });
});
