import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "./command-line/command-line.ts";
import { commands } from "./commands.ts";
import { keyOf } from "./options/option.ts";
import { COMMENTED_CONFIG_FILE, CONFIG_FILE, readConfigFile } from "./options/read-config-file.ts";
import { fakeContext } from "./testing/fake-context.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "init-"));
  return () => rm(folder, { recursive: true, force: true });
});

const GITHUB = ".github/workflows/cvm-contract.yml";
const GITLAB = ".gitlab-ci.yml";

const put = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};

const textOf = (path: string): Promise<string> => readFile(join(folder, path), "utf8");

const init = async (argv: readonly string[] = [], place = folder) => {
  const fake = fakeContext(["init", ...argv], { folder: place });
  const code = await runCommandLine(commands, fake.context);
  // Told in lines of a terminal's width.
  return { code, stdout: fake.stdout().replace(/\n {3}(?! )/g, " "), stderr: fake.stderr() };
};

const written = async (): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe("init", () => {
  it("writes for GitHub where there is .github, and says what is left to do", async () => {
    await put(".github/CODEOWNERS", "");
    const { code, stdout } = await init();
    expect(code).toBe(0);
    expect(await written()).toEqual([".github/CODEOWNERS", GITHUB, COMMENTED_CONFIG_FILE].sort());
    expect(stdout).toContain(`Wrote ${GITHUB}.`);
    expect(stdout).toContain("it is in no registry");
    expect(stdout).toContain("the secret CVM_CONTRACT_API_KEY");
  });

  it("writes for the one that a remote's address names", async () => {
    await put(".git/config", '[remote "origin"]\n\turl = git@gitlab.example.com:us/it.git\n');
    await init();
    expect(await written()).toEqual([".git/config", GITLAB, COMMENTED_CONFIG_FILE].sort());
  });

  it("writes for both where both may be meant, and says so", async () => {
    await put(".github/CODEOWNERS", "");
    await put(GITLAB, "");
    const { stdout } = await init();
    expect(stdout).toContain(
      "1. There are files for GitHub and for GitLab: delete that of the one that you don't use.",
    );
    expect(stdout).not.toContain("Nothing here tells");
  });

  it("writes for both where nothing tells which, and says so", async () => {
    expect((await init()).stdout).toContain("delete that of the one that you don't use");
    expect(await written()).toEqual([GITHUB, GITLAB, COMMENTED_CONFIG_FILE].sort());
  });

  it("puts the job beside a pipeline that is there, and says how to include it", async () => {
    await put(GITLAB, "stages: [test]\n");
    expect((await init()).stdout).toContain(
      'Add to .gitlab-ci.yml, under include: "- local: .gitlab/cvm-contract.yml"',
    );
    expect(await textOf(GITLAB)).toBe("stages: [test]\n");
    expect(await textOf(".gitlab/cvm-contract.yml")).toContain("cvm-contract check");
  });

  it("puts each command on a line of its own, whole, so that it can be pasted", async () => {
    expect((await init()).stdout).toMatch(
      /^ {5}npx --yes --package=\.\/vendor\/cvm-contract-0\.1\.0\.tgz cvm-contract check --target "\$CVM_CONTRACT_TARGET" --look$/m,
    );
  });

  it("makes no second job where the pipeline has its own", async () => {
    await put(".git/config", "url = https://gitlab.com/us/it.git");
    await init();
    await rm(join(folder, COMMENTED_CONFIG_FILE));
    const { code, stderr } = await init();
    expect(code).toBe(2);
    expect(stderr).toContain(`${GITLAB} is there already`);
    expect(await written()).toEqual([".git/config", GITLAB].sort());
  });

  it("has CI install from --package, else from where package.json has it, else from vendor/", async () => {
    const installs = async (...argv: readonly string[]): Promise<readonly (string | undefined)[]> => {
      await init(argv);
      const lines = await Promise.all([GITHUB, GITLAB].map(textOf));
      for (const path of [".github", GITLAB, COMMENTED_CONFIG_FILE]) await rm(join(folder, path), { recursive: true });
      return lines.map((text) => /npm install .* '(.*)'$/m.exec(text)?.[1]);
    };
    expect(await installs()).toEqual(Array(2).fill("./vendor/cvm-contract-0.1.0.tgz"));
    await put("package.json", '{"devDependencies": {"cvm-contract": "file:third/cvm.tgz"}}');
    expect(await installs()).toEqual(Array(2).fill("./third/cvm.tgz"));
    const url = "https://files.example.com/cvm-contract-0.1.0.tgz";
    expect(await installs("--package", url)).toEqual(Array(2).fill(url));
  });

  it("says to commit a tarball that is there", async () => {
    await put("a/b.tgz", "");
    expect((await init(["--package", "a/b.tgz"])).stdout).toContain(
      "from a/b.tgz: commit it.\n\n     git add --force a/b.tgz\n",
    );
  });

  it.each([
    "cvm-contract",
    "../b.tgz",
    "/srv/b.tgz",
    "b.tgz'; id; '.tgz",
    "https://me:hunter2hunter2@host/b.tgz",
    "https://host/b.tgz?token=hunter2hunter2",
    "git+ssh://host/b.tgz",
  ])("refuses the address %s, and shows no secret of it", async (address) => {
    const { code, stderr } = await init(["--package", address]);
    expect(code).toBe(2);
    expect(stderr).toContain("--package needs where the package's tarball is");
    expect(stderr).not.toContain("hunter2");
    expect(await written()).toEqual([]);
  });
});

