import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isObject, valueAt } from "../../contract/index.ts";
import { demoKeys, type Reference } from "../../reference-impl/index.ts";
import { type CiMachine, type JobResult, openCiMachine } from "../getting/ci-machine.ts";
import { type Expressions, type Step, stepsOf } from "../getting/expressions.ts";
import { packedGate } from "../getting/packed.ts";
import { ROOT } from "../house/source-files.ts";
import { loadMutant } from "../load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";
import { runCommand } from "./command-process.ts";

/** Packing builds, and installing asks the registry for what npm has not at hand. */
const SLOW_MS = 240_000;

/** Actions of others', which the steps here do without. */
const KNOWN = [
  "actions/checkout@v5",
  "actions/setup-node@v5",
  "actions/upload-artifact@v4",
  "github/codeql-action/upload-sarif@v4",
];

const KEY = demoKeys.find(({ name }) => name === "member")?.key ?? "";
const WORKFLOW = ".github/workflows/cvm-contract.yml";
const REPORTS = "cvm-contract-reports";

let world: MutantWorld;
let sound: Reference;
let broken: Reference;
let machine: CiMachine;
/** What `init` said. */
let said = "";

const fileText = (path: string): Promise<string> => readFile(join(machine.folder, path), "utf8");
const yamlOf = async (path: string): Promise<unknown> => parse(await readFile(path, "utf8"));

/** An empty repository with the tarball, set up by `init`. From then on nothing of the clone is used; that the installed command has `init`, too, package.test.ts shows. */
beforeAll(async () => {
  world = await openMutantWorld();
  sound = await world.start((await loadMutant("no-bug-at-all")).changes);
  broken = await world.start((await loadMutant("skipped-counted-twice")).changes);
  machine = await openCiMachine(process, {
    CVM_CONTRACT_PHASES: "probe,boundary",
    CVM_CONTRACT_CASES: "20",
    CVM_CONTRACT_SEED: "1",
  });
  const gate = await packedGate();
  await mkdir(join(machine.folder, "vendor"));
  await cp(gate.path, join(machine.folder, "vendor", basename(gate.path)));
  const { code, stdout } = await runCommand(["init"], machine.folder);
  expect(code).toBe(0);
  said = stdout.replaceAll(/\n {3}/g, " ");
}, SLOW_MS);

afterAll(async () => {
  await machine.close();
  for (const server of [sound, broken]) await server.close();
  await world.close();
});

const INSTALL = /^npm (install --global|ci) .*$/m;

/** The installs that were made: the same one again would take time and change nothing. */
const made = new Set<string>();

const withoutInstallsMade = (steps: readonly Step[]): readonly Step[] =>
  steps.filter((step) => {
    const [install] = (step.kind === "script" && INSTALL.exec(step.script.lines)) || [];
    if (install === undefined) return true;
    const isNew = !made.has(install);
    made.add(install);
    return isNew;
  });

// No report of one test may pass for another's.
afterEach(() => rm(join(machine.folder, REPORTS), { recursive: true, force: true }));

/** That the reports of a broken run are there, each in its form. */
const expectRedReports = async ({ code, stdout, summary }: JobResult): Promise<void> => {
  expect(code).toBe(1);
  expect(stdout).toContain("::error file=openapi.json");
  expect(summary).toContain("Broken");
  expect(await fileText(`${REPORTS}/report.html`)).toMatch(/^<!doctype html>/i);
  expect(await fileText(`${REPORTS}/report.xml`)).toContain("<failure");
  const sarif: unknown = JSON.parse(await fileText(`${REPORTS}/report.sarif`));
  expect(valueAt(sarif, "/runs/0/results/0/level")).toBe("error");
};

describe("the workflow that init writes", () => {
  const runWorkflow = async (target: string, key = KEY): Promise<JobResult> => {
    const workflow = await yamlOf(join(machine.folder, WORKFLOW));
    const expressions: Expressions = { "vars.CVM_CONTRACT_TARGET": target, "secrets.CVM_CONTRACT_API_KEY": key };
    const steps = stepsOf(valueAt(workflow, "/jobs/cvm-contract/steps"), expressions);
    return machine.job(withoutInstallsMade(steps), KNOWN);
  };

  it("installs the tarball that is there, which init says to commit", () => {
    expect(said).toContain("CI installs the package from vendor/cvm-contract-0.1.0.tgz: commit it");
  });

  it("is green on a server that conforms", async () => {
    const { code, stdout } = await runWorkflow(sound.url);
    expect(stdout).toContain("Conforms");
    expect(code).toBe(0);
  });

  it("is red on one that does not, with annotations, summary and reports", async () => {
    await expectRedReports(await runWorkflow(broken.url));
  });

  it.each([
    ["CVM_CONTRACT_TARGET", "", KEY],
    ["CVM_CONTRACT_API_KEY", "http://127.0.0.1:1", ""],
  ])("fails where %s is missing, which arrives empty", async (name, target, key) => {
    const { code, stderr } = await runWorkflow(target, key);
    expect(code).toBe(2);
    expect(stderr).toContain(`${name} is empty`);
  });
});