describe("init writes nothing", () => {
  it.each([COMMENTED_CONFIG_FILE, CONFIG_FILE, GITHUB])("where %s is there already, and names it", async (path) => {
    await put(path, "{}");
    await put(".github/CODEOWNERS", "");
    const { code, stderr } = await init();
    expect(code).toBe(2);
    expect(stderr).toContain(`${path} is there already`);
    expect(await written()).toEqual([".github/CODEOWNERS", path].sort());
    expect(await textOf(path)).toBe("{}");
  });

  it("where a link that leads nowhere is in the place", async () => {
    await symlink(join(folder, "nowhere"), join(folder, GITLAB));
    await mkdir(join(folder, ".github"));
    await symlink(join(folder, "nowhere"), join(folder, ".gitlab"));
    const { code } = await init();
    expect(code).toBe(2);
    expect(await written()).toEqual([GITLAB, ".gitlab"].sort());
  });

  it("in a folder below a repository's root, whose CI files nobody would heed", async () => {
    await put(".git/config", "");
    await put("deep/er/package.json", "{}");
    const { code, stderr } = await init([], join(folder, "deep", "er"));
    expect(code).toBe(2);
    expect(stderr).toContain("CI heeds files at its root alone");
  });
});

describe("the configuration file that init writes", () => {
  const configured = commands.filter(({ name }) => name !== "init").flatMap(({ options }) => options);
  const names = configured.map(({ name }) => name);

  it("says nothing as it is", async () => {
    await init();
    expect([...(await readConfigFile(folder, null, names))]).toEqual([]);
  });

  it("explains every key, and has those that are no secrets to be uncommented", async () => {
    await init();
    const text = await textOf(COMMENTED_CONFIG_FILE);
    for (const name of names) expect(text).toContain(`"${keyOf(name)}"`);
    await writeFile(join(folder, COMMENTED_CONFIG_FILE), text.replace(/^ {2}\/\/ ("\w+": .*,)$/gm, "  $1"));
    const given = await readConfigFile(folder, null, names);
    const secrets = ["admin-key", "api-key", "api-key-command", "gateway-auth", "other-key", "teepod-auth"];
    expect(new Set([...given.keys(), ...secrets])).toEqual(new Set(names));
    expect(secrets.filter((name) => given.has(name))).toEqual([]);
    expect(given.get("workers")?.value).toBe(16);
  });
});