describe("the GitLab job that init writes", () => {
  const runJob = async (variables: Expressions): Promise<JobResult> => {
    const pipeline = await yamlOf(join(machine.folder, ".gitlab-ci.yml"));
    const script: unknown = valueAt(pipeline, "/cvm-contract/script");
    const all = Array.isArray(script) ? script.map(String) : [];
    // The very line of the workflow.
    const lines = all.filter((line) => !made.has(line));
    return machine.script(lines.join("\n"), { CI_NODE_TOTAL: "1", ...variables }, ["sh", "-ec"]);
  };

  it("is red on a server that does not conform, with reports", async () => {
    const { code, stdout } = await runJob({ CVM_CONTRACT_API_KEY: KEY, CVM_CONTRACT_TARGET: broken.url });
    expect(stdout).toContain("Broken");
    expect(code).toBe(1);
    expect(await fileText(`${REPORTS}/report.xml`)).toContain("<failure");
  });

  it("fails where a variable is missing, which GitLab leaves unset", async () => {
    const { code, stdout, stderr } = await runJob({ CVM_CONTRACT_API_KEY: KEY });
    expect(code).not.toBe(0);
    expect(stdout).not.toContain("Conforms");
    expect(stderr).toContain("CVM_CONTRACT_TARGET: Set it in the CI/CD settings");
  });
});

describe("the stage for Jenkins", () => {
  const runStage = async (variables: Expressions): Promise<JobResult> => {
    const [, script = ""] =
      /sh '''\n(.*?)'''/s.exec(await readFile(join(ROOT, "templates", "Jenkinsfile"), "utf8")) ?? [];
    if (made.size === 0) return machine.script(script, variables, ["sh", "-c"]);
    // What the workflow has installed stands where this would install it: it is the same tarball.
    const bin = ".cvm-contract-package/node_modules/.bin";
    const link = `mkdir -p ${bin} && ln -sf "$(command -v cvm-contract)" ${bin}`;
    const lines = script.replace(/^ *npm install .*\.tgz"$/m, link);
    expect(lines).toContain(link);
    return machine.script(lines, variables, ["sh", "-c"]);
  };

  it("is red on a server that does not conform, with reports", async () => {
    const { code, stdout, stderr } = await runStage({ CVM_CONTRACT_API_KEY: KEY, CVM_CONTRACT_TARGET: broken.url });
    expect(stdout, stderr).toContain("Broken");
    expect(code).toBe(1);
    expect(await fileText(`${REPORTS}/report.html`)).toMatch(/^<!doctype html>/i);
  });

  it("fails where the address is missing", async () => {
    const { code, stderr } = await runStage({ CVM_CONTRACT_API_KEY: KEY });
    expect(code).not.toBe(0);
    expect(stderr).toContain("CVM_CONTRACT_TARGET: Give the job the address of the server.");
  });
});

describe("the action", () => {
  /** What the action's steps need of a checkout of it. */
  const CHECKOUT = [
    "action.yml",
    "bin",
    "cli",
    "conformance",
    "contract",
    "library",
    "mock",
    "openapi.json",
    "reference-impl",
    "runtime",
  ];
  let checkout = "";
  let action: unknown;

  beforeAll(async () => {
    action = await yamlOf(join(ROOT, "action.yml"));
    checkout = join(machine.folder, "..", "action");
    for (const name of [...CHECKOUT, "package.json", "package-lock.json"])
      await cp(join(ROOT, name), join(checkout, name), {
        recursive: true,
        filter: (path) => !path.includes("node_modules"),
      });
  });

  const runAction = async (given: Expressions, variables: Expressions = {}): Promise<JobResult> => {
    const inputs = valueAt(action, "/inputs");
    const names = isObject(inputs) ? Object.keys(inputs) : [];
    const expressions = Object.fromEntries(
      names.map((name) => [`inputs.${name}`, given[name] ?? String(valueAt(action, `/inputs/${name}/default`) ?? "")]),
    );
    const steps = withoutInstallsMade(stepsOf(valueAt(action, "/runs/steps"), expressions));
    return machine.job(steps, KNOWN, { GITHUB_ACTION_PATH: checkout, ...variables });
  };

  it("is red on a server that does not conform, with annotations, summary and reports, and says so in its outputs", async () => {
    const result = await runAction({ target: broken.url, "api-key": KEY });
    expect(result.outputs).toEqual({ outcome: "broken" });
    await expectRedReports(result);
  });

  it("fails where the key is missing, and leaves no outcome of an earlier step", async () => {
    await mkdir(join(machine.folder, REPORTS));
    await writeFile(join(machine.folder, REPORTS, "report.json"), '{"outcome": "conforms"}');
    const { code, stderr, outputs } = await runAction({ target: sound.url });
    expect({ code, outputs }).toEqual({ code: 2, outputs: {} });
    expect(stderr).toContain("CVM_CONTRACT_API_KEY is empty");
  });

  it("is green on one that conforms, with flags a line each as they stand, and inputs as flags", async () => {
    await writeFile(join(machine.folder, "strict.jsonc"), '{ "failOn": "must" }');
    const flags = `--laws=status-is-declared\n--api-key-command=printf ${KEY}\n--report=markdown=$(id) \`id\`.md\n`;
    const given = { target: sound.url, config: "strict.jsonc", seed: "5", "without-key": "true", flags };
    const { stdout, stderr, code, outputs } = await runAction(given, { CVM_CONTRACT_SEED: "6" });
    expect(stderr).toContain("1 law, 16 workers, seed 5");
    expect(stdout).toContain("Conforms");
    expect({ code, outputs }).toEqual({ code: 0, outputs: { outcome: "conforms" } });
    expect(await fileText("$(id) `id`.md")).toContain("#");
  });
});
